#pragma once

#include <node_api.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "node/allocated_memory.h"
#include "node/persistent.h"
#include "python/keeper.h"

namespace graftwire::node {

/// Keeps the memory of a typed array while Python may see it.
class LentMemory final : public python::Keeper {
 public:
  /// How it is kept; If you change one, also change src/hypertube/memory.ts.
  enum class Way : std::uint32_t {
    /// By holding the array, which JavaScript has made untransferable.
    pinned = 0,
    /// Python sees a copy, which it may not write to.
    copied = 1,
    /// By a share of memory of `graft.alloc`.
    shared = 2,
  };

  struct View {
    std::unique_ptr<LentMemory> keeper;
    void* data = nullptr;
    std::size_t bytes = 0;
    bool isReadOnly = false;
  };

  /// `view`: a typed array or DataView.
  static View of(napi_env env, napi_value view, Way way);

  bool isOfThread() const override { return buffer_.env() != nullptr; }

 private:
  Persistent buffer_;
  std::vector<std::uint8_t> copy_;
  std::shared_ptr<AllocatedMemory> share_;
};

}  // namespace graftwire::node
