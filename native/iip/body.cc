#include "iip/body.h"

#include "iip/canonicalise.h"
#include "iip/invocation_reader.h"
#include "iip/value_kind.h"

namespace graftwire::iip {

namespace {

constexpr std::uint32_t longestPing = 64;

/// The values of a body other than an invocation's, in order: each call checks, writes and passes one. After
/// a fault the calls do nothing, so that a body reads as the list of its values.
class Sequence {
 public:
  Sequence(const std::uint8_t* begin, const std::uint8_t* end, const Limits& limits, ValueWriter& writer)
      : reader_(begin, end, limits), canonicaliser_(reader_, writer) {}
  Sequence(const Sequence&) = delete;
  Sequence& operator=(const Sequence&) = delete;

  bool hasMore() const { return fault_ == Fault::none && !reader_.atEnd(); }

  /// The fault, or malformed where there is more.
  Fault end() const { return hasMore() ? Fault::malformed : fault_; }

  Sequence& any() {
    if (fault_ == Fault::none) fault_ = canonicaliser_.next(value_);
    return *this;
  }
  Sequence& number() {
    std::uint64_t ignored = 0;
    return any().require(readUnsigned(value_, ignored));
  }
  Sequence& text() { return any().require(isText(value_)); }
  Sequence& textOrNil() { return any().require(isText(value_) || value_.token == Token::nil); }
  Sequence& bytes(std::uint32_t most) {
    return any().require(value_.token == Token::bytes && value_.length <= most);
  }
  Sequence& array() { return any().require(value_.token == Token::array); }
  Sequence& fields() { return any().require(isFields()); }
  Sequence& fieldsOrNil() { return any().require(isFields() || value_.token == Token::nil); }

 private:
  bool isFields() const { return value_.token == Token::map && canonicaliser_.hasOnlyTextKeys(); }
  Sequence& require(bool holds) {
    if (fault_ == Fault::none && !holds) fault_ = Fault::malformed;
    return *this;
  }

  ValueReader reader_;
  Canonicaliser canonicaliser_;
  Value value_;
  Fault fault_ = Fault::none;
};

class InvocationWriter {
 public:
  InvocationWriter(const std::uint8_t* begin, const std::uint8_t* end, const Limits& limits,
                   ValueWriter& writer)
      : reader_(begin, end, limits),
        limits_(limits),
        canonicaliser_(reader_.values(), writer),
        writer_(writer) {}

  Fault rewrite(bool isSelfContained) {
    do {
      InvocationStep step;
      Fault fault = reader_.next(step);
      if (fault != Fault::none) return fault;
      // A bound id means something in a session only.
      if (isSelfContained && step.memberKind == InvocationStep::Member::bound) return Fault::malformed;
      writeTarget(step);
      fault = writeMember(step);
      if (fault == Fault::none) fault = writeAccess(step);
      if (fault != Fault::none) return fault;
    } while (!reader_.atEnd());
    return Fault::none;
  }

 private:
  void writeTarget(const InvocationStep& step) {
    if (step.targetKind == InvocationStep::Target::none) return writer_.nil();
    const bool isHome = step.targetKind == InvocationStep::Target::home;
    const std::size_t mark = writer_.openExtension();
    writer_.unsignedInteger(step.target);
    writer_.closeExtension(static_cast<std::int8_t>(isHome ? ExtensionType::home : ExtensionType::step),
                           mark);
  }

  Fault writeMember(const InvocationStep& step) {
    switch (step.memberKind) {
      case InvocationStep::Member::bound:
        writer_.unsignedInteger(step.member);
        return Fault::none;
      case InvocationStep::Member::named:
        return canonicaliser_.write(step.name);
      case InvocationStep::Member::target:
        writer_.nil();
        return Fault::none;
    }
    return Fault::malformed;
  }

  Fault writeAccess(const InvocationStep& step) {
    switch (step.access) {
      case InvocationStep::Access::read:
        writer_.nil();
        return Fault::none;
      case InvocationStep::Access::assign:
        return writePayload(step.value);
      case InvocationStep::Access::call:
        break;
    }
    writer_.arrayHead(step.arguments);
    for (std::uint32_t i = 0; i < step.arguments; ++i) {
      const std::size_t position = writer_.position();
      Value argument;
      Fault fault = canonicaliser_.next(argument);
      if (fault == Fault::none && isExtension(argument, ExtensionType::assign)) fault = Fault::malformed;
      if (fault == Fault::none && isExtension(argument, ExtensionType::keywords)) {
        const bool isLast = i + 1 == step.arguments;
        writer_.rewind(position);
        fault = isLast ? writePayload(argument) : Fault::malformed;
      }
      if (fault != Fault::none) return fault;
    }
    return Fault::none;
  }

  /// Writes keywords or assign, whose payload is one value that begins at depth 0 and has a limit of values
  /// of its own.
  Fault writePayload(const Value& extension) {
    const std::size_t mark = writer_.openExtension();
    Sequence payload(extension.data, extension.data + extension.length, limits_, writer_);
    const bool isKeywords = isExtension(extension, ExtensionType::keywords);
    const Fault fault = (isKeywords ? payload.fields() : payload.any()).end();
    if (fault == Fault::none) writer_.closeExtension(extension.extension, mark);
    return fault;
  }

  InvocationReader reader_;
  const Limits& limits_;
  Canonicaliser canonicaliser_;
  ValueWriter& writer_;
};

Fault rewriteSequence(FrameKind kind, Sequence& values) {
  switch (kind) {
    case FrameKind::hello:
    case FrameKind::exception:
      return values.fields().end();
    case FrameKind::bind:
      return values.number().text().end();
    case FrameKind::result:
      return values.any().end();
    case FrameKind::cancel:
      return values.end();
    case FrameKind::release:
      while (values.hasMore()) values.number().number();
      return values.end();
    case FrameKind::item:
      values.number().any();
      while (values.hasMore()) values.any();
      return values.end();
    case FrameKind::end:
      return values.number().fieldsOrNil().end();
    case FrameKind::credit:
      return values.number().number().end();
    case FrameKind::event:
      return values.number().array().end();
    case FrameKind::unsubscribe:
      return values.number().end();
    case FrameKind::describe:
      return values.textOrNil().end();
    case FrameKind::resume:
      return values.number().bytes(UINT32_MAX).end();
    case FrameKind::ping:
      return values.bytes(longestPing).end();
    case FrameKind::goodbye:
      return values.text().text().number().end();
    case FrameKind::invocation:
      break;
  }
  return Fault::unimplemented;
}

}  // namespace

Fault rewriteBody(const FrameHeader& header, const std::uint8_t* begin, const std::uint8_t* end,
                  const Limits& limits, ValueWriter& writer) {
  const auto kind = static_cast<FrameKind>(header.kind);
  if (kind == FrameKind::invocation) {
    return InvocationWriter(begin, end, limits, writer)
        .rewrite((header.flags & frameFlag::selfContained) != 0);
  }
  Sequence values(begin, end, limits, writer);
  return rewriteSequence(kind, values);
}

}  // namespace graftwire::iip
