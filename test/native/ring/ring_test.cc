#include "ring/ring.h"

#include <gtest/gtest.h>

#include <cstring>
#include <limits>
#include <memory>
#include <string>

#include "ring/under_sanitizer.h"

namespace graftwire::ring {
namespace {

void put(Ring& ring, const std::string& text) {
  std::uint8_t* const body = ring.claim(text.size());
  ASSERT_NE(body, nullptr);
  std::memcpy(body, text.data(), text.size());
  ring.commit(text.size());
}

std::string textOf(const Record& record) {
  return {reinterpret_cast<const char*>(record.data), record.bytes};
}

std::string take(Ring& ring) {
  const Record record = ring.front();
  if (!record) return "nothing";
  const std::string text = textOf(record);
  ring.pop();
  return text;
}

TEST(Ring, isMadeOfAPowerOfTwoBytesOnly) {
  EXPECT_NE(Ring::create(64), nullptr);
  EXPECT_NE(Ring::create(1 << 16), nullptr);
  for (const std::size_t bytes : {std::size_t{0}, std::size_t{32}, std::size_t{63}, std::size_t{96},
                                  std::size_t{1} << 33, std::numeric_limits<std::size_t>::max()}) {
    EXPECT_EQ(Ring::create(bytes), nullptr) << bytes;
  }
}

TEST(Ring, givesRecordsInTheOrderOfTheirCommits) {
  const auto ring = Ring::create(256);
  put(*ring, "one");
  put(*ring, "");
  put(*ring, "three");
  EXPECT_EQ(take(*ring), "one");
  EXPECT_EQ(take(*ring), "");
  put(*ring, "four");
  EXPECT_EQ(take(*ring), "three");
  EXPECT_EQ(take(*ring), "four");
  EXPECT_EQ(take(*ring), "nothing");
}

TEST(Ring, showsNothingOfAClaimBeforeItsCommit) {
  const auto ring = Ring::create(256);
  std::uint8_t* const body = ring->claim(8);
  EXPECT_TRUE(ring->isEmpty());
  EXPECT_FALSE(ring->front());
  std::memcpy(body, "12345678", 8);
  ring->commit(5);
  EXPECT_FALSE(ring->isEmpty());
  EXPECT_EQ(take(*ring), "12345");
}

TEST(Ring, forgetsAnAbortedClaim) {
  const auto ring = Ring::create(64);
  for (int round = 0; round < 100; ++round) {
    ASSERT_NE(ring->claim(16), nullptr);
    ring->abort();
    ASSERT_NE(ring->claim(1000), nullptr);
    ring->abort();
  }
  EXPECT_TRUE(ring->isEmpty());
  EXPECT_EQ(ring->committed(), 0U);
}

TEST(Ring, hasNoRoomUntilTheConsumerHasPopped) {
  const auto ring = Ring::create(64);
  put(*ring, "aaaaaaaaaaaaaaaa");
  put(*ring, "bbbbbbbbbbbbbbbb");
  EXPECT_EQ(ring->claim(16), nullptr);
  EXPECT_EQ(ring->claim(1000), nullptr);
  const Record first = ring->front();
  EXPECT_EQ(ring->claim(16), nullptr);
  EXPECT_EQ(textOf(first), "aaaaaaaaaaaaaaaa");
  ring->pop();
  put(*ring, "cccccccccccccccc");
  EXPECT_EQ(take(*ring), "bbbbbbbbbbbbbbbb");
  EXPECT_EQ(take(*ring), "cccccccccccccccc");
}

TEST(Ring, keepsARecordInItsOwnMemoryUpToAQuarterOfIt) {
  const auto ring = Ring::create(1024);
  EXPECT_EQ(ring->largestInPlaceBytes(), 256U);
  const std::uint8_t* const base = ring->claim(256);
  ring->abort();
  // The next place, and one elsewhere.
  EXPECT_EQ(ring->claim(0), base);
  ring->abort();
  const std::uint8_t* const segment = ring->claim(257);
  ring->abort();
  EXPECT_TRUE(segment + 257 <= base || segment >= base + 1024);
}

TEST(Ring, takesARecordLargerThanItself) {
  const auto ring = Ring::create(64);
  const std::string large(1'000'000, 'x');
  put(*ring, "before");
  put(*ring, large);
  EXPECT_EQ(take(*ring), "before");
  put(*ring, "behind");
  EXPECT_EQ(take(*ring), large);
  EXPECT_EQ(take(*ring), "behind");
}

TEST(Ring, commitsLessOfASegmentThanWasClaimed) {
  const auto ring = Ring::create(64);
  std::uint8_t* const body = ring->claim(500);
  std::memcpy(body, "few", 3);
  ring->commit(3);
  EXPECT_EQ(take(*ring), "few");
  ASSERT_NE(ring->claim(500), nullptr);
  ring->commit(0);
  EXPECT_EQ(take(*ring), "");
}

TEST(Ring, hasNoRecordWhereThereIsNoMemoryForItsSegment) {
  const auto ring = Ring::create(64);
  if (test::endsWithoutMemory) GTEST_SKIP() << "the sanitizer's allocator ends the process";
  // More than an address space.
  EXPECT_EQ(ring->claim(std::size_t{1} << 60), nullptr);
  put(*ring, "still works");
  EXPECT_EQ(take(*ring), "still works");
}

TEST(Ring, freesWhatWasNeverConsumed) {
  // What it keeps, the leak checker of AddressSanitizer tells.
  const auto ring = Ring::create(256);
  put(*ring, std::string(300, 'a'));
  put(*ring, std::string(300, 'b'));
  put(*ring, "in place");
  EXPECT_TRUE(ring->front());
  EXPECT_NE(ring->claim(300), nullptr);
}

TEST(Ring, countsWhatWasCommittedAndPopped) {
  const auto ring = Ring::create(64);
  for (std::uint64_t round = 0; round < 1000; ++round) {
    EXPECT_EQ(ring->committed(), round);
    put(*ring, round % 3 == 0 ? std::string(100, 's') : "in place");
    EXPECT_EQ(ring->committed(), round + 1);
    EXPECT_TRUE(ring->front());
    EXPECT_EQ(ring->consumed(), round);
    ring->pop();
    EXPECT_EQ(ring->consumed(), round + 1);
  }
}

}  // namespace
}  // namespace graftwire::ring
