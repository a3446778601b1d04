#include "iip/number_identity.h"

#include <bit>
#include <cmath>
#include <cstring>

#include "iip/big_endian.h"
#include "iip/extension_type.h"

namespace graftwire::iip {

namespace {

using Kind = NumberIdentity::Kind;

/// The largest double has 1024 bits; one more for the sign.
constexpr std::size_t longestDoubleBytes = 129;
constexpr int mantissaBits = 53;
constexpr int largestExponent = 1023;

/// The two's complement integer as a double, where one holds it exactly. It is longer than 8 bytes.
bool exactDouble(const std::uint8_t* data, std::size_t length, double& number) {
  if (length > longestDoubleBytes) return false;
  const bool negative = data[0] >= 0x80;
  std::uint8_t magnitude[longestDoubleBytes];
  unsigned carry = negative ? 1 : 0;
  for (std::size_t i = length; i-- > 0;) {
    carry += negative ? static_cast<std::uint8_t>(~data[i]) : data[i];
    magnitude[i] = static_cast<std::uint8_t>(carry);
    carry >>= 8;
  }
  std::size_t first = 0;
  while (magnitude[first] == 0) ++first;
  std::size_t last = length - 1;
  while (magnitude[last] == 0) --last;
  const auto bitsFrom = [length](std::size_t index) { return 8 * static_cast<int>(length - 1 - index); };
  const int highest = bitsFrom(first) + std::bit_width(magnitude[first]) - 1;
  const int lowest = bitsFrom(last) + std::countr_zero(magnitude[last]);
  if (highest > largestExponent || highest - lowest >= mantissaBits) return false;
  // At most 53 significant bits and up to 7 zeros behind them: at most 8 bytes, and no sum below is rounded.
  number = 0;
  for (std::size_t i = first; i <= last; ++i) number += std::ldexp(magnitude[i], bitsFrom(i));
  if (negative) number = -number;
  return true;
}

NumberIdentity ofDouble(double number) {
  NumberIdentity identity;
  if (number == std::trunc(number) && number >= -0x1p63 && number < 0x1p64) {
    identity.kind = number < 0 ? Kind::negativeInteger : Kind::unsignedInteger;
    identity.bits = number < 0 ? static_cast<std::uint64_t>(static_cast<std::int64_t>(number))
                               : static_cast<std::uint64_t>(number);
    return identity;
  }
  identity.kind = Kind::floating;
  identity.bits = std::bit_cast<std::uint64_t>(std::isnan(number) ? std::nan("") : number);
  return identity;
}

NumberIdentity ofBigInteger(const std::uint8_t* data, std::size_t length) {
  // Leading bytes that only repeat the sign.
  while (length > 1 && ((data[0] == 0x00 && data[1] < 0x80) || (data[0] == 0xFF && data[1] >= 0x80))) {
    ++data;
    --length;
  }
  NumberIdentity identity;
  const bool negative = data[0] >= 0x80;
  if (length <= 8 || (length == 9 && data[0] == 0)) {
    identity.kind = negative ? Kind::negativeInteger : Kind::unsignedInteger;
    identity.bits = negative ? ~std::uint64_t{0} : 0;
    for (std::size_t i = 0; i < length; ++i) identity.bits = (identity.bits << 8) | data[i];
    return identity;
  }
  double number = 0;
  if (exactDouble(data, length, number)) {
    identity.kind = Kind::floating;
    identity.bits = std::bit_cast<std::uint64_t>(number);
    return identity;
  }
  identity.kind = Kind::bigInteger;
  identity.data = data;
  identity.length = length;
  return identity;
}

}  // namespace

bool NumberIdentity::has(const Value& value) {
  switch (value.token) {
    case Token::boolean:
    case Token::unsignedInteger:
    case Token::negativeInteger:
    case Token::floating:
      return true;
    default:
      return value.token == Token::extension &&
             value.extension == static_cast<std::int8_t>(ExtensionType::integer) && value.length > 0;
  }
}

NumberIdentity NumberIdentity::of(const Value& value) {
  NumberIdentity identity;
  switch (value.token) {
    case Token::boolean:
      identity.bits = value.boolean ? 1 : 0;
      return identity;
    case Token::unsignedInteger:
      identity.bits = value.unsignedInteger;
      return identity;
    case Token::negativeInteger:
      identity.kind = Kind::negativeInteger;
      identity.bits = static_cast<std::uint64_t>(value.negativeInteger);
      return identity;
    case Token::floating:
      return ofDouble(value.floating);
    default:
      return ofBigInteger(value.data, value.length);
  }
}

int NumberIdentity::compare(const NumberIdentity& other) const {
  if (kind != other.kind) return kind < other.kind ? -1 : 1;
  if (bits != other.bits) return bits < other.bits ? -1 : 1;
  if (length != other.length) return length < other.length ? -1 : 1;
  return length == 0 ? 0 : std::memcmp(data, other.data, length);
}

}  // namespace graftwire::iip
