#include "iip/text.h"

#include <cstring>

namespace graftwire::iip {

namespace {

constexpr std::uint64_t highBits = 0x8080808080808080u;

std::uint64_t loadWord(const void* from) {
  std::uint64_t word;
  std::memcpy(&word, from, sizeof word);
  return word;
}

bool isContinuation(std::uint8_t byte) { return (byte & 0xC0) == 0x80; }

/// Skips bytes below 0x80, eight at a time.
const std::uint8_t* skipAscii(const std::uint8_t* at, const std::uint8_t* end) {
  while (end - at >= 8 && (loadWord(at) & highBits) == 0) at += 8;
  while (at < end && *at < 0x80) ++at;
  return at;
}

bool isHighSurrogate(std::uint32_t unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool isLowSurrogate(std::uint32_t unit) { return unit >= 0xDC00 && unit < 0xE000; }

}  // namespace

bool isAscii(const std::uint8_t* bytes, std::size_t length) { return skipAscii(bytes, bytes + length) == bytes + length; }

TextForm classifyText(const std::uint8_t* bytes, std::size_t length) {
  const std::uint8_t* end = bytes + length;
  const std::uint8_t* at = skipAscii(bytes, end);
  if (at == end) return TextForm::ascii;
  bool latin1 = true;
  bool surrogates = false;
  // Where the last three bytes were a high surrogate; a low one right behind it would be a pair.
  const std::uint8_t* afterHigh = nullptr;
  while (at < end) {
    const std::uint8_t lead = *at;
    if (lead < 0x80) {
      at = skipAscii(at, end);
    } else if (lead < 0xC2) {
      return TextForm::invalid;
    } else if (lead < 0xE0) {
      if (end - at < 2 || !isContinuation(at[1])) return TextForm::invalid;
      latin1 &= lead <= 0xC3;
      at += 2;
    } else if (lead < 0xF0) {
      if (end - at < 3 || !isContinuation(at[1]) || !isContinuation(at[2])) return TextForm::invalid;
      if (lead == 0xE0 && at[1] < 0xA0) return TextForm::invalid;
      latin1 = false;
      if (lead == 0xED && at[1] >= 0xA0) {
        surrogates = true;
        if (at[1] >= 0xB0) {
          if (at == afterHigh) return TextForm::invalid;
        } else {
          afterHigh = at + 3;
        }
      }
      at += 3;
    } else {
      if (lead > 0xF4 || end - at < 4) return TextForm::invalid;
      if (!isContinuation(at[1]) || !isContinuation(at[2]) || !isContinuation(at[3])) return TextForm::invalid;
      if ((lead == 0xF0 && at[1] < 0x90) || (lead == 0xF4 && at[1] >= 0x90)) return TextForm::invalid;
      latin1 = false;
      at += 4;
    }
  }
  if (surrogates) return TextForm::wtf8;
  return latin1 ? TextForm::latin1 : TextForm::utf8;
}

std::size_t utf8ToLatin1(const std::uint8_t* bytes, std::size_t length, char* to) {
  const std::uint8_t* end = bytes + length;
  const std::uint8_t* at = bytes;
  char* out = to;
  while (at < end) {
    if (end - at >= 8) {
      const std::uint64_t word = loadWord(at);
      if ((word & highBits) == 0) {
        std::memcpy(out, &word, 8);
        at += 8;
        out += 8;
        continue;
      }
    }
    if (*at < 0x80) {
      *out++ = static_cast<char>(*at++);
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
      if (end - at >= 8 && (loadWord(at) & highBits) == 0) {
        for (int i = 0; i < 8; ++i) out[i] = at[i];
        at += 8;
        out += 8;
        continue;
      }
      *out++ = static_cast<char16_t>(lead);
      at += 1;
    } else if (lead < 0xE0) {
      *out++ = static_cast<char16_t>(((lead & 0x1F) << 6) | (at[1] & 0x3Fu));
      at += 2;
    } else if (lead < 0xF0) {
      *out++ = static_cast<char16_t>(((lead & 0x0F) << 12) | ((at[1] & 0x3Fu) << 6) | (at[2] & 0x3Fu));
      at += 3;
    } else {
      const std::uint32_t point =
          ((lead & 0x07) << 18) | ((at[1] & 0x3Fu) << 12) | ((at[2] & 0x3Fu) << 6) | (at[3] & 0x3Fu);
      *out++ = static_cast<char16_t>(0xD800 + ((point - 0x10000) >> 10));
      *out++ = static_cast<char16_t>(0xDC00 + ((point - 0x10000) & 0x3FF));
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
      if (end - at >= 4) {
        const std::uint64_t word = loadWord(at);
        if ((word & 0xFF80FF80FF80FF80u) == 0) {
          for (int i = 0; i < 4; ++i) out[i] = static_cast<std::uint8_t>(at[i]);
          at += 4;
          out += 4;
          continue;
        }
      }
      *out++ = static_cast<std::uint8_t>(unit);
      at += 1;
    } else if (unit < 0x800) {
      *out++ = static_cast<std::uint8_t>(0xC0 | (unit >> 6));
      *out++ = static_cast<std::uint8_t>(0x80 | (unit & 0x3F));
      at += 1;
    } else if (isHighSurrogate(unit) && at + 1 < end && isLowSurrogate(at[1])) {
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

}  // namespace graftwire::iip
