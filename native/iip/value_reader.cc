#include "iip/value_reader.h"

#include <bit>

#include "iip/big_endian.h"

namespace graftwire::iip {

template <std::size_t bytes>
bool ValueReader::take(std::uint64_t& number) {
  if (bytesLeft() < bytes) return false;
  number = readBigEndian<bytes>(at_);
  at_ += bytes;
  return true;
}

template <std::size_t bytes>
Fault ValueReader::unsignedInteger(Value& value) {
  std::uint64_t number = 0;
  if (!take<bytes>(number)) return Fault::malformed;
  value.token = Token::unsignedInteger;
  value.unsignedInteger = number;
  return Fault::none;
}

template <std::size_t bytes>
Fault ValueReader::signedInteger(Value& value) {
  std::uint64_t number = 0;
  if (!take<bytes>(number)) return Fault::malformed;
  constexpr unsigned unusedBits = 64 - 8 * bytes;
  const auto integer = static_cast<std::int64_t>(number << unusedBits) >> unusedBits;
  // A form of signed integer may hold one that is not negative; the token tells the value, not the form.
  if (integer < 0) {
    value.token = Token::negativeInteger;
    value.negativeInteger = integer;
  } else {
    value.token = Token::unsignedInteger;
    value.unsignedInteger = static_cast<std::uint64_t>(integer);
  }
  return Fault::none;
}

Fault ValueReader::payload(Value& value, Token token, std::uint32_t length) {
  if (length > bytesLeft()) return Fault::malformed;
  value.token = token;
  value.length = length;
  value.data = at_;
  at_ += length;
  return Fault::none;
}

template <std::size_t bytes>
Fault ValueReader::payload(Value& value, Token token) {
  std::uint64_t length = 0;
  if (!take<bytes>(length)) return Fault::malformed;
  return payload(value, token, static_cast<std::uint32_t>(length));
}

Fault ValueReader::extension(Value& value, std::uint32_t length) {
  if (at_ == end_) return Fault::malformed;
  value.extension = static_cast<std::int8_t>(*at_++);
  return payload(value, Token::extension, length);
}

template <std::size_t bytes>
Fault ValueReader::extension(Value& value) {
  std::uint64_t length = 0;
  if (!take<bytes>(length)) return Fault::malformed;
  return extension(value, static_cast<std::uint32_t>(length));
}

Fault ValueReader::container(Value& value, Token token, std::uint32_t count, std::uint32_t depth) {
  if (depth >= maxDepth_) return Fault::tooDeep;
  const std::uint64_t least = token == Token::map ? std::uint64_t{count} * 2 : count;
  if (least > bytesLeft()) return Fault::malformed;
  value.token = token;
  value.length = count;
  value.data = nullptr;
  return Fault::none;
}

template <std::size_t bytes>
Fault ValueReader::container(Value& value, Token token, std::uint32_t depth) {
  std::uint64_t count = 0;
  if (!take<bytes>(count)) return Fault::malformed;
  return container(value, token, static_cast<std::uint32_t>(count), depth);
}

Fault ValueReader::readHead(std::uint8_t head, Value& value, std::uint32_t depth) {
  if (head >= 0xE0) {
    value.token = Token::negativeInteger;
    value.negativeInteger = static_cast<std::int8_t>(head);
    return Fault::none;
  }
  if (head < 0x90) return container(value, Token::map, head & 0x0F, depth);
  if (head < 0xA0) return container(value, Token::array, head & 0x0F, depth);
  if (head < 0xC0) return payload(value, Token::text, head & 0x1F);
  std::uint64_t number = 0;
  switch (head) {
    case 0xC0:
      value.token = Token::nil;
      return Fault::none;
    case 0xC2:
    case 0xC3:
      value.token = Token::boolean;
      value.boolean = head == 0xC3;
      return Fault::none;
    case 0xC4:
      return payload<1>(value, Token::bytes);
    case 0xC5:
      return payload<2>(value, Token::bytes);
    case 0xC6:
      return payload<4>(value, Token::bytes);
    case 0xC7:
      return extension<1>(value);
    case 0xC8:
      return extension<2>(value);
    case 0xC9:
      return extension<4>(value);
    case 0xCA:
      if (!take<4>(number)) return Fault::malformed;
      value.token = Token::floating;
      value.floating = std::bit_cast<float>(static_cast<std::uint32_t>(number));
      return Fault::none;
    case 0xCB:
      if (!take<8>(number)) return Fault::malformed;
      value.token = Token::floating;
      value.floating = std::bit_cast<double>(number);
      return Fault::none;
    case 0xCC:
      return unsignedInteger<1>(value);
    case 0xCD:
      return unsignedInteger<2>(value);
    case 0xCE:
      return unsignedInteger<4>(value);
    case 0xCF:
      return unsignedInteger<8>(value);
    case 0xD0:
      return signedInteger<1>(value);
    case 0xD1:
      return signedInteger<2>(value);
    case 0xD2:
      return signedInteger<4>(value);
    case 0xD3:
      return signedInteger<8>(value);
    case 0xD4:
    case 0xD5:
    case 0xD6:
    case 0xD7:
    case 0xD8:
      return extension(value, 1u << (head - 0xD4));
    case 0xD9:
      return payload<1>(value, Token::text);
    case 0xDA:
      return payload<2>(value, Token::text);
    case 0xDB:
      return payload<4>(value, Token::text);
    case 0xDC:
      return container<2>(value, Token::array, depth);
    case 0xDD:
      return container<4>(value, Token::array, depth);
    case 0xDE:
      return container<2>(value, Token::map, depth);
    case 0xDF:
      return container<4>(value, Token::map, depth);
    default:
      return Fault::malformed;
  }
}

Fault ValueReader::skip(std::uint32_t depth) {
  Value value;
  const Fault fault = read(value, depth);
  if (fault != Fault::none) return fault;
  if (value.token != Token::array && value.token != Token::map) return Fault::none;
  std::uint64_t items = value.token == Token::map ? std::uint64_t{value.length} * 2 : value.length;
  for (; items > 0; --items) {
    const Fault inner = skip(depth + 1);
    if (inner != Fault::none) return inner;
  }
  return Fault::none;
}

}  // namespace graftwire::iip
