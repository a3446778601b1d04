#pragma once

#include <cstddef>
#include <cstdint>

// Conversions between the encodings of strings: UTF-8 on the wire, UTF-16 in JavaScript. WTF-8 is UTF-8 in
// which a lone surrogate is three bytes (docs/iip.md, extension 2). They are ours because V8's reading of
// UTF-8 that is not ASCII takes about 12 ns a character, which would be most of a call
// (docs/decisions/0002-strings.md).

namespace graftwire::iip {

enum class TextForm : std::uint8_t {
  ascii,
  /// Every code point is below U+0100.
  latin1,
  utf8,
  /// Holds lone surrogates; not UTF-8.
  wtf8,
  invalid,
};

/// Says what the bytes are. A surrogate pair written as two three-byte surrogates is invalid.
TextForm classifyText(const std::uint8_t* bytes, std::size_t length);

/// True where all bytes are below 0x80.
bool isAscii(const std::uint8_t* bytes, std::size_t length);

/// True where a unit is a surrogate, paired or not.
bool hasSurrogates(const char16_t* units, std::size_t length);

/// Whether all units are below U+0100.
bool isLatin1(const char16_t* units, std::size_t length);

/// Converts units that are all below U+0100. `to` may stand before `units` in the same memory.
void narrowToLatin1(const char16_t* units, std::size_t length, std::uint8_t* to);

/// Converts text that classifyText() called ascii or latin1. `to` has room for `length`. Returns the
/// characters written.
std::size_t utf8ToLatin1(const std::uint8_t* bytes, std::size_t length, char* to);

/// Converts text of any form but invalid. `to` has room for `length` units. Returns the units written.
std::size_t utf8ToUtf16(const std::uint8_t* bytes, std::size_t length, char16_t* to);

/// Converts to UTF-8, or to WTF-8 where there are lone surrogates, and says which. `to` has room for 3 *
/// `length` bytes. Returns the bytes written.
std::size_t utf16ToUtf8(const char16_t* units, std::size_t length, std::uint8_t* to, bool& loneSurrogates);

}  // namespace graftwire::iip
