// Two threads, all record sizes, each side waiting for the other one by a bell. A wake-up that is lost shows
// as a wait that ends by its time: nothing else here takes that long.
#include <gtest/gtest.h>
#include <poll.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <thread>
#include <vector>

#include "ring/doorbell.h"
#include "ring/event_doorbell.h"
#include "ring/numbered_records.h"
#include "ring/ring.h"
#include "ring/under_sanitizer.h"

namespace graftwire::ring {
namespace {

using test::NumberedRecord;
using Clock = std::chrono::steady_clock;

constexpr auto patience = std::chrono::seconds(60);

/// A consumer's wait in a poll of its own.
class PollingBell {
 public:
  template <class Ready>
  bool wait(Ready ready, Clock::time_point until) {
    if (bell_->spin(ready)) return true;
    if (!bell_->arm(ready)) return true;
    pollfd entry{bell_->descriptor(), POLLIN, 0};
    const auto rest = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now());
    if (poll(&entry, 1, static_cast<int>(rest.count())) == 1) {
      bell_->clear();
    } else {
      bell_->disarm();
    }
    return ready();
  }
  void ring() { bell_->ring(); }

 private:
  std::unique_ptr<EventDoorbell> bell_ = EventDoorbell::create();
};

/// Waits as long as it takes: a bell may be late from the wait before and ring for nothing.
template <class Bell, class Ready>
bool waitFor(Bell& bell, Ready ready) {
  const Clock::time_point until = Clock::now() + patience;
  while (!bell.wait(ready, until)) {
    if (Clock::now() >= until) return false;
  }
  return true;
}

template <class Bell>
void passRecords(std::size_t capacity, std::uint64_t count) {
  const auto ring = Ring::create(capacity);
  Bell arrived;
  Bell popped;
  // Written by the producer, read after it has been joined.
  const char* producersFault = nullptr;
  std::atomic<bool> isOver{false};
  // The consumer's answers, which the producer may read when it knows that the record was consumed.
  std::vector<std::uint64_t> answers(count);
  std::uint64_t answersRead = 0;
  std::thread producer([&] {
    for (std::uint64_t number = 0; number < count; ++number) {
      const NumberedRecord expected(number, ring->largestInPlaceBytes());
      std::uint8_t* body = nullptr;
      const bool hasRoom = waitFor(popped, [&] {
        body = ring->claim(expected.bytes());
        return body != nullptr || isOver.load(std::memory_order_relaxed);
      });
      if (body == nullptr) {
        if (!hasRoom) producersFault = "a wake-up was lost, or room";
        return;
      }
      expected.write(body);
      if (number % 16 == 7) {
        // Given up, and done again.
        ring->abort();
        body = ring->claim(expected.bytes());
        expected.write(body);
      }
      ring->commit(expected.bytes());
      arrived.ring();
      const std::uint64_t consumed = ring->consumed();
      if (consumed > ring->committed()) producersFault = "more consumed than committed";
      for (; answersRead < consumed; ++answersRead) {
        if (answers[answersRead] != answersRead + 1) producersFault = "consumed, and not answered";
      }
      // Now and then long enough for the consumer to fall asleep.
      if (number % 4096 == 0) std::this_thread::sleep_for(std::chrono::microseconds(300));
    }
  });
  std::uint64_t number = 0;
  for (; number < count; ++number) {
    const bool hasArrived = waitFor(arrived, [&] { return !ring->isEmpty(); });
    EXPECT_TRUE(hasArrived) << "a wake-up was lost before record " << number;
    if (!hasArrived) break;
    const Record record = ring->front();
    const bool isRight = record && NumberedRecord(number, ring->largestInPlaceBytes()).equals(record);
    EXPECT_TRUE(isRight) << "record " << number;
    if (!isRight) break;
    answers[number] = number + 1;
    ring->pop();
    popped.ring();
    if (number % 4096 == 2048) std::this_thread::sleep_for(std::chrono::microseconds(300));
  }
  isOver.store(true, std::memory_order_relaxed);
  popped.ring();
  producer.join();
  EXPECT_EQ(producersFault, nullptr) << producersFault;
  if (number == count) {
    EXPECT_TRUE(ring->isEmpty());
    EXPECT_EQ(ring->consumed(), ring->committed());
  }
}

constexpr std::uint64_t records = test::isUnderThreadSanitizer ? 100'000 : 300'000;

TEST(RingStress, passesEveryRecordThroughTheSmallestRing) {
  passRecords<Doorbell>(64, records);
}
TEST(RingStress, passesEveryRecordThroughASmallRing) {
  passRecords<Doorbell>(1024, records);
}
TEST(RingStress, passesEveryRecordThroughALargeRing) {
  passRecords<Doorbell>(16'384, records / 4);
}
TEST(RingStress, passesEveryRecordToAPollThroughTheSmallestRing) {
  passRecords<PollingBell>(64, records);
}
TEST(RingStress, passesEveryRecordToAPollThroughASmallRing) {
  passRecords<PollingBell>(1024, records);
}

}  // namespace
}  // namespace graftwire::ring
