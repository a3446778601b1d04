#pragma once

#include <cstddef>
#include <cstdint>

#include "iip/fault.h"
#include "iip/frame_header.h"

namespace graftwire::iip {

namespace optionalTag {
constexpr std::uint8_t deadline = 1;
constexpr std::uint8_t trace = 2;
constexpr std::uint8_t modelHash = 3;
constexpr std::uint8_t headers = 4;
constexpr std::uint8_t segments = 5;
/// From here on an unknown tag is not skipped but answered with unimplemented.
constexpr std::uint8_t firstMandatory = 128;
}  // namespace optionalTag

struct OptionalField {
  static constexpr std::size_t headBytes = 4;

  std::uint8_t tag = 0;
  std::uint16_t length = 0;
  const std::uint8_t* data = nullptr;

  bool isKnown() const { return tag >= optionalTag::deadline && tag <= optionalTag::segments; }
};

/// Reads the fields of an optional header in place: their order, their lengths, and that none is unknown
/// which may not be. What stands in headers and segments is left to the caller.
class OptionalHeaderReader {
 public:
  OptionalHeaderReader(const std::uint8_t* begin, const std::uint8_t* end) : at_(begin), end_(end) {}

  bool atEnd() const { return at_ == end_; }
  Fault next(OptionalField& field);

 private:
  const std::uint8_t* at_;
  const std::uint8_t* end_;
  int lastTag_ = -1;
};

/// The table of field 5: buffers behind the body.
class SegmentTable {
 public:
  struct Segment {
    std::uint32_t offset;
    std::uint32_t length;
  };

  /// A table without segments, for a frame whose body goes on to its end.
  explicit SegmentTable(std::uint32_t bodyBytes) : bodyBytes_(bodyBytes) {}

  /// Reads the table and checks it against the frame that it stands in: each segment is aligned, behind the
  /// body and the segment before it, and within the frame.
  static Fault read(const OptionalField& field, const FrameHeader& header, SegmentTable& table);

  std::uint32_t bodyBytes() const { return bodyBytes_; }
  std::size_t count() const { return count_; }
  Segment segment(std::size_t index) const;

 private:
  std::uint32_t bodyBytes_;
  std::size_t count_ = 0;
  const std::uint8_t* data_ = nullptr;
};

}  // namespace graftwire::iip
