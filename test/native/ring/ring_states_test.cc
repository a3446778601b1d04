// Every state that a small ring can be in, and every step of either side in each of them, beside a model.
#include <gtest/gtest.h>

#include <bit>
#include <cstdint>
#include <deque>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "ring/checked_ring.h"

namespace graftwire::ring {

/// Sees what of a ring decides what it does next.
struct RingState {
  static std::string of(const Ring& ring, bool isClaimed, bool isAtFront) {
    const std::uint64_t head = ring.shared_.head.load();
    // Positions matter relative to the head only, and the head for where it is in the memory. Two are left
    // over from before where nothing is claimed, and where front() has given nothing.
    std::string state;
    for (const std::uint64_t value :
         {head % ring.capacity_, ring.published_.tail.load() - head, ring.writer_.position - head,
          isClaimed ? ring.writer_.claimed - head : 0, head - ring.writer_.headSeen,
          ring.reader_.position - head, ring.reader_.tailSeen - head,
          isAtFront ? ring.reader_.next - head : 0}) {
      state += std::to_string(static_cast<std::int64_t>(value)) + ",";
    }
    return state;
  }
};

namespace {

using test::CheckedRing;
using test::RingModel;
using test::Step;

/// What may be done now, with claims of these sizes.
std::vector<Step> stepsFrom(const CheckedRing& checked, const std::vector<std::uint8_t>& sizes) {
  std::vector<Step> steps{{Step::front}};
  if (checked.isAtFront()) steps.push_back({Step::pop});
  if (!checked.model().isClaimed()) {
    for (const std::uint8_t size : sizes) steps.push_back({Step::claim, size});
    return steps;
  }
  const auto claimed = static_cast<std::uint8_t>(checked.model().claimedBytes());
  steps.push_back({Step::abort});
  steps.push_back({Step::commit, claimed});
  // Less than was claimed: one cell less, and nothing.
  if (claimed > 8) steps.push_back({Step::commit, static_cast<std::uint8_t>(claimed - 8)});
  if (claimed > 0) steps.push_back({Step::commit, 0});
  return steps;
}

/// States with the same text do the same for ever, but for what the bodies say.
std::string stateOf(const CheckedRing& checked) {
  const RingModel& model = checked.model();
  std::string state = RingState::of(checked.ring(), model.isClaimed(), checked.isAtFront());
  state += checked.isAtFront() ? "front " : "- ";
  state += model.isClaimed() ? std::to_string((model.claimedBytes() + 7) / 8) : "-";
  for (const RingModel::Record& record : model.records()) {
    state += " " + std::to_string(std::popcount(record.cells)) + (record.isSegment ? "s" : "");
  }
  return state;
}

TEST(RingStates, everyStepInEveryStateOfTheSmallestRingDoesWhatTheModelDoes) {
  // No cell, one, two, and a segment.
  const std::vector<std::uint8_t> sizes{0, 8, 16, 17};
  std::set<std::string> known;
  std::deque<std::vector<Step>> open{{}};
  known.insert(stateOf(CheckedRing(Ring::minimumBytes)));
  std::size_t stepsTaken = 0;
  while (!open.empty()) {
    const std::vector<Step> path = std::move(open.front());
    open.pop_front();
    std::vector<Step> choices;
    {
      CheckedRing checked(Ring::minimumBytes);
      for (const Step& step : path) checked.apply(step);
      choices = stepsFrom(checked, sizes);
    }
    for (const Step& choice : choices) {
      CheckedRing checked(Ring::minimumBytes);
      for (const Step& step : path) checked.apply(step);
      std::vector<Step> longer = path;
      longer.push_back(choice);
      ASSERT_EQ(checked.apply(choice), "") << test::formatSteps(longer);
      ++stepsTaken;
      if (known.insert(stateOf(checked)).second) open.push_back(std::move(longer));
    }
  }
  RecordProperty("states", std::to_string(known.size()));
  RecordProperty("steps", std::to_string(stepsTaken));
  // A search that ends early has found nothing because it has not looked.
  EXPECT_GT(known.size(), 10'000U);
}

/// All sequences of `depth` steps behind `path`.
void tryAll(std::size_t capacity, const std::vector<std::uint8_t>& sizes, std::vector<Step>& path, int depth,
            std::size_t& sequences) {
  std::vector<Step> choices;
  {
    CheckedRing checked(capacity);
    for (std::size_t index = 0; index < path.size(); ++index) {
      ASSERT_EQ(checked.apply(path[index]), "") << test::formatSteps(path);
    }
    if (depth > 0) choices = stepsFrom(checked, sizes);
  }
  ++sequences;
  for (const Step& choice : choices) {
    path.push_back(choice);
    tryAll(capacity, sizes, path, depth - 1, sequences);
    path.pop_back();
    if (testing::Test::HasFatalFailure()) return;
  }
}

TEST(RingStates, everySequenceOfAFewStepsFromEveryPlaceInALargerRingDoesWhatTheModelDoes) {
  constexpr std::size_t capacity = 128;
  const std::vector<std::uint8_t> sizes{0, 8, 24, 32, 33};
  std::size_t sequences = 0;
  for (std::size_t cell = 0; cell < capacity / 8; ++cell) {
    // Empty, then filled to five cells before it is full: either way the wrap is near.
    for (const std::size_t records : {std::size_t{0}, std::size_t{11}}) {
      std::vector<Step> path;
      for (std::size_t moved = 0; moved < cell; ++moved) {
        for (const Step& step : {Step{Step::claim}, Step{Step::commit}, Step{Step::front}, Step{Step::pop}})
          path.push_back(step);
      }
      for (std::size_t record = 0; record < records; ++record) {
        for (const Step& step : {Step{Step::claim}, Step{Step::commit}}) path.push_back(step);
      }
      tryAll(capacity, sizes, path, 4, sequences);
      if (HasFatalFailure()) return;
    }
  }
  RecordProperty("sequences", std::to_string(sequences));
  EXPECT_GT(sequences, 10'000U);
}

TEST(RingStates, everySizeOfARecordGoesThroughEveryPlaceInARing) {
  constexpr std::size_t capacity = 128;
  for (std::size_t cell = 0; cell < capacity / 8; ++cell) {
    for (std::uint8_t claimed = 0; claimed <= 48; ++claimed) {
      for (std::uint8_t committed = 0; committed <= claimed; ++committed) {
        CheckedRing checked(capacity);
        std::vector<Step> path;
        for (std::size_t moved = 0; moved < cell; ++moved) {
          for (const Step& step : {Step{Step::claim}, Step{Step::commit}, Step{Step::front}, Step{Step::pop}})
            path.push_back(step);
        }
        for (int repeat = 0; repeat < 2; ++repeat) {
          for (const Step& step : {Step{Step::claim, claimed}, Step{Step::abort}, Step{Step::claim, claimed},
                                   Step{Step::commit, committed}})
            path.push_back(step);
        }
        for (const Step& step : {Step{Step::front}, Step{Step::front}, Step{Step::pop}, Step{Step::front},
                                 Step{Step::pop}, Step{Step::front}})
          path.push_back(step);
        for (const Step& step : path) ASSERT_EQ(checked.apply(step), "") << test::formatSteps(path);
      }
    }
  }
}

}  // namespace
}  // namespace graftwire::ring
