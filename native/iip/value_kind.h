#pragma once

#include <cstdint>

#include "iip/extension_type.h"
#include "iip/number_identity.h"
#include "iip/value_reader.h"

// What a value is to the layers above, whatever its form on the wire.

namespace graftwire::iip {

inline bool isExtension(const Value& value, ExtensionType type) {
  return value.token == Token::extension && value.extension == static_cast<std::int8_t>(type);
}

/// Whether the value is a string, with or without lone surrogates; its bytes are `data` and `length`.
inline bool isText(const Value& value) {
  return value.token == Token::text || isExtension(value, ExtensionType::text);
}

/// Reads an integer from 0 to 2^64 - 1, as ids and counts are; false where the value is another.
inline bool readUnsigned(const Value& value, std::uint64_t& number) {
  if (value.token == Token::unsignedInteger) {
    number = value.unsignedInteger;
    return true;
  }
  if (!isExtension(value, ExtensionType::integer) || value.length == 0) return false;
  const NumberIdentity identity = NumberIdentity::of(value);
  number = identity.bits;
  return identity.kind == NumberIdentity::Kind::unsignedInteger;
}

}  // namespace graftwire::iip
