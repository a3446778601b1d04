#pragma once

#include <cstddef>
#include <cstdint>

#include "iip/fault.h"

namespace graftwire::iip {

/// What a peer sends first on a byte stream (docs/iip.md, section 3).
struct Preamble {
  static constexpr std::size_t bytes = 16;
  static constexpr std::uint8_t thisVersion = 1;

  std::uint8_t lowestVersion = thisVersion;
  std::uint8_t highestVersion = thisVersion;
  /// The longest frame that its sender takes.
  std::uint32_t maxFrameBytes = 0;

  void write(std::uint8_t* to) const;

  /// Reads the 16 bytes; malformed where they are not those of IIP, whose sender gets no answer.
  static Fault read(const std::uint8_t* from, Preamble& preamble);

  /// Whether `length` bytes, fewer than 16, can still become a preamble. A stranger need not be heard to the
  /// end.
  static bool isPrefix(const std::uint8_t* from, std::size_t length);

  /// The version that both speak, the same whichever of them asks; versionMismatch where there is none.
  static Fault negotiate(const Preamble& one, const Preamble& other, std::uint8_t& version);
};

}  // namespace graftwire::iip
