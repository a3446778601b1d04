#include "iip/text.h"

#include <array>
#include <cstring>

#include "iip/text_blocks.h"

namespace graftwire::iip {

namespace {

bool isHighSurrogate(std::uint32_t unit) {
  return (unit & 0xFC00) == 0xD800;
}
bool isLowSurrogate(std::uint32_t unit) {
  return (unit & 0xFC00) == 0xDC00;
}

}  // namespace

// In all three, ASCII comes first and in blocks, and so do four characters of two bytes (Latin-1, Greek,
// Cyrillic, Hebrew, Arabic); what is left goes character by character, where plain branches are faster than
// code without any.

bool isLatin1(const char16_t* units, std::size_t length) {
  // Block by block, so that a compiler uses wide registers and long text of other kinds is left early.
  constexpr std::size_t block = 64;
  std::size_t i = 0;
  for (; i + block <= length; i += block) {
    unsigned all = 0;
    for (std::size_t j = 0; j < block; ++j) all |= units[i + j];
    if (all > 0xFF) return false;
  }
  unsigned all = 0;
  for (; i < length; ++i) all |= units[i];
  return all <= 0xFF;
}

void narrowToLatin1(const char16_t* units, std::size_t length, std::uint8_t* to) {
  constexpr std::size_t block = 32;
  std::size_t i = 0;
  for (; i + block <= length; i += block) {
    // Copied before anything is stored: the two ranges may overlap.
    std::array<char16_t, block> wide;
    std::array<std::uint8_t, block> narrow;
    std::memcpy(wide.data(), units + i, sizeof wide);
    for (std::size_t j = 0; j < block; ++j) narrow[j] = static_cast<std::uint8_t>(wide[j]);
    std::memcpy(to + i, narrow.data(), sizeof narrow);
  }
  for (; i < length; ++i) to[i] = static_cast<std::uint8_t>(units[i]);
}

std::size_t utf8ToLatin1(const std::uint8_t* bytes, std::size_t length, char* to) {
  const std::uint8_t* end = bytes + length;
  const std::uint8_t* at = bytes;
  char* out = to;
  while (at < end) {
    if (*at < 0x80) {
      if (end - at >= 8 && areAscii8(loadWord(at))) {
        std::memcpy(out, at, 8);
        at += 8;
        out += 8;
        for (; end - at >= 16 && areAscii16(at); at += 16, out += 16) std::memcpy(out, at, 16);
      } else {
        *out++ = static_cast<char>(*at++);
      }
    } else if (end - at >= 8 && areTwoByte4(loadWord(at))) {
      const std::uint32_t packed = lowBytes4(unitsOfTwoByte4(loadWord(at)));
      std::memcpy(out, &packed, 4);
      at += 8;
      out += 4;
    } else {
      *out++ = static_cast<char>(static_cast<std::uint8_t>((at[0] << 6) | (at[1] & 0x3F)));
      at += 2;
    }
  }
  return static_cast<std::size_t>(out - to);
}

std::size_t utf8ToUtf16(const std::uint8_t* bytes, std::size_t length, char16_t* to) {
  const std::uint8_t* end = bytes + length;
  const std::uint8_t* at = bytes;
  char16_t* out = to;
  while (at < end) {
    const std::uint32_t lead = *at;
    if (lead < 0x80) {
      if (end - at >= 8 && areAscii8(loadWord(at))) {
        widen<8>(at, out);
        at += 8;
        out += 8;
        for (; end - at >= 16 && areAscii16(at); at += 16, out += 16) widen<16>(at, out);
      } else {
        *out++ = static_cast<char16_t>(lead);
        at += 1;
      }
    } else if (lead < 0xE0) {
      if (end - at >= 8 && areTwoByte4(loadWord(at))) {
        const std::uint64_t units = unitsOfTwoByte4(loadWord(at));
        std::memcpy(out, &units, 8);
        at += 8;
        out += 4;
      } else {
        *out++ = static_cast<char16_t>(((lead & 0x1F) << 6) | (at[1] & 0x3Fu));
        at += 2;
      }
    } else if (lead < 0xF0) {
      *out++ = static_cast<char16_t>(((lead & 0x0F) << 12) | ((at[1] & 0x3Fu) << 6) | (at[2] & 0x3Fu));
      at += 3;
    } else {
      const std::uint32_t pair = unitsOfFourByte(loadHalfWord(at));
      std::memcpy(out, &pair, 4);
      out += 2;
      at += 4;
    }
  }
  return static_cast<std::size_t>(out - to);
}

std::size_t utf16ToUtf8(const char16_t* units, std::size_t length, std::uint8_t* to, bool& loneSurrogates) {
  const char16_t* end = units + length;
  const char16_t* at = units;
  std::uint8_t* out = to;
  loneSurrogates = false;
  while (at < end) {
    const std::uint32_t unit = *at;
    if (unit < 0x80) {
      if (end - at >= 4 && areAsciiUnits4(loadWord(at))) {
        const std::uint32_t packed = lowBytes4(loadWord(at));
        std::memcpy(out, &packed, 4);
        at += 4;
        out += 4;
        for (; end - at >= 16 && areAsciiUnits16(at); at += 16, out += 16) narrow<16>(at, out);
      } else {
        *out++ = static_cast<std::uint8_t>(unit);
        at += 1;
      }
    } else if (unit < 0x800) {
      if (end - at >= 4 && areTwoByteUnits4(loadWord(at))) {
        const std::uint64_t bytes = twoByteOfUnits4(loadWord(at));
        std::memcpy(out, &bytes, 8);
        at += 4;
        out += 8;
      } else {
        *out++ = static_cast<std::uint8_t>(0xC0 | (unit >> 6));
        *out++ = static_cast<std::uint8_t>(0x80 | (unit & 0x3F));
        at += 1;
      }
    } else if (isHighSurrogate(unit) && end - at >= 2 && isLowSurrogate(at[1])) {
      const std::uint32_t point = 0x10000 + ((unit - 0xD800) << 10) + (at[1] - 0xDC00u);
      *out++ = static_cast<std::uint8_t>(0xF0 | (point >> 18));
      *out++ = static_cast<std::uint8_t>(0x80 | ((point >> 12) & 0x3F));
      *out++ = static_cast<std::uint8_t>(0x80 | ((point >> 6) & 0x3F));
      *out++ = static_cast<std::uint8_t>(0x80 | (point & 0x3F));
      at += 2;
    } else {
      loneSurrogates |= isHighSurrogate(unit) || isLowSurrogate(unit);
      *out++ = static_cast<std::uint8_t>(0xE0 | (unit >> 12));
      *out++ = static_cast<std::uint8_t>(0x80 | ((unit >> 6) & 0x3F));
      *out++ = static_cast<std::uint8_t>(0x80 | (unit & 0x3F));
      at += 1;
    }
  }
  return static_cast<std::size_t>(out - to);
}

bool hasSurrogates(const char16_t* units, std::size_t length) {
  // Without an early end, so that the compiler makes it a loop over vectors.
  unsigned found = 0;
  for (std::size_t i = 0; i < length; ++i) found |= static_cast<unsigned>((units[i] & 0xF800) == 0xD800);
  return found != 0;
}

}  // namespace graftwire::iip
