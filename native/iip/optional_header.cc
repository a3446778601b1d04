#include "iip/optional_header.h"

#include <cstring>

namespace graftwire::iip {

namespace {

constexpr std::size_t segmentBytes = 8;
constexpr std::size_t segmentAlignment = 8;

bool hasItsLength(const OptionalField& field) {
  switch (field.tag) {
    case optionalTag::deadline:
      return field.length == 8;
    case optionalTag::trace:
      return field.length == 25;
    case optionalTag::modelHash:
      return field.length == 32;
    case optionalTag::segments:
      return field.length >= 4 && (field.length - 4) % segmentBytes == 0;
    default:
      return true;
  }
}

}  // namespace

Fault OptionalHeaderReader::next(OptionalField& field) {
  if (static_cast<std::size_t>(end_ - at_) < OptionalField::headBytes) return Fault::malformed;
  field.tag = at_[0];
  std::memcpy(&field.length, at_ + 2, 2);
  field.data = at_ + OptionalField::headBytes;
  if (field.tag <= lastTag_ || at_[1] != 0) return Fault::malformed;
  if (field.length > end_ - field.data || !hasItsLength(field)) return Fault::malformed;
  if (!field.isKnown() && field.tag >= optionalTag::firstMandatory) return Fault::unimplemented;
  lastTag_ = field.tag;
  at_ = field.data + field.length;
  return Fault::none;
}

Fault SegmentTable::read(const OptionalField& field, const FrameHeader& header, SegmentTable& table) {
  std::memcpy(&table.bodyBytes_, field.data, 4);
  table.data_ = field.data + 4;
  table.count_ = (field.length - 4) / segmentBytes;
  std::uint64_t end = std::uint64_t{header.bodyOffset()} + table.bodyBytes_;
  for (std::size_t i = 0; i < table.count_; ++i) {
    const Segment segment = table.segment(i);
    if (segment.offset % segmentAlignment != 0 || segment.offset < end) return Fault::malformed;
    end = std::uint64_t{segment.offset} + segment.length;
  }
  return end > header.length ? Fault::malformed : Fault::none;
}

SegmentTable::Segment SegmentTable::segment(std::size_t index) const {
  Segment segment;
  std::memcpy(&segment.offset, data_ + index * segmentBytes, 4);
  std::memcpy(&segment.length, data_ + index * segmentBytes + 4, 4);
  return segment;
}

}  // namespace graftwire::iip
