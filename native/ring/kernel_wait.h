#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>

namespace graftwire::ring {

// What waiting needs of the processor and the operating system, on each of them.

/// Between two looks of a spin: less power, and the other hardware thread of the core gets on.
inline void relax() {
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  // `yield` does nothing on most of them.
  asm volatile("isb" ::: "memory");
#endif
}

/// Whether this thread may run on more than one processor: where not, the producer runs when this one sleeps.
bool hasSeveralProcessors();

/// Sleeps while `word` is `value`, until woken or `until` (max: for ever). May return for no reason.
/// @returns false where it is later than `until`
bool sleepWhile(std::atomic<std::uint32_t>& word, std::uint32_t value,
                std::chrono::steady_clock::time_point until);
/// Wakes one thread that sleeps while `word` has a value that it must no longer have.
void wakeOne(std::atomic<std::uint32_t>& word);

/// A descriptor that can be made readable; closed with its owner. Linux: an eventfd.
class EventDescriptor {
 public:
  EventDescriptor();
  ~EventDescriptor();
  EventDescriptor(const EventDescriptor&) = delete;
  EventDescriptor& operator=(const EventDescriptor&) = delete;

  /// Nonblocking, closed on exec; -1 where the process may have no more.
  int descriptor() const { return read_; }
  /// Makes it readable. Any thread.
  void signal();
  /// Makes it unreadable.
  void clear();

 private:
  int read_ = -1;
  int write_ = -1;
};

}  // namespace graftwire::ring
