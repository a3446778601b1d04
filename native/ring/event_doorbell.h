#pragma once

#include <memory>
#include <new>
#include <utility>

#include "ring/cache_line.h"
#include "ring/kernel_wait.h"
#include "ring/sleeper.h"
#include "ring/spinner.h"

namespace graftwire::ring {

/// A Doorbell for a consumer that sleeps in a poll of its own, for this and for other things:
///
///   loop: consume all there is; maybe spin(); if (!arm(ready)) again; poll; disarm(), or clear() where the
///   descriptor was readable; again
///
/// Outlives the last ring(), and the poll.
class EventDoorbell {
 public:
  /// nullptr where the process may have no more descriptors.
  static std::unique_ptr<EventDoorbell> create() {
    std::unique_ptr<EventDoorbell> bell(new (std::nothrow) EventDoorbell);
    return bell != nullptr && bell->descriptor() >= 0 ? std::move(bell) : nullptr;
  }

  // The consumer's.

  /// Readable when a producer has rung after arm(). Owned by this.
  int descriptor() const { return event_.descriptor(); }
  /// Spins for as long as that has been worth it lately.
  /// @returns ready()
  template <class Ready>
  bool spin(Ready ready) {
    hasSpun_ = !spinner_.spin(ready);
    return !hasSpun_;
  }
  /// The consumer is going to poll. False, and disarmed, where `ready()`: there is something to do first.
  template <class Ready>
  bool arm(Ready ready) {
    // The wait began with the spin, where there was one.
    if (!hasSpun_) spinner_.begin();
    hasSpun_ = false;
    isArmed_ = sleeper_.arm(ready);
    return isArmed_;
  }
  /// The consumer is awake, for whatever reason.
  void disarm() {
    if (!isArmed_) return;
    isArmed_ = false;
    if (sleeper_.disarm()) {
      spinner_.gaveUp();
    } else {
      spinner_.came();
    }
  }
  /// The consumer is awake, and the descriptor no longer readable. It may become so once more if a producer
  /// that rang is slow: that wakes the consumer for nothing, and no more.
  void clear() {
    disarm();
    event_.clear();
  }
  /// How long it would spin now.
  SpinBudget::Duration budget() const { return spinner_.budget(); }

  // The producers'.

  /// Makes the descriptor readable where the consumer sleeps, or is about to.
  void ring() {
    if (sleeper_.ring()) event_.signal();
  }

 private:
  EventDoorbell() = default;

  // Producers look at this one all the time, so nothing else that is written may stand on its line.
  alignas(cacheLineBytes) Sleeper sleeper_;
  alignas(cacheLineBytes) Spinner spinner_;
  bool hasSpun_ = false;
  bool isArmed_ = false;
  EventDescriptor event_;
};

}  // namespace graftwire::ring
