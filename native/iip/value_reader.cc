#include "iip/value_reader.h"

#include <bit>

namespace graftwire::iip {

Fault ValueReader::payload(Value& value, Token token, std::size_t lengthBytes, std::size_t fixed) {
  std::uint64_t length = fixed;
  if (lengthBytes != 0 && !take(lengthBytes, length)) return Fault::malformed;
  if (length > bytesLeft()) return Fault::malformed;
  value.token = token;
  value.length = static_cast<std::uint32_t>(length);
  value.data = at_;
  at_ += length;
  return Fault::none;
}

Fault ValueReader::extension(Value& value, std::size_t lengthBytes, std::size_t fixed) {
  std::uint64_t length = fixed;
  if (lengthBytes != 0 && !take(lengthBytes, length)) return Fault::malformed;
  if (at_ == end_) return Fault::malformed;
  value.extension = static_cast<std::int8_t>(*at_++);
  return payload(value, Token::extension, 0, static_cast<std::size_t>(length));
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

Fault ValueReader::readHead(std::uint8_t head, Value& value, std::uint32_t depth) {
  std::uint64_t number = 0;
  if (head >= 0xE0) {
    value.token = Token::negativeInteger;
    value.negativeInteger = static_cast<std::int8_t>(head);
    return Fault::none;
  }
  if (head < 0x90) return container(value, Token::map, head & 0x0F, depth);
  if (head < 0xA0) return container(value, Token::array, head & 0x0F, depth);
  if (head < 0xC0) return payload(value, Token::text, 0, head & 0x1F);
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
    case 0xC5:
    case 0xC6:
      return payload(value, Token::bytes, std::size_t{1} << (head - 0xC4), 0);
    case 0xC7:
    case 0xC8:
    case 0xC9:
      return extension(value, std::size_t{1} << (head - 0xC7), 0);
    case 0xCA: {
      if (!take(4, number)) return Fault::malformed;
      value.token = Token::floating;
      value.floating = std::bit_cast<float>(static_cast<std::uint32_t>(number));
      return Fault::none;
    }
    case 0xCB:
      if (!take(8, number)) return Fault::malformed;
      value.token = Token::floating;
      value.floating = std::bit_cast<double>(number);
      return Fault::none;
    case 0xCC:
    case 0xCD:
    case 0xCE:
    case 0xCF:
      if (!take(std::size_t{1} << (head - 0xCC), number)) return Fault::malformed;
      value.token = Token::unsignedInteger;
      value.unsignedInteger = number;
      return Fault::none;
    case 0xD0:
    case 0xD1:
    case 0xD2:
    case 0xD3: {
      const std::size_t bytes = std::size_t{1} << (head - 0xD0);
      if (!take(bytes, number)) return Fault::malformed;
      const unsigned unusedBits = static_cast<unsigned>(64 - 8 * bytes);
      const auto integer = static_cast<std::int64_t>(number << unusedBits) >> unusedBits;
      // A form of signed integer may hold one that is not negative; the token tells the value, not the form.
      value.token = integer < 0 ? Token::negativeInteger : Token::unsignedInteger;
      value.negativeInteger = integer;
      return Fault::none;
    }
    case 0xD4:
    case 0xD5:
    case 0xD6:
    case 0xD7:
    case 0xD8:
      return extension(value, 0, std::size_t{1} << (head - 0xD4));
    case 0xD9:
    case 0xDA:
    case 0xDB:
      return payload(value, Token::text, std::size_t{1} << (head - 0xD9), 0);
    case 0xDC:
    case 0xDD:
      if (!take(head == 0xDC ? 2 : 4, number)) return Fault::malformed;
      return container(value, Token::array, static_cast<std::uint32_t>(number), depth);
    case 0xDE:
    case 0xDF:
      if (!take(head == 0xDE ? 2 : 4, number)) return Fault::malformed;
      return container(value, Token::map, static_cast<std::uint32_t>(number), depth);
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
