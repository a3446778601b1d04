#pragma once

#include <algorithm>
#include <chrono>

#include "ring/kernel_wait.h"
#include "ring/spin_budget.h"

namespace graftwire::ring {

/// One consumer's waits: spins for as long as SpinBudget says, and tells it how each wait ended.
class Spinner {
 public:
  using Clock = std::chrono::steady_clock;

  Spinner() : budget_(hasSeveralProcessors() ? SpinBudget::most : SpinBudget::Duration::zero()) {}

  /// Looks until `ready()`, the budget is used up or it is `until`. A wait begins.
  template <class Ready>
  bool spin(Ready ready, Clock::time_point until = Clock::time_point::max()) {
    // Nothing to learn from what needs no waiting, and no clock to read.
    if (ready()) return true;
    begin();
    const Clock::time_point end = std::min(until, began_ + budget_.current());
    for (Clock::time_point now = began_; now < end;) {
      for (int look = 0; look < looksPerTime; ++look) {
        relax();
        if (!ready()) continue;
        budget_.came(Clock::now() - began_);
        return true;
      }
      now = Clock::now();
    }
    return false;
  }

  /// A wait begins without a spin.
  void begin() { began_ = Clock::now(); }
  /// What the wait was for came after having slept.
  void came() { budget_.came(Clock::now() - began_); }
  /// The wait ended without it.
  void gaveUp() { budget_.gaveUp(Clock::now() - began_); }

  SpinBudget::Duration budget() const { return budget_.current(); }

 private:
  // Reading the clock takes about as long as one to three looks.
  static constexpr int looksPerTime = 8;

  SpinBudget budget_;
  Clock::time_point began_;
};

}  // namespace graftwire::ring
