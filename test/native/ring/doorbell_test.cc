#include "ring/doorbell.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <thread>

namespace graftwire::ring {
namespace {

using Clock = Doorbell::Clock;
using std::chrono::milliseconds;

const auto never = [] { return false; };
const auto always = [] { return true; };

TEST(Sleeper, isRungOncePerAnnouncement) {
  Sleeper sleeper;
  EXPECT_FALSE(sleeper.ring());
  EXPECT_TRUE(sleeper.arm(never));
  EXPECT_TRUE(sleeper.ring());
  EXPECT_FALSE(sleeper.ring());
  EXPECT_FALSE(sleeper.disarm());
}

TEST(Sleeper, doesNotSleepWhereThereIsSomething) {
  Sleeper sleeper;
  EXPECT_FALSE(sleeper.arm(always));
  EXPECT_FALSE(sleeper.ring());
}

TEST(Sleeper, isNotRungWhenItHasDisarmed) {
  Sleeper sleeper;
  EXPECT_TRUE(sleeper.arm(never));
  EXPECT_TRUE(sleeper.disarm());
  EXPECT_FALSE(sleeper.ring());
}

TEST(Sleeper, looksAfterHavingAnnounced) {
  Sleeper sleeper;
  EXPECT_FALSE(sleeper.arm([&] { return sleeper.ring(); }));
}

TEST(Doorbell, doesNotWaitForWhatIsThere) {
  Doorbell bell;
  EXPECT_TRUE(bell.wait(always));
  EXPECT_TRUE(bell.spin(always));
  EXPECT_TRUE(bell.wait(always, Clock::time_point::min()));
}

TEST(Doorbell, waitsUntilTheTimeGivenAndNoShorter) {
  Doorbell bell;
  const Clock::time_point until = Clock::now() + milliseconds(20);
  EXPECT_FALSE(bell.wait(never, until));
  EXPECT_GE(Clock::now(), until);
}

TEST(Doorbell, returnsWhereTheTimeIsOver) {
  Doorbell bell;
  EXPECT_FALSE(bell.wait(never, Clock::now()));
  EXPECT_FALSE(bell.wait(never, Clock::time_point{}));
  EXPECT_FALSE(bell.wait(never, Clock::time_point::min()));
  EXPECT_FALSE(bell.spin(never));
}

TEST(Doorbell, returnsWhenItIsRungThoughNothingIsReady) {
  Doorbell bell;
  std::atomic<bool> isOver{false};
  // The ring has no effect before the other thread is about to sleep: it is repeated.
  std::thread ringer([&] {
    while (!isOver.load()) {
      bell.ring();
      std::this_thread::yield();
    }
  });
  EXPECT_FALSE(bell.wait(never));
  isOver.store(true);
  ringer.join();
}

TEST(Doorbell, wakesWhoSleeps) {
  Doorbell bell;
  std::atomic<int> published{0};
  std::thread producer([&] {
    for (int value = 1; value <= 5; ++value) {
      // Long enough for the consumer to have gone to sleep; the test holds where it has not.
      std::this_thread::sleep_for(milliseconds(5));
      published.store(value, std::memory_order_release);
      bell.ring();
    }
  });
  for (int seen = 0; seen < 5;) {
    EXPECT_TRUE(bell.wait([&] { return published.load(std::memory_order_acquire) > seen; }));
    seen = published.load(std::memory_order_acquire);
  }
  producer.join();
}

TEST(Doorbell, spinsNoLongerWhenNothingCame) {
  Doorbell bell;
  for (int wait = 0; wait < 10; ++wait) EXPECT_FALSE(bell.wait(never, Clock::now() + milliseconds(1)));
  EXPECT_EQ(bell.budget(), SpinBudget::Duration::zero());
}

}  // namespace
}  // namespace graftwire::ring
