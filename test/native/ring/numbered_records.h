#pragma once

#include <cstddef>
#include <cstdint>

#include "ring/ring.h"

namespace graftwire::ring::test {

/// Record `number`: how long it is and what it says follow from its number, so that either side can tell.
class NumberedRecord {
 public:
  NumberedRecord(std::uint64_t number, std::size_t largestInPlaceBytes) : number_(number) {
    const std::uint64_t random = mix(number);
    // Mostly in place; one in 32 is a segment.
    const std::uint64_t limit = random % 32 == 0 ? 6 * largestInPlaceBytes : largestInPlaceBytes;
    bytes_ = static_cast<std::size_t>((random >> 8) % (limit + 1));
  }

  std::size_t bytes() const { return bytes_; }

  void write(std::uint8_t* body) const {
    for (std::size_t index = 0; index < bytes_; ++index) body[index] = byteAt(index);
  }

  bool equals(const Record& record) const {
    if (record.bytes != bytes_) return false;
    for (std::size_t index = 0; index < bytes_; ++index) {
      if (record.data[index] != byteAt(index)) return false;
    }
    return true;
  }

 private:
  /// The finalizer of MurmurHash3.
  static std::uint64_t mix(std::uint64_t value) {
    value = (value ^ (value >> 33)) * 0xff51afd7ed558ccdU;
    value = (value ^ (value >> 33)) * 0xc4ceb9fe1a85ec53U;
    return value ^ (value >> 33);
  }
  std::uint8_t byteAt(std::size_t index) const { return static_cast<std::uint8_t>(number_ * 31 + index * 7); }

  std::uint64_t number_;
  std::size_t bytes_;
};

}  // namespace graftwire::ring::test
