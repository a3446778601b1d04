#pragma once

#include <atomic>
#include <cstdint>

namespace graftwire::python {

/// The copies of this addon that run in the process: of other versions, or loaded from other folders. Each
/// has thread states of its own, so a call of one inside a callback of another, on the same thread, would
/// wait for a GIL that this very thread holds.
class Copies {
 public:
  /// Makes this copy known to the others, and them to it. With the GIL, once.
  static void join();

  /// Whether there are others. Never for nearly all processes.
  static bool areSeveral() {
    const Table* table = table_.load(std::memory_order_acquire);
    return table != nullptr && table->count.load(std::memory_order_acquire) > 1;
  }

  /// Whether the calling thread holds the GIL by another copy.
  static bool otherHoldsHere();

 private:
  static constexpr std::uint32_t layout = 1;
  static constexpr std::uint32_t most = 16;

  /// Shared by all copies, so never changed but together with `layout`. Made by the first, and never freed.
  struct Table {
    const std::uint32_t layout;
    std::atomic<std::uint32_t> count;
    /// Whether the calling thread holds the GIL by that copy.
    std::atomic<bool (*)()> holdsHere[most];
  };

  static std::atomic<Table*> table_;
};

}  // namespace graftwire::python
