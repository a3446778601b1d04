#pragma once

#include <chrono>

#include "ring/cache_line.h"
#include "ring/kernel_wait.h"
#include "ring/sleeper.h"
#include "ring/spinner.h"

namespace graftwire::ring {

/// Where one consumer waits for what producers publish: it spins briefly, then sleeps in the kernel.
/// Producers publish, then ring(). Outlives the last ring().
class Doorbell {
 public:
  using Clock = Spinner::Clock;

  // The consumer's.

  /// Waits until `ready()`, until rung, or until `until` (max: for ever).
  /// @returns ready()
  template <class Ready>
  bool wait(Ready ready, Clock::time_point until = Clock::time_point::max()) {
    if (spinner_.spin(ready, until)) return true;
    if (!sleeper_.arm(ready)) return true;
    bool isInTime = true;
    // Relaxed: what the consumer reads next is ordered by disarm() and by what ready() loads.
    while (isInTime && sleeper_.word().load(std::memory_order_relaxed) == Sleeper::armed) {
      isInTime = sleepWhile(sleeper_.word(), Sleeper::armed, until);
    }
    sleeper_.disarm();
    const bool isReady = ready();
    if (isReady) {
      spinner_.came();
    } else {
      spinner_.gaveUp();
    }
    return isReady;
  }
  /// Only spins, not at all where that has been in vain lately.
  /// @returns ready()
  template <class Ready>
  bool spin(Ready ready) {
    return spinner_.spin(ready);
  }
  /// How long it would spin now.
  SpinBudget::Duration budget() const { return spinner_.budget(); }

  // The producers'.

  /// Wakes the consumer where it sleeps, or is about to.
  void ring() {
    if (sleeper_.ring()) wakeOne(sleeper_.word());
  }

 private:
  // Producers look at this one all the time, so nothing else that is written may stand on its line.
  alignas(cacheLineBytes) Sleeper sleeper_;
  alignas(cacheLineBytes) Spinner spinner_;
};

}  // namespace graftwire::ring
