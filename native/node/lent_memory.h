#pragma once

#include <node_api.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "node/persistent.h"
#include "python/lent_buffers.h"

namespace graftwire::node {

/// Keeps the memory of a typed array while Python may see it: the array itself, which JavaScript must have
/// made untransferable, or a copy.
class LentMemory final : public python::LentBuffers::Keeper {
 public:
  /// `view`: a typed array or DataView. `copies`: Python is to see a copy of it.
  static std::unique_ptr<LentMemory> of(napi_env env, napi_value view, bool copies, void*& data,
                                        std::size_t& bytes);

 private:
  Persistent buffer_;
  std::vector<std::uint8_t> copy_;
};

}  // namespace graftwire::node
