#pragma once

#include <node_api.h>

#include <cstddef>
#include <cstdint>
#include <memory>

namespace graftwire::node {

/// Zeroed memory of `graft.alloc`. It belongs to who counts a share of it: V8's backing store, and each view
/// that Python holds. So it outlives its ArrayBuffer, its thread of JavaScript and its lane as long as Python
/// looks at it.
class AllocatedMemory {
 public:
  /// Vectors of the widest registers and lines of the cache begin here.
  static constexpr std::size_t alignment = 64;

  ~AllocatedMemory();
  AllocatedMemory(const AllocatedMemory&) = delete;
  AllocatedMemory& operator=(const AllocatedMemory&) = delete;

  /// nullptr where there is none to be had.
  static std::shared_ptr<AllocatedMemory> create(std::size_t bytes);
  /// What this address lies in, of all that any thread has allocated; nullptr where it lies in none.
  static std::shared_ptr<AllocatedMemory> at(const void* address);
  /// allocate(bytes): an ArrayBuffer; undefined where there is no memory.
  static napi_value allocate(napi_env env, napi_callback_info info);

 private:
  AllocatedMemory(void* block, std::size_t bytes);

  void* const block_;
  std::uint8_t* const begin_;
  const std::size_t bytes_;
};

}  // namespace graftwire::node
