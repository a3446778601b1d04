#pragma once

#include <node_api.h>

#include <cstddef>
#include <memory>

#include "iip/reserved_memory.h"
#include "node/persistent.h"

namespace graftwire::node {

/// The memory of one lane's call record: written by JavaScript through an ArrayBuffer and by C++ in place. It
/// belongs to the addon, not to V8: the mapping lives until both the lane and every ArrayBuffer over it are
/// gone.
class Record final : public iip::ReservedMemory {
 public:
  /// The first bytes are the control words that JavaScript and C++ exchange arguments in; frames stand behind
  /// them.
  static constexpr std::size_t controlBytes = 64;

  /// nullptr where the addresses cannot be reserved.
  static std::unique_ptr<Record> create();

  /// An ArrayBuffer over all of the record. The one made before, if any, is detached: V8 allows one at a
  /// time.
  napi_value arrayBuffer(napi_env env);

 private:
  using ReservedMemory::ReservedMemory;

  Persistent buffer_;
};

}  // namespace graftwire::node
