#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>

namespace graftwire::ring::test {

/// What a Ring of up to 512 bytes must do, told in another way: memory as cells of 8 bytes that are free or
/// taken, no positions.
class RingModel {
 public:
  struct Record {
    std::size_t bytes;
    /// The how manieth claim it was.
    std::uint64_t claim;
    bool isSegment;
    /// One bit for each that it takes, those of the padding in front of it too.
    std::uint64_t cells;
  };

  explicit RingModel(std::size_t capacityBytes)
      : cells_(capacityBytes / 8), largestInPlaceBytes_(capacityBytes / 4) {}

  const std::deque<Record>& records() const { return records_; }
  std::uint64_t claims() const { return claims_; }
  bool isClaimed() const { return isClaimed_; }
  std::size_t claimedBytes() const { return claimedBytes_; }

  /// False where there is no room.
  bool claim(std::size_t bytes) {
    const bool isSegment = bytes > largestInPlaceBytes_;
    const std::size_t needed = cellsOf(bytes, isSegment);
    const bool wraps = next_ + needed > cells_;
    const std::uint64_t padding = wraps ? cellsFrom(next_, cells_ - next_) : 0;
    const std::size_t first = wraps ? 0 : next_;
    if ((taken_ & (padding | cellsFrom(first, needed))) != 0) return false;
    isClaimed_ = true;
    isSegment_ = isSegment;
    claimedBytes_ = bytes;
    padding_ = padding;
    first_ = first;
    ++claims_;
    return true;
  }

  void commit(std::size_t bytes) {
    const std::size_t count = cellsOf(bytes, isSegment_);
    records_.push_back({bytes, claims_, isSegment_, padding_ | cellsFrom(first_, count)});
    taken_ |= records_.back().cells;
    next_ = (first_ + count) % cells_;
    isClaimed_ = false;
  }

  void abort() { isClaimed_ = false; }

  void pop() {
    taken_ &= ~records_.front().cells;
    records_.pop_front();
  }

 private:
  /// A segment's record holds its address and its length.
  static std::size_t cellsOf(std::size_t bytes, bool isSegment) {
    return 1 + (isSegment ? 2 : (bytes + 7) / 8);
  }
  static std::uint64_t cellsFrom(std::size_t first, std::size_t count) {
    return ((std::uint64_t{1} << count) - 1) << first;
  }

  std::size_t cells_;
  std::size_t largestInPlaceBytes_;
  std::uint64_t taken_ = 0;
  std::size_t next_ = 0;
  std::deque<Record> records_;
  std::uint64_t claims_ = 0;
  bool isClaimed_ = false;
  bool isSegment_ = false;
  std::size_t claimedBytes_ = 0;
  std::uint64_t padding_ = 0;
  std::size_t first_ = 0;
};

}  // namespace graftwire::ring::test
