#pragma once

#include <node_api.h>

#include <cstddef>
#include <memory>

#include "iip/value_writer.h"
#include "node/persistent.h"

namespace graftwire::node {

/// The memory of one lane's call record: written by JavaScript through an ArrayBuffer and by C++ in place.
/// Its addresses are reserved once and never move; pages are added as frames need them. It belongs to the
/// addon, not to V8: the mapping lives until both the lane and every ArrayBuffer over it are gone.
class Record final : public iip::WritableMemory {
 public:
  /// The first bytes are the control words that JavaScript and C++ exchange arguments in; frames stand behind
  /// them.
  static constexpr std::size_t controlBytes = 64;

  /// nullptr where the addresses cannot be reserved.
  static std::unique_ptr<Record> create();

  bool grow(std::size_t bytes) override;

  /// An ArrayBuffer over all of the record. The one made before, if any, is detached: V8 allows one at a
  /// time.
  napi_value arrayBuffer(napi_env env);

  /// So many bytes from the beginning have been used.
  void noteUse(std::size_t bytes);

  /// Gives pages behind the first ones back to the system after a large frame. No frame may stand behind
  /// `usedBytes`.
  void trim(std::size_t usedBytes);

 private:
  struct Mapping;
  explicit Record(std::shared_ptr<Mapping> mapping);

  std::shared_ptr<Mapping> mapping_;
  Persistent buffer_;
  std::size_t highWater_ = 0;
};

}  // namespace graftwire::node
