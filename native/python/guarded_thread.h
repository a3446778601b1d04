#pragma once

#include <pthread.h>

#include <algorithm>
#include <cstdint>
#include <vector>

#include "python/api.h"
#include "python/insistence.h"

namespace graftwire::python {

/// Why a call is to end before it is done.
enum class InterruptReason : std::uint8_t { none, timeout, cancelled };

/// The calls of one thread that may be interrupted, outermost first: each stands for all that runs on the
/// thread between its begin and its end. Touched under the lock of Interrupts where nothing else is said.
class GuardedThread {
 public:
  struct Guard {
    std::uint32_t id;
    std::int64_t deadline;
    InterruptReason due = InterruptReason::none;
    /// The class that is raised for it, made when it is needed. Owned; written under the GIL too.
    PyObject* type = nullptr;
  };

  /// Of the guard that stands for all that a thread does that is to end.
  static constexpr std::uint32_t whole = 0;

  /// `bySignal`: it is Python's main thread, on which a signal handler raises; on any other one Python is
  /// asked to raise between two instructions of its bytecode.
  explicit GuardedThread(bool bySignal) : thread(pthread_self()), bySignal(bySignal), insistence(thread) {}

  /// Notes which deadlines have come, and says whether the thread is to be interrupted now. `next` becomes
  /// the time to look again, where that is earlier.
  bool look(std::int64_t now, std::int64_t& next) {
    bool isDue = false;
    for (Guard& guard : guards) {
      if (guard.due == InterruptReason::none && guard.deadline <= now) guard.due = InterruptReason::timeout;
      if (guard.due == InterruptReason::none) next = std::min(next, guard.deadline);
      isDue |= guard.due != InterruptReason::none;
    }
    return isDue && insistence.isTime(now, next);
  }

  /// The outermost that is due, or nullptr: with it end all inside it.
  Guard* due() {
    const auto found = std::find_if(guards.begin(), guards.end(),
                                    [](const Guard& guard) { return guard.due != InterruptReason::none; });
    return found == guards.end() ? nullptr : &*found;
  }

  /// Whether all that it does is to end.
  bool isWhollyDue() const { return !guards.empty() && guards.front().id == whole; }

  /// An interruption is raised. Says whether another one shall follow at once: from the second time on
  /// several come in a row, and more each time, so that the handler that swallows one is left by the next,
  /// however deep.
  bool raises() {
    if (left == 0) left = 1 + burst * series++;
    return --left != 0;
  }

  /// Whether one in such a row is left out. Where they come in every place in which CPython looks, one that
  /// it takes for part of the `try` that the handler belongs to may hide the next place, which is outside of
  /// it.
  bool skips() {
    random = random * 1103515245U + 12345U;
    return left != 0 && (random >> 16 & 1U) != 0;
  }

  /// Nothing is due any more.
  void calm() {
    insistence.calm();
    series = 0, left = 0;
  }

  const pthread_t thread;
  const bool bySignal;
  std::vector<Guard> guards;
  Insistence insistence;
  /// Under the GIL: whether Python may have been asked to raise.
  bool asked = false;
  /// Under the GIL: how many stretches of graftwire's own work are under way that nothing may interrupt.
  unsigned shields = 0;
  /// Of the thread alone.
  bool isRaising = false;

 private:
  static constexpr unsigned burst = 4;
  unsigned series = 0;
  unsigned left = 0;
  unsigned random = 1;
};

}  // namespace graftwire::python
