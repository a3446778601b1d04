#pragma once

#include <cstddef>
#include <cstdint>

#include "iip/value_reader.h"

namespace graftwire::iip {

/// A number as a map's key: two numbers of equal value have equal identities, whatever their types and forms.
/// true is 1, false is 0, -0.0 is 0 and NaN is itself, as docs/iip.md says in section 2.
struct NumberIdentity {
  enum class Kind : std::uint8_t {
    /// An integer from 0 to 2^64 - 1, in `bits`.
    unsignedInteger,
    /// An integer from -2^63 to -1, in `bits` as two's complement.
    negativeInteger,
    /// What is exactly a double and none of the above; its bits.
    floating,
    /// An integer that is none of the above: its shortest two's complement, big-endian, in the memory that
    /// was read.
    bigInteger,
  };

  Kind kind = Kind::unsignedInteger;
  std::uint64_t bits = 0;
  const std::uint8_t* data = nullptr;
  std::size_t length = 0;

  /// Whether `value` is a number or a boolean.
  static bool has(const Value& value);
  static NumberIdentity of(const Value& value);

  /// Below 0, 0 or above 0: an order for sorting, not that of the numbers.
  int compare(const NumberIdentity& other) const;
};

}  // namespace graftwire::iip
