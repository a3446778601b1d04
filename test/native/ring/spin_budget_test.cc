#include "ring/spin_budget.h"

#include <gtest/gtest.h>

namespace graftwire::ring {
namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::nanoseconds;

/// A budget at its limit.
SpinBudget grown() {
  SpinBudget budget;
  while (budget.current() < SpinBudget::most) budget.came(budget.current() + microseconds(1));
  return budget;
}

TEST(SpinBudget, beginsWithoutSpinning) {
  EXPECT_EQ(SpinBudget().current(), nanoseconds(0));
}

TEST(SpinBudget, growsToItsLimitWhileALongerSpinWouldHaveMetIt) {
  SpinBudget budget;
  nanoseconds before = budget.current();
  while (before < SpinBudget::most) {
    budget.came(SpinBudget::most);
    ASSERT_GT(budget.current(), before);
    before = budget.current();
  }
  EXPECT_EQ(before, SpinBudget::most);
}

TEST(SpinBudget, growsWhereItCameLateInTheSpin) {
  SpinBudget budget;
  budget.came(microseconds(20));
  const nanoseconds before = budget.current();
  budget.came(before - nanoseconds(1));
  EXPECT_GT(budget.current(), before);
}

TEST(SpinBudget, staysWhereItCameEarlyInTheSpin) {
  SpinBudget budget;
  budget.came(microseconds(20));
  const nanoseconds before = budget.current();
  for (int wait = 0; wait < 100; ++wait) budget.came(before / 2);
  EXPECT_EQ(budget.current(), before);
}

TEST(SpinBudget, forgivesTheTimeThatWakingUpTakes) {
  SpinBudget budget;
  budget.came(SpinBudget::most + SpinBudget::wakeUp);
  EXPECT_GT(budget.current(), nanoseconds(0));
}

TEST(SpinBudget, shrinksToNothingWhereItComesMuchLater) {
  SpinBudget budget = grown();
  nanoseconds spent{0};
  while (budget.current() > nanoseconds(0)) {
    const nanoseconds before = budget.current();
    spent += before;
    budget.came(milliseconds(1));
    ASSERT_LT(budget.current(), before);
  }
  // What an idle one has cost when it has stopped spinning.
  EXPECT_LT(spent, 2 * SpinBudget::most);
  budget.came(milliseconds(1));
  EXPECT_EQ(budget.current(), nanoseconds(0));
}

TEST(SpinBudget, shrinksWhereTheLongestSpinWasInVain) {
  SpinBudget budget = grown();
  budget.came(SpinBudget::most + microseconds(1));
  EXPECT_LT(budget.current(), SpinBudget::most);
}

TEST(SpinBudget, shrinksWhereAWaitWasGivenUpLate) {
  SpinBudget budget = grown();
  budget.gaveUp(milliseconds(1));
  EXPECT_LT(budget.current(), SpinBudget::most);
}

TEST(SpinBudget, learnsNothingFromAWaitThatWasGivenUpSoon) {
  SpinBudget budget = grown();
  budget.gaveUp(microseconds(1));
  EXPECT_EQ(budget.current(), SpinBudget::most);
}

/// Waits that end just after going to sleep, until there is no spin. How many of them spun?
int vainSpins(SpinBudget& budget) {
  int spins = 0;
  do {
    if (budget.current() > nanoseconds(0)) ++spins;
    budget.came(SpinBudget::most + microseconds(1));
  } while (budget.current() > nanoseconds(0));
  return spins;
}

/// Such waits without a spin, until there is one again.
int waitsOfRest(SpinBudget& budget) {
  int waits = 0;
  for (; budget.current() == nanoseconds(0); ++waits) budget.came(SpinBudget::most + microseconds(1));
  return waits;
}

TEST(SpinBudget, restsLongerAndLongerWhileNoSpinMeetsAnything) {
  SpinBudget budget;
  int before = 0;
  do {
    EXPECT_LE(vainSpins(budget), SpinBudget::patience);
    const int waits = waitsOfRest(budget);
    ASSERT_GT(waits, before);
    before = waits;
  } while (before <= SpinBudget::longestRest);
  vainSpins(budget);
  EXPECT_EQ(waitsOfRest(budget), before);
}

TEST(SpinBudget, forgetsItsRestsWhenASpinMetSomething) {
  SpinBudget budget;
  vainSpins(budget);
  const int shortest = waitsOfRest(budget);
  vainSpins(budget);
  ASSERT_GT(waitsOfRest(budget), shortest);
  budget.came(budget.current() / 2);
  vainSpins(budget);
  EXPECT_EQ(waitsOfRest(budget), shortest);
}

TEST(SpinBudget, neverSpinsWhereTheLimitIsZero) {
  SpinBudget budget{nanoseconds(0)};
  for (int wait = 0; wait < 10; ++wait) budget.came(microseconds(wait));
  EXPECT_EQ(budget.current(), nanoseconds(0));
}

}  // namespace
}  // namespace graftwire::ring
