#pragma once

#include <algorithm>
#include <chrono>

namespace graftwire::ring {

/// How long it is worth to spin before going to sleep, learned from how long the last waits took.
///
/// Waking a sleeping thread costs some 20 us and more on both sides, spinning costs the time that it takes;
/// so spinning pays where what is waited for comes within about that time. The rule is the one by which
/// Linux's KVM polls before it halts a processor:
/// - it came in the first half of the spin: the budget is right;
/// - it came in the second half, or so soon after going to sleep that a longer spin would have met it: twice
/// as
///   long, from `first` up to the limit;
/// - it came later, or the spin was as long as may be: half as long, and not at all below `first`.
/// One that is idle has spun less than 100 us altogether when it stops spinning, and costs nothing from then
/// on.
///
/// Where more threads want to run than there are processors, it may always come soon after going to sleep
/// because the spin kept the producer from running. So after `patience` spins in a row that met nothing there
/// is none for a number of waits, which doubles each time up to `longestRest`, until a spin has met something
/// again.
class SpinBudget {
 public:
  using Duration = std::chrono::nanoseconds;

  static constexpr Duration first = std::chrono::microseconds(3);
  static constexpr Duration most = std::chrono::microseconds(50);
  /// What going to sleep and being woken takes out of the time that a wait was seen to take.
  static constexpr Duration wakeUp = std::chrono::microseconds(50);

  /// Enough to grow to the limit and to try that twice.
  static constexpr int patience = 8;
  static constexpr int shortestRest = 16;
  static constexpr int longestRest = 1024;

  /// `limit`: 0 where spinning keeps the producer from running.
  explicit SpinBudget(Duration limit = most) : limit_(limit) {}

  /// How long to spin now.
  Duration current() const { return current_; }

  /// It came `after` the wait began, while spinning or after having slept.
  void came(Duration after) {
    if (after <= current_) {
      vain_ = 0;
      nextRest_ = shortestRest;
      if (after > current_ / 2) grow();
      return;
    }
    if (rest_ > 0) {
      --rest_;
    } else if (current_ > Duration::zero() && ++vain_ == patience) {
      rest();
    } else if (after <= limit_ + wakeUp && current_ < limit_) {
      grow();
    } else {
      shrink();
    }
  }
  /// It had not come yet `after` the wait began, when the wait was given up.
  void gaveUp(Duration after) {
    if (after > limit_ + wakeUp) shrink();
  }

 private:
  void grow() { current_ = std::min(limit_, std::max(first, current_ * 2)); }
  void shrink() { current_ = current_ / 2 < first ? Duration::zero() : current_ / 2; }

  void rest() {
    current_ = Duration::zero();
    vain_ = 0;
    rest_ = nextRest_;
    nextRest_ = std::min(longestRest, 2 * nextRest_);
  }

  Duration limit_;
  Duration current_{0};
  /// Spins in a row that met nothing.
  int vain_ = 0;
  /// Waits to come that are not to spin, and how many the next time.
  int rest_ = 0;
  int nextRest_ = shortestRest;
};

}  // namespace graftwire::ring
