#pragma once

#include <node_api.h>

#include <cstdint>
#include <vector>

namespace graftwire::node {

/// The JavaScript objects that stand for objects of Python's, by the ids of their references: held weakly, so
/// that the garbage collector of V8 decides how long they live.
///
/// JavaScript's own WeakRef and FinalizationRegistry will not do: the first keeps its object until the turn
/// ends, the second tells nothing before, and a long synchronous loop would pile up all that it drops. What
/// is gone is found here by looking, after a collection: a canary, an object that nobody holds, tells that
/// there was one.
class Handles {
 public:
  explicit Handles(napi_env env) : env_(env) {}
  ~Handles();
  Handles(const Handles&) = delete;
  Handles& operator=(const Handles&) = delete;

  /// Remembers the handle of an id. True where it is time to look for those that are gone.
  bool hold(std::uint32_t id, napi_value handle);
  /// nullptr where there is none, or none any more.
  napi_value find(std::uint32_t id) const;
  /// Forgets one, and says whether it was there.
  bool drop(std::uint32_t id);
  /// Forgets all that are gone, and gives their ids.
  std::vector<std::uint32_t> sweep();

 private:
  /// What V8 is told that a handle holds beside its own heap, so that it collects before Python's memory is
  /// full.
  static constexpr std::int64_t bytesOfHandle = 512;
  /// So many handles are made between two looks at the canary.
  static constexpr unsigned holdsBetweenLooks = 16;

  void account(std::int64_t handles);
  void setCanary();
  bool isCanaryGone() const;

  napi_env env_;
  std::vector<napi_ref> handles_;
  napi_ref canary_ = nullptr;
  unsigned holds_ = 0;
  std::int64_t unaccounted_ = 0;
};

}  // namespace graftwire::node
