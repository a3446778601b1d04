#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "iip/fault.h"
#include "iip/limits.h"

namespace graftwire::iip {

// The header is little-endian and is read and written as plain words, here and by JavaScript's typed arrays.
static_assert(std::endian::native == std::endian::little, "graftwire runs on little-endian machines");

enum class FrameKind : std::uint8_t {
  hello = 1,
  bind = 2,
  invocation = 3,
  result = 4,
  exception = 5,
  cancel = 6,
  release = 7,
  item = 8,
  end = 9,
  credit = 10,
  event = 11,
  unsubscribe = 12,
  describe = 13,
  resume = 14,
  ping = 15,
  goodbye = 16,
};

namespace frameFlag {
constexpr std::uint8_t oneWay = 0x01;
constexpr std::uint8_t selfContained = 0x02;
constexpr std::uint8_t segments = 0x04;
constexpr std::uint8_t known = oneWay | selfContained | segments;
}  // namespace frameFlag

/// The fixed 16 bytes of docs/iip.md, section 1.
struct FrameHeader {
  static constexpr std::size_t bytes = 16;

  std::uint32_t length = bytes;
  std::uint8_t kind = 0;
  std::uint8_t flags = 0;
  std::uint16_t optionalLength = 0;
  std::uint32_t correlation = 0;
  std::uint32_t session = 0;

  std::size_t bodyOffset() const { return bytes + optionalLength; }

  void write(std::uint8_t* to) const {
    std::memcpy(to, &length, 4);
    to[4] = kind;
    to[5] = flags;
    std::memcpy(to + 6, &optionalLength, 2);
    std::memcpy(to + 8, &correlation, 4);
    std::memcpy(to + 12, &session, 4);
  }

  /// Reads the header that begins at `from`, of which `available` bytes can be read, and checks its lengths
  /// against them. What the kind and flags mean is left to the caller.
  static Fault read(const std::uint8_t* from, std::size_t available, const Limits& limits,
                    FrameHeader& header) {
    if (available < bytes) return Fault::malformed;
    std::memcpy(&header.length, from, 4);
    header.kind = from[4];
    header.flags = from[5];
    std::memcpy(&header.optionalLength, from + 6, 2);
    std::memcpy(&header.correlation, from + 8, 4);
    std::memcpy(&header.session, from + 12, 4);
    if (header.length < bytes) return Fault::malformed;
    if (header.length > limits.maxFrameBytes) return Fault::tooLarge;
    if (header.length > available || header.bodyOffset() > header.length) return Fault::malformed;
    return Fault::none;
  }
};

}  // namespace graftwire::iip
