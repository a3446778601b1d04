#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "iip/fault.h"
#include "iip/limits.h"

namespace graftwire::iip {

enum class Token : std::uint8_t {
  nil,
  boolean,
  unsignedInteger,
  negativeInteger,
  floating,
  text,
  bytes,
  array,
  map,
  extension
};

/// One MessagePack value, or the head of a container whose items follow.
struct Value {
  Token token = Token::nil;
  /// Of an extension.
  std::int8_t extension = 0;
  union {
    bool boolean;
    std::uint64_t unsignedInteger = 0;
    std::int64_t negativeInteger;
    double floating;
    /// Bytes of a text, bytes or extension; items of an array; pairs of a map.
    std::uint32_t length;
  };
  /// Where the payload of a text, bytes or extension begins: it lies in the memory that is read, and lives as
  /// long.
  const std::uint8_t* data = nullptr;
};

/// Reads MessagePack values from memory of the caller, one after the other, without allocating. It accepts
/// every form that MessagePack defines and checks lengths, depth and number of values; it does not look into
/// texts, extensions or a map's keys.
class ValueReader {
 public:
  ValueReader(const std::uint8_t* begin, const std::uint8_t* end, const Limits& limits)
      : at_(begin), end_(end), valuesLeft_(limits.maxValues), maxDepth_(limits.maxDepth) {}

  const std::uint8_t* position() const { return at_; }
  std::size_t bytesLeft() const { return static_cast<std::size_t>(end_ - at_); }
  bool atEnd() const { return at_ == end_; }

  /// Reads the next value, which stands inside `depth` containers. After a fault the reader is of no more
  /// use.
  Fault read(Value& value, std::uint32_t depth) {
    if (at_ == end_) return Fault::malformed;
    if (valuesLeft_ == 0) return Fault::tooManyValues;
    --valuesLeft_;
    const std::uint8_t head = *at_++;
    if (head < 0x80) {
      value.token = Token::unsignedInteger;
      value.unsignedInteger = head;
      return Fault::none;
    }
    return readHead(head, value, depth);
  }

  /// The next bytes, unread; nullptr where fewer are left.
  const std::uint8_t* peek(std::size_t bytes) const { return bytesLeft() >= bytes ? at_ : nullptr; }
  /// Goes past so many values of one byte each, which the caller has peeked at.
  void pass(std::uint32_t values) { pass(values, values); }
  /// Goes past so many values in so many bytes, which the caller has peeked at.
  void pass(std::size_t bytes, std::uint32_t values) {
    at_ += bytes;
    valuesLeft_ -= values;
  }

  /// Reads past the next value and all that is in it, checking the structure only.
  Fault skip(std::uint32_t depth);

 private:
  Fault readHead(std::uint8_t head, Value& value, std::uint32_t depth);
  Fault payload(Value& value, Token token, std::uint32_t length);
  Fault extension(Value& value, std::uint32_t length);
  Fault container(Value& value, Token token, std::uint32_t count, std::uint32_t depth);

  // What begins with a number of so many bytes.
  template <std::size_t bytes>
  bool take(std::uint64_t& number);
  template <std::size_t bytes>
  Fault unsignedInteger(Value& value);
  template <std::size_t bytes>
  Fault signedInteger(Value& value);
  template <std::size_t bytes>
  Fault payload(Value& value, Token token);
  template <std::size_t bytes>
  Fault extension(Value& value);
  template <std::size_t bytes>
  Fault container(Value& value, Token token, std::uint32_t depth);

  const std::uint8_t* at_;
  const std::uint8_t* end_;
  std::uint32_t valuesLeft_;
  std::uint32_t maxDepth_;
};

}  // namespace graftwire::iip
