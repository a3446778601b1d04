#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

// Several characters at a time in one register: what text.cc and text_form.cc share. Words are little-endian
// (frame_header.h), so the first byte or unit is the lowest.

namespace graftwire::iip {

inline std::uint64_t loadWord(const void* from) {
  std::uint64_t word;
  std::memcpy(&word, from, sizeof word);
  return word;
}

inline std::uint32_t loadHalfWord(const void* from) {
  std::uint32_t word;
  std::memcpy(&word, from, sizeof word);
  return word;
}

/// Whether all eight bytes are below 0x80.
inline bool areAscii8(std::uint64_t bytes) {
  return (bytes & 0x8080808080808080u) == 0;
}
inline bool areAscii16(const std::uint8_t* at) {
  return areAscii8(loadWord(at) | loadWord(at + 8));
}

/// Whether all four UTF-16 units are below 0x80.
inline bool areAsciiUnits4(std::uint64_t units) {
  return (units & 0xFF80FF80FF80FF80u) == 0;
}
inline bool areAsciiUnits16(const char16_t* at) {
  return areAsciiUnits4(loadWord(at) | loadWord(at + 4) | loadWord(at + 8) | loadWord(at + 12));
}

/// Whether valid UTF-8 is four characters of two bytes here.
inline bool areTwoByte4(std::uint64_t bytes) {
  return (bytes & 0xC0E0C0E0C0E0C0E0u) == 0x80C080C080C080C0u;
}

/// The four units of four characters of two bytes.
inline std::uint64_t unitsOfTwoByte4(std::uint64_t bytes) {
  return ((bytes & 0x001F001F001F001Fu) << 6) | ((bytes >> 8) & 0x003F003F003F003Fu);
}

/// Whether all four units are two bytes each in UTF-8: from U+0080 to U+07FF.
inline bool areTwoByteUnits4(std::uint64_t units) {
  const std::uint64_t high = units & 0x0780078007800780u;
  // The addition carries into a unit's highest bit where `high` is not 0, and never beyond.
  return (units & 0xF800F800F800F800u) == 0 &&
         ((high + 0x7F807F807F807F80u) & 0x8000800080008000u) == 0x8000800080008000u;
}

inline std::uint64_t twoByteOfUnits4(std::uint64_t units) {
  return 0x80C080C080C080C0u | ((units >> 6) & 0x001F001F001F001Fu) | ((units & 0x003F003F003F003Fu) << 8);
}

/// The low bytes of four units that are all below U+0100.
inline std::uint32_t lowBytes4(std::uint64_t units) {
  const std::uint64_t pairs = units | (units >> 8);
  return static_cast<std::uint32_t>((pairs & 0xFFFFu) | ((pairs >> 16) & 0xFFFF0000u));
}

/// The two surrogates of a character of four bytes.
inline std::uint32_t unitsOfFourByte(std::uint32_t bytes) {
  const std::uint32_t point = ((bytes & 0x07u) << 18) | ((bytes & 0x3F00u) << 4) | ((bytes >> 10) & 0x0FC0u) |
                              ((bytes >> 24) & 0x3Fu);
  return 0xDC00D800u + ((point - 0x10000u) >> 10) + ((point & 0x3FFu) << 16);
}

// The loops of fixed length over local arrays are what GCC and Clang turn into vector instructions at -O2
// already.

template <std::size_t count>
inline void widen(const std::uint8_t* from, char16_t* to) {
  std::uint8_t bytes[count];
  char16_t units[count];
  std::memcpy(bytes, from, sizeof bytes);
  for (std::size_t i = 0; i < count; ++i) units[i] = bytes[i];
  std::memcpy(to, units, sizeof units);
}

/// Units that are all below U+0100.
template <std::size_t count>
inline void narrow(const char16_t* from, std::uint8_t* to) {
  char16_t units[count];
  std::uint8_t bytes[count];
  std::memcpy(units, from, sizeof units);
  for (std::size_t i = 0; i < count; ++i) bytes[i] = static_cast<std::uint8_t>(units[i]);
  std::memcpy(to, bytes, sizeof bytes);
}

/// Skips bytes below 0x80.
inline const std::uint8_t* skipAscii(const std::uint8_t* at, const std::uint8_t* end) {
  while (end - at >= 16 && areAscii16(at)) at += 16;
  if (end - at >= 8 && areAscii8(loadWord(at))) at += 8;
  while (at < end && *at < 0x80) ++at;
  return at;
}

}  // namespace graftwire::iip
