#include "ring/event_doorbell.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/resource.h>

#include <atomic>
#include <chrono>
#include <thread>

namespace graftwire::ring {
namespace {

const auto never = [] { return false; };
const auto always = [] { return true; };

bool isReadable(const EventDoorbell& bell, int timeoutMs = 0) {
  pollfd entry{bell.descriptor(), POLLIN, 0};
  return poll(&entry, 1, timeoutMs) == 1;
}

TEST(EventDoorbell, hasADescriptorThatNeverBlocksAndNoChildInherits) {
  const auto bell = EventDoorbell::create();
  EXPECT_NE(fcntl(bell->descriptor(), F_GETFL) & O_NONBLOCK, 0);
  EXPECT_NE(fcntl(bell->descriptor(), F_GETFD) & FD_CLOEXEC, 0);
}

TEST(EventDoorbell, isNotMadeWhereTheProcessMayHaveNoMoreDescriptors) {
  rlimit before{};
  ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &before), 0);
  const rlimit none{0, before.rlim_max};
  ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &none), 0);
  const auto bell = EventDoorbell::create();
  ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &before), 0);
  EXPECT_EQ(bell, nullptr);
}

TEST(EventDoorbell, isSilentWhileTheConsumerIsAwake) {
  const auto bell = EventDoorbell::create();
  bell->ring();
  EXPECT_FALSE(isReadable(*bell));
  ASSERT_TRUE(bell->arm(never));
  bell->disarm();
  bell->ring();
  EXPECT_FALSE(isReadable(*bell));
}

TEST(EventDoorbell, isReadableWhenItWasRungAfterTheAnnouncement) {
  const auto bell = EventDoorbell::create();
  for (int round = 0; round < 3; ++round) {
    ASSERT_TRUE(bell->arm(never));
    EXPECT_FALSE(isReadable(*bell));
    bell->ring();
    bell->ring();
    EXPECT_TRUE(isReadable(*bell));
    bell->clear();
    EXPECT_FALSE(isReadable(*bell));
  }
}

TEST(EventDoorbell, doesNotSleepWhereThereIsSomething) {
  const auto bell = EventDoorbell::create();
  EXPECT_TRUE(bell->spin(always));
  EXPECT_FALSE(bell->arm(always));
  bell->ring();
  EXPECT_FALSE(isReadable(*bell));
}

TEST(EventDoorbell, canBeClearedWhereNobodyRang) {
  const auto bell = EventDoorbell::create();
  bell->clear();
  ASSERT_TRUE(bell->arm(never));
  bell->clear();
  bell->ring();
  EXPECT_FALSE(isReadable(*bell));
}

TEST(EventDoorbell, wakesAPoll) {
  const auto bell = EventDoorbell::create();
  std::atomic<bool> isPublished{false};
  std::thread producer([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
    isPublished.store(true, std::memory_order_release);
    bell->ring();
  });
  const auto ready = [&] { return isPublished.load(std::memory_order_acquire); };
  if (!bell->spin(ready) && bell->arm(ready)) {
    EXPECT_TRUE(isReadable(*bell, -1));
    bell->clear();
  }
  EXPECT_TRUE(ready());
  producer.join();
}

}  // namespace
}  // namespace graftwire::ring
