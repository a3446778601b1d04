#pragma once

#include <atomic>
#include <cstdint>

namespace graftwire::ring {

/// The agreement between one consumer that goes to sleep and producers that wake it, without the sleep: the
/// consumer announces that it is going to sleep and looks once more; a producer publishes and looks for an
/// announcement. One of the two sees what the other one did, so no wake-up is lost; and a producer whose
/// consumer is awake pays a fence and a load.
class Sleeper {
 public:
  // The consumer's.

  /// Announces that the consumer is going to sleep, then looks once more. True where it may sleep until a
  /// producer wakes it; false, and disarmed, where `ready()`. Ready must load what producers publish.
  template <class Ready>
  bool arm(Ready ready) {
    word_.store(armed, std::memory_order_relaxed);
    // Pairs with the fence in ring(): either ready() sees what the producer published, or it sees `armed`.
    std::atomic_thread_fence(std::memory_order_seq_cst);
    if (!ready()) return true;
    disarm();
    return false;
  }
  /// The consumer is awake. True where no producer has taken the announcement since arm().
  bool disarm() {
    // Pairs with the exchange in ring(). A producer that was faster wakes a consumer that is awake: it may.
    return word_.exchange(awake, std::memory_order_acquire) == armed;
  }

  // The producers'.

  /// To be called after publishing. True for exactly one caller per announcement: it has to wake the
  /// consumer.
  bool ring() {
    // Pairs with the fence in arm().
    std::atomic_thread_fence(std::memory_order_seq_cst);
    if (word_.load(std::memory_order_relaxed) != armed) return false;
    // Pairs with disarm(): a consumer that is woken sees what this producer did before.
    return word_.exchange(awake, std::memory_order_acq_rel) == armed;
  }

  static constexpr std::uint32_t awake = 0;
  static constexpr std::uint32_t armed = 1;
  /// For a consumer that sleeps on the word itself, as long as it is `armed`.
  std::atomic<std::uint32_t>& word() { return word_; }

 private:
  std::atomic<std::uint32_t> word_{awake};
};

}  // namespace graftwire::ring
