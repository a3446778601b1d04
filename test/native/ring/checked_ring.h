#pragma once

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "ring/ring.h"
#include "ring/ring_model.h"

namespace graftwire::ring::test {

/// One step of either side.
struct Step {
  enum Kind : std::uint8_t { claim, commit, abort, front, pop } kind;
  std::uint8_t bytes = 0;
};

/// A Ring beside its model: does every step on both and compares all that can be seen.
class CheckedRing {
 public:
  explicit CheckedRing(std::size_t capacityBytes)
      : ring_(Ring::create(capacityBytes)), model_(capacityBytes) {}

  const Ring& ring() const { return *ring_; }
  const RingModel& model() const { return model_; }
  bool isAtFront() const { return isAtFront_; }

  /// Empty where both agree, else what is wrong.
  std::string apply(Step step) {
    switch (step.kind) {
      case Step::claim: {
        const bool isExpected = model_.claim(step.bytes);
        body_ = ring_->claim(step.bytes);
        if ((body_ != nullptr) != isExpected)
          return isExpected ? "no room where there is" : "room where there is none";
        if (body_ == nullptr) break;
        if (reinterpret_cast<std::uintptr_t>(body_) % 8 != 0) return "a body is not aligned";
        // All of it is the producer's, whatever is committed then.
        for (std::size_t index = 0; index < step.bytes; ++index)
          body_[index] = byteOf(model_.claims(), index);
        break;
      }
      case Step::commit:
        model_.commit(step.bytes);
        ring_->commit(step.bytes);
        ++committed_;
        break;
      case Step::abort:
        model_.abort();
        ring_->abort();
        break;
      case Step::front: {
        const Record record = ring_->front();
        if (static_cast<bool>(record) == model_.records().empty())
          return record ? "a record from nowhere" : "a lost record";
        isAtFront_ = static_cast<bool>(record);
        if (isAtFront_ && reinterpret_cast<std::uintptr_t>(record.data) % 8 != 0)
          return "a record is not aligned";
        front_ = record;
        if (isAtFront_ && !isFrontIntact()) return "another record than the oldest";
        break;
      }
      case Step::pop:
        if (!isFrontIntact()) return "a record changed before it was popped";
        model_.pop();
        ring_->pop();
        ++consumed_;
        isAtFront_ = false;
        break;
    }
    if (ring_->isEmpty() != model_.records().empty()) return "isEmpty() is wrong";
    if (ring_->committed() != committed_) return "committed() is wrong";
    if (ring_->consumed() != consumed_) return "consumed() is wrong";
    return {};
  }

 private:
  static std::uint8_t byteOf(std::uint64_t claim, std::size_t index) {
    return static_cast<std::uint8_t>(claim * 37 + index * 11 + 1);
  }

  bool isFrontIntact() const {
    const RingModel::Record& expected = model_.records().front();
    if (front_.bytes != expected.bytes) return false;
    for (std::size_t index = 0; index < front_.bytes; ++index) {
      if (front_.data[index] != byteOf(expected.claim, index)) return false;
    }
    return true;
  }

  std::unique_ptr<Ring> ring_;
  RingModel model_;
  std::uint8_t* body_ = nullptr;
  Record front_;
  bool isAtFront_ = false;
  std::uint64_t committed_ = 0;
  std::uint64_t consumed_ = 0;
};

inline std::string formatSteps(const std::vector<Step>& steps) {
  static const char* const names[] = {"claim", "commit", "abort", "front", "pop"};
  std::string text;
  for (const Step& step : steps) {
    text += names[step.kind];
    if (step.kind <= Step::commit) text += "(" + std::to_string(step.bytes) + ")";
    text += " ";
  }
  return text;
}

}  // namespace graftwire::ring::test
