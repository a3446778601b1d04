// The handshake without anything that could hide a lost wake-up: each producer publishes one thing and waits
// for the answer, so that nobody rings a second time for a consumer that was not woken.
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <semaphore>
#include <thread>
#include <vector>

#include "ring/sleeper.h"
#include "ring/under_sanitizer.h"

namespace graftwire::ring {
namespace {

constexpr auto patience = std::chrono::seconds(20);
constexpr std::uint64_t rounds = test::isUnderThreadSanitizer ? 20'000 : 1'000'000;

struct alignas(128) Slot {
  std::atomic<std::uint64_t> published{0};
  alignas(128) std::atomic<std::uint64_t> answered{0};
};

template <std::size_t producers>
void publishAndAnswer(std::uint64_t count) {
  Sleeper sleeper;
  std::counting_semaphore<> sleep(0);
  std::array<Slot, producers> slots;
  std::atomic<bool> isLost{false};
  std::atomic<std::uint64_t> wakeUps{0};
  std::vector<std::thread> threads;
  for (Slot& slot : slots) {
    threads.emplace_back([&] {
      for (std::uint64_t round = 1; round <= count; ++round) {
        slot.published.store(round, std::memory_order_release);
        if (sleeper.ring()) {
          wakeUps.fetch_add(1, std::memory_order_relaxed);
          sleep.release();
        }
        for (int look = 0; slot.answered.load(std::memory_order_acquire) != round; ++look) {
          if (isLost.load(std::memory_order_relaxed)) return;
          if (look > 100) std::this_thread::yield();
        }
      }
    });
  }
  std::uint64_t announcements = 0;
  const auto ready = [&] {
    for (const Slot& slot : slots) {
      if (slot.published.load(std::memory_order_acquire) != slot.answered.load(std::memory_order_relaxed))
        return true;
    }
    return false;
  };
  for (std::uint64_t answered = 0; answered < count * producers;) {
    // Now before the next thing is published, now behind: in between is where a wake-up is lost.
    for (std::atomic<std::uint64_t> delay{announcements % 2 * (announcements * 7 % 192)};
         delay.load(std::memory_order_relaxed) > 0;) {
      delay.store(delay.load(std::memory_order_relaxed) - 1, std::memory_order_relaxed);
    }
    ++announcements;
    if (sleeper.arm(ready) && !sleep.try_acquire_for(patience)) {
      isLost.store(true);
      break;
    }
    sleeper.disarm();
    for (Slot& slot : slots) {
      const std::uint64_t published = slot.published.load(std::memory_order_acquire);
      if (published == slot.answered.load(std::memory_order_relaxed)) continue;
      slot.answered.store(published, std::memory_order_release);
      ++answered;
    }
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_FALSE(isLost.load()) << "a wake-up was lost";
  EXPECT_LE(wakeUps.load(), announcements);
}

TEST(SleeperStress, losesNoWakeUpOfOneProducer) {
  publishAndAnswer<1>(rounds);
}
TEST(SleeperStress, losesNoWakeUpOfSeveralProducers) {
  publishAndAnswer<3>(rounds / 10);
}

}  // namespace
}  // namespace graftwire::ring
