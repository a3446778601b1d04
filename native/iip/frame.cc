#include "iip/frame.h"

#include <cstring>
#include <new>

#include "iip/body.h"
#include "iip/canonicalise.h"
#include "iip/frame_header.h"
#include "iip/optional_header.h"
#include "iip/value_kind.h"

namespace graftwire::iip {

namespace {

bool isKnown(std::uint8_t kind) {
  return kind >= static_cast<std::uint8_t>(FrameKind::hello) &&
         kind <= static_cast<std::uint8_t>(FrameKind::goodbye);
}

/// Whether a result or exception follows, unless the frame is one-way.
bool isAnswered(std::uint8_t kind) {
  switch (static_cast<FrameKind>(kind)) {
    case FrameKind::invocation:
    case FrameKind::describe:
    case FrameKind::resume:
    case FrameKind::ping:
      return true;
    default:
      return false;
  }
}

Fault checkFlags(const FrameHeader& header) {
  if (!isKnown(header.kind) || (header.flags & ~frameFlag::known) != 0) return Fault::unimplemented;
  const bool isOneWay = (header.flags & frameFlag::oneWay) != 0;
  const bool isInvocation = header.kind == static_cast<std::uint8_t>(FrameKind::invocation);
  if (isOneWay && (!isInvocation || header.correlation != 0)) return Fault::malformed;
  if (!isOneWay && isAnswered(header.kind) && header.correlation == 0) return Fault::malformed;
  if ((header.flags & frameFlag::selfContained) != 0 && header.session != 0) return Fault::malformed;
  return Fault::none;
}

/// Writes one map of strings to strings. Nothing but these may stand in it, so what else is wrong with a
/// value in the place of one does not count.
Fault rewriteHeaders(const OptionalField& field, const Limits& limits, ValueWriter& writer) {
  const std::uint8_t* end = field.data + field.length;
  ValueReader reader(field.data, end, limits);
  Canonicaliser canonicaliser(reader, writer);
  MapKeys keys(field.data, end);
  Value value;
  Fault fault = reader.read(value, 0);
  if (fault != Fault::none) return fault;
  if (value.token != Token::map) return Fault::malformed;
  writer.mapHead(value.length);
  for (std::uint64_t left = std::uint64_t{value.length} * 2; left > 0; --left) {
    const std::uint8_t* at = reader.position();
    fault = reader.read(value, 1);
    if (fault == Fault::tooManyValues) return fault;
    if (fault != Fault::none || !isText(value)) return Fault::malformed;
    fault = canonicaliser.write(value);
    if (fault != Fault::none) return fault;
    if (left % 2 == 0) keys.add(at, value, reader.bytesLeft());
  }
  if (!reader.atEnd()) return Fault::malformed;
  return keys.closeMap(0) ? Fault::duplicateKey : Fault::none;
}

class FrameRewriter {
 public:
  FrameRewriter(const std::uint8_t* begin, const Limits& limits, WritableMemory& out)
      : frame_(begin), limits_(limits), writer_(out, 0) {}

  Fault rewrite(std::size_t length, std::size_t& written) {
    Fault fault = FrameHeader::read(frame_, length, limits_, header_);
    if (fault != Fault::none) return fault;
    if (header_.length != length) return Fault::malformed;
    fault = checkFlags(header_);
    if (fault != Fault::none) return fault;
    segments_ = SegmentTable(static_cast<std::uint32_t>(header_.length - header_.bodyOffset()));
    writer_.claim(FrameHeader::bytes);
    fault = rewriteOptionalHeader();
    if (fault != Fault::none) return fault;
    const std::size_t bodyBegin = writer_.position();
    const std::uint8_t* body = frame_ + header_.bodyOffset();
    fault = rewriteBody(header_, body, body + segments_.bodyBytes(), limits_, writer_);
    if (fault != Fault::none) return fault;
    const std::size_t bodyEnd = writer_.position();
    copySegments();
    if (!writer_.good()) return Fault::outOfMemory;
    if (writer_.position() > limits_.maxFrameBytes) return Fault::tooLarge;
    if (tableAt_ != 0) writeTable(bodyBegin, bodyEnd);
    header_.optionalLength = static_cast<std::uint16_t>(bodyBegin - FrameHeader::bytes);
    header_.length = static_cast<std::uint32_t>(writer_.position());
    header_.write(writer_.data(0));
    written = writer_.position();
    return Fault::none;
  }

 private:
  Fault rewriteOptionalHeader() {
    OptionalHeaderReader fields(frame_ + FrameHeader::bytes, frame_ + header_.bodyOffset());
    bool hasModelHash = false;
    bool hasSegments = false;
    while (!fields.atEnd()) {
      OptionalField field;
      Fault fault = fields.next(field);
      if (fault != Fault::none) return fault;
      hasModelHash |= field.tag == optionalTag::modelHash;
      hasSegments |= field.tag == optionalTag::segments;
      fault = rewriteField(field);
      if (fault != Fault::none) return fault;
    }
    const bool mustHaveHash = (header_.flags & frameFlag::selfContained) != 0;
    const bool mustHaveSegments = (header_.flags & frameFlag::segments) != 0;
    return (mustHaveHash && !hasModelHash) || mustHaveSegments != hasSegments ? Fault::malformed
                                                                              : Fault::none;
  }

  Fault rewriteField(const OptionalField& field) {
    const std::size_t at = writer_.position();
    writer_.claim(OptionalField::headBytes);
    Fault fault = Fault::none;
    if (field.tag == optionalTag::headers) {
      fault = rewriteHeaders(field, limits_, writer_);
    } else {
      if (field.tag == optionalTag::segments) {
        fault = SegmentTable::read(field, header_, segments_);
        tableAt_ = writer_.position();
      }
      copy(field.data, field.length);
    }
    if (fault != Fault::none || !writer_.good()) return fault;
    // Canonical headers are not longer than they were, so the length still has its place.
    const auto length = static_cast<std::uint16_t>(writer_.position() - at - OptionalField::headBytes);
    std::uint8_t* to = writer_.data(at);
    to[0] = field.tag;
    to[1] = 0;
    std::memcpy(to + 2, &length, 2);
    return Fault::none;
  }

  void copy(const std::uint8_t* from, std::size_t length) {
    std::uint8_t* to = writer_.claim(length);
    if (to != nullptr && length != 0) std::memcpy(to, from, length);
  }

  void pad() {
    constexpr std::uint8_t zeros[7] = {};
    copy(zeros, (8 - writer_.position() % 8) % 8);
  }

  void copySegments() {
    for (std::size_t i = 0; i < segments_.count(); ++i) {
      pad();
      copy(frame_ + segments_.segment(i).offset, segments_.segment(i).length);
    }
  }

  void writeTable(std::size_t bodyBegin, std::size_t bodyEnd) {
    const auto bodyBytes = static_cast<std::uint32_t>(bodyEnd - bodyBegin);
    std::memcpy(writer_.data(tableAt_), &bodyBytes, 4);
    std::size_t end = bodyEnd;
    for (std::size_t i = 0; i < segments_.count(); ++i) {
      const auto offset = static_cast<std::uint32_t>((end + 7) / 8 * 8);
      std::memcpy(writer_.data(tableAt_ + 4 + 8 * i), &offset, 4);
      end = std::size_t{offset} + segments_.segment(i).length;
    }
  }

  const std::uint8_t* frame_;
  const Limits& limits_;
  ValueWriter writer_;
  FrameHeader header_;
  SegmentTable segments_{0};
  /// Where the table of segments was written; 0 where there is none.
  std::size_t tableAt_ = 0;
};

}  // namespace

Fault rewriteFrame(const std::uint8_t* begin, std::size_t length, const Limits& limits, WritableMemory& out,
                   std::size_t& written) {
  written = 0;
  try {
    return FrameRewriter(begin, limits, out).rewrite(length, written);
  } catch (const std::bad_alloc&) {
    return Fault::outOfMemory;
  }
}

}  // namespace graftwire::iip
