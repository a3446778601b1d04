#pragma once

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "hex.h"
#include "iip/extension_type.h"
#include "iip/value_kind.h"
#include "iip/value_reader.h"
#include "iip/value_writer.h"

// A value as test/vectors writes it in JSON: null, true and false as they are, everything else as an object
// whose only key says what it is.

namespace graftwire::test {

using Json = nlohmann::json;

inline Bytes bytesOf(const Json& hex) {
  return parseHex(hex.get<std::string>()).value();
}

/// A decimal integer as two's complement in big-endian order, one byte longer than it needs to be.
inline Bytes parseInteger(std::string_view text) {
  const bool negative = text.front() == '-';
  if (negative) text.remove_prefix(1);
  Bytes bytes(text.size() / 2 + 2);
  for (const char digit : text) {
    unsigned carry = static_cast<unsigned>(digit - '0');
    for (std::size_t i = bytes.size(); i-- > 0; carry >>= 8) {
      carry += bytes[i] * 10u;
      bytes[i] = static_cast<std::uint8_t>(carry);
    }
  }
  if (!negative) return bytes;
  unsigned carry = 1;
  for (std::size_t i = bytes.size(); i-- > 0; carry >>= 8) {
    carry += static_cast<std::uint8_t>(~bytes[i]);
    bytes[i] = static_cast<std::uint8_t>(carry);
  }
  return bytes;
}

inline double parseFloat(const std::string& text) {
  if (text == "nan") return std::numeric_limits<double>::quiet_NaN();
  if (text == "inf") return std::numeric_limits<double>::infinity();
  if (text == "-inf") return -std::numeric_limits<double>::infinity();
  return std::strtod(text.c_str(), nullptr);
}

inline void writeTagged(iip::ValueWriter& writer, const Json& value) {
  if (value.is_null()) return writer.nil();
  if (value.is_boolean()) return writer.boolean(value.get<bool>());
  const std::string tag = value.begin().key();
  const Json& content = value.begin().value();
  if (tag == "int") {
    const Bytes bytes = parseInteger(content.get<std::string>());
    writer.bigInteger(bytes.data(), bytes.size());
  } else if (tag == "float") {
    writer.floating(parseFloat(content.get<std::string>()));
  } else if (tag == "str") {
    const auto text = content.get<std::string>();
    writer.text(text.data(), text.size());
  } else if (tag == "wtf8") {
    const Bytes bytes = bytesOf(content);
    writer.extension(static_cast<std::int8_t>(iip::ExtensionType::text), bytes.data(), bytes.size());
  } else if (tag == "bin") {
    const Bytes bytes = bytesOf(content);
    writer.bytes(bytes.data(), bytes.size());
  } else if (tag == "array") {
    writer.arrayHead(content.size());
    for (const Json& item : content) writeTagged(writer, item);
  } else if (tag == "map") {
    writer.mapHead(content.size());
    for (const Json& pair : content) {
      writeTagged(writer, pair.at(0));
      writeTagged(writer, pair.at(1));
    }
  } else if (tag == "ext") {
    const Bytes bytes = bytesOf(content.at(1));
    writer.extension(content.at(0).get<std::int8_t>(), bytes.data(), bytes.size());
  } else {
    throw std::invalid_argument("test/vectors has an unknown tag: " + tag);
  }
}

/// Whether the integer that was read, in whatever form, is the one of these digits.
inline bool isInteger(const iip::Value& value, const std::string& digits) {
  if (value.token == iip::Token::floating || value.token == iip::Token::boolean ||
      !iip::NumberIdentity::has(value)) {
    return false;
  }
  const Bytes bytes = parseInteger(digits);
  iip::Value expected;
  expected.token = iip::Token::extension;
  expected.extension = static_cast<std::int8_t>(iip::ExtensionType::integer);
  expected.length = static_cast<std::uint32_t>(bytes.size());
  expected.data = bytes.data();
  return iip::NumberIdentity::of(value).compare(iip::NumberIdentity::of(expected)) == 0;
}

/// Whether the next value that `reader` reads is `expected`.
inline bool readsTagged(iip::ValueReader& reader, const Json& expected, std::uint32_t depth = 0) {
  iip::Value value;
  if (reader.read(value, depth) != iip::Fault::none) return false;
  if (expected.is_null()) return value.token == iip::Token::nil;
  if (expected.is_boolean())
    return value.token == iip::Token::boolean && value.boolean == expected.get<bool>();
  const std::string tag = expected.begin().key();
  const Json& content = expected.begin().value();
  const auto hasBytes = [&value](const Bytes& bytes) {
    return bytes.size() == value.length && std::equal(bytes.begin(), bytes.end(), value.data);
  };
  if (tag == "int") return isInteger(value, content.get<std::string>());
  if (tag == "float") {
    const double number = parseFloat(content.get<std::string>());
    return value.token == iip::Token::floating &&
           (std::isnan(number)
                ? std::isnan(value.floating)
                : value.floating == number && std::signbit(value.floating) == std::signbit(number));
  }
  if (tag == "str") {
    const auto text = content.get<std::string>();
    return iip::isText(value) && hasBytes(Bytes(text.begin(), text.end()));
  }
  if (tag == "wtf8") return iip::isExtension(value, iip::ExtensionType::text) && hasBytes(bytesOf(content));
  if (tag == "bin") return value.token == iip::Token::bytes && hasBytes(bytesOf(content));
  if (tag == "ext") {
    return value.token == iip::Token::extension && value.extension == content.at(0).get<int>() &&
           hasBytes(bytesOf(content.at(1)));
  }
  const bool isMap = tag == "map";
  if (value.token != (isMap ? iip::Token::map : iip::Token::array) || value.length != content.size())
    return false;
  for (const Json& item : content) {
    if (!isMap && !readsTagged(reader, item, depth + 1)) return false;
    if (isMap && !(readsTagged(reader, item.at(0), depth + 1) && readsTagged(reader, item.at(1), depth + 1)))
      return false;
  }
  return true;
}

}  // namespace graftwire::test
