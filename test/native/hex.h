#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace graftwire::test {

using Bytes = std::vector<std::uint8_t>;

/// Two hexadecimal digits a byte; blanks are skipped. Nothing where there is anything else.
inline std::optional<Bytes> parseHex(std::string_view text) {
  Bytes bytes;
  int high = -1;
  for (const char c : text) {
    if (c == ' ') continue;
    int digit = -1;
    if (c >= '0' && c <= '9') digit = c - '0';
    if (c >= 'a' && c <= 'f') digit = c - 'a' + 10;
    if (c >= 'A' && c <= 'F') digit = c - 'A' + 10;
    if (digit < 0) return std::nullopt;
    if (high < 0) {
      high = digit;
    } else {
      bytes.push_back(static_cast<std::uint8_t>(high << 4 | digit));
      high = -1;
    }
  }
  if (high >= 0) return std::nullopt;
  return bytes;
}

inline std::string formatHex(const std::uint8_t* bytes, std::size_t length) {
  constexpr char digits[] = "0123456789abcdef";
  std::string text;
  text.reserve(length * 2);
  for (std::size_t i = 0; i < length; ++i) {
    text += digits[bytes[i] >> 4];
    text += digits[bytes[i] & 15];
  }
  return text;
}

inline std::string formatHex(const Bytes& bytes) {
  return formatHex(bytes.data(), bytes.size());
}

/// Hexadecimal that stands in a test.
inline Bytes operator""_hex(const char* text, std::size_t length) {
  return parseHex(std::string_view(text, length)).value();
}

}  // namespace graftwire::test
