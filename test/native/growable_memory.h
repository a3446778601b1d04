#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <vector>

#include "iip/value_writer.h"

namespace graftwire::test {

/// Memory that moves whenever it grows and is never longer than was asked for, so that a stale pointer or a
/// write beyond what was reserved is an error that AddressSanitizer sees. It can be told to fail.
class GrowableMemory final : public iip::WritableMemory {
 public:
  static constexpr std::size_t never = SIZE_MAX;

  /// `failingGrowth`: which growth fails, counted from 0. `maxBytes`: growing beyond fails too.
  explicit GrowableMemory(std::size_t failingGrowth = never, std::size_t maxBytes = SIZE_MAX)
      : failingGrowth_(failingGrowth), maxBytes_(maxBytes) {}

  bool grow(std::size_t bytes) override {
    if (growths_++ == failingGrowth_ || bytes > maxBytes_) return false;
    const auto size = static_cast<std::size_t>(end() - begin());
    if (bytes <= size) return true;
    auto larger = std::make_unique<std::uint8_t[]>(bytes);
    if (size != 0) std::memcpy(larger.get(), begin(), size);
    memory_ = std::move(larger);
    begin_ = memory_.get();
    end_ = begin_ + bytes;
    return true;
  }

  std::size_t growths() const { return growths_; }
  std::vector<std::uint8_t> first(std::size_t bytes) const { return {begin(), begin() + bytes}; }

 private:
  std::size_t failingGrowth_;
  std::size_t maxBytes_;
  std::size_t growths_ = 0;
  std::unique_ptr<std::uint8_t[]> memory_;
};

}  // namespace graftwire::test
