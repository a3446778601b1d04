#include "iip/canonicalise.h"

#include <algorithm>
#include <new>

#include "iip/text.h"
#include "iip/value_kind.h"

namespace graftwire::iip {

namespace {

bool isContainer(const Value& value) {
  return value.token == Token::array || value.token == Token::map;
}

bool isContainerHead(std::uint8_t head) {
  return (head >= 0x80 && head < 0xA0) || (head >= 0xDC && head <= 0xDF);
}

}  // namespace

Fault canonicalise(const std::uint8_t* begin, std::size_t length, const Limits& limits, WritableMemory& out,
                   std::size_t& written) {
  written = 0;
  if (length > UINT32_MAX) return Fault::tooLarge;
  try {
    ValueReader reader(begin, begin + length, limits);
    ValueWriter writer(out, 0);
    Value value;
    const Fault fault = Canonicaliser(reader, writer).next(value);
    if (fault != Fault::none) return fault;
    if (!reader.atEnd()) return Fault::malformed;
    if (!writer.good()) return Fault::outOfMemory;
    written = writer.position();
    return Fault::none;
  } catch (const std::bad_alloc&) {
    return Fault::outOfMemory;
  }
}

Fault Canonicaliser::next(Value& value) {
  hasOnlyTextKeys_ = true;
  Fault fault = one(value);
  Value inner;
  while (fault == Fault::none && !levels_.empty()) fault = one(inner);
  return fault;
}

/// One scalar, or the head of a container; then the ends of the containers that are complete with it.
Fault Canonicaliser::one(Value& value) {
  const std::uint8_t* at = reader_.position();
  const bool isKey = isKeyNext();
  const bool isContainerAsKey = isKey && !reader_.atEnd() && isContainerHead(*at);
  Fault fault = reader_.read(value, static_cast<std::uint32_t>(levels_.size()));
  // Where no container may stand its other faults do not count, but the limit is reached before it is looked
  // at.
  if (isContainerAsKey && fault != Fault::tooManyValues) fault = Fault::malformed;
  if (fault == Fault::none) fault = write(value);
  if (fault != Fault::none) return fault;
  if (isKey) addKey(at, value);
  if (!levels_.empty()) --levels_.back().left;
  if (isContainer(value)) open(value);
  return closeFull();
}

void Canonicaliser::addKey(const std::uint8_t* at, const Value& key) {
  keys_.add(at, key, reader_.bytesLeft());
  if (levels_.size() == 1) hasOnlyTextKeys_ &= isText(key);
}

void Canonicaliser::open(const Value& value) {
  const bool isMap = value.token == Token::map;
  if (levels_.size() == levels_.capacity()) {
    // A level takes a byte, its head; so the doubling stops at what can still come.
    levels_.reserve(std::min(levels_.size() * 2 + 1, levels_.size() + 1 + reader_.bytesLeft()));
  }
  levels_.push_back(
      {isMap ? value.length * 2 : value.length, isMap ? static_cast<std::uint32_t>(keys_.count()) : notAMap});
}

Fault Canonicaliser::closeFull() {
  while (!levels_.empty() && levels_.back().left == 0) {
    const Level level = levels_.back();
    levels_.pop_back();
    if (level.firstKey != notAMap && keys_.closeMap(level.firstKey)) return Fault::duplicateKey;
  }
  return Fault::none;
}

Fault Canonicaliser::write(const Value& value) {
  switch (value.token) {
    case Token::nil:
      writer_.nil();
      return Fault::none;
    case Token::boolean:
      writer_.boolean(value.boolean);
      return Fault::none;
    case Token::unsignedInteger:
      writer_.unsignedInteger(value.unsignedInteger);
      return Fault::none;
    case Token::negativeInteger:
      writer_.integer(value.negativeInteger);
      return Fault::none;
    case Token::floating:
      writer_.floating(value.floating);
      return Fault::none;
    case Token::text:
      if (classifyText(value.data, value.length) >= TextForm::wtf8) return Fault::malformed;
      writer_.text(value.data, value.length);
      return Fault::none;
    case Token::bytes:
      writer_.bytes(value.data, value.length);
      return Fault::none;
    case Token::array:
      writer_.arrayHead(value.length);
      return Fault::none;
    case Token::map:
      writer_.mapHead(value.length);
      return Fault::none;
    case Token::extension:
      return writeExtension(value);
  }
  return Fault::malformed;
}

Fault Canonicaliser::writeExtension(const Value& value) {
  switch (static_cast<ExtensionType>(value.extension)) {
    case ExtensionType::integer:
      if (value.length == 0) return Fault::malformed;
      writer_.bigInteger(value.data, value.length);
      return Fault::none;
    case ExtensionType::text:
      switch (classifyText(value.data, value.length)) {
        case TextForm::invalid:
          return Fault::malformed;
        case TextForm::wtf8:
          break;
        default:
          writer_.text(value.data, value.length);
          return Fault::none;
      }
      break;
    default:
      break;
  }
  writer_.extension(value.extension, value.data, value.length);
  return Fault::none;
}

}  // namespace graftwire::iip
