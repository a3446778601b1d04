#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "iip/text.h"

// What text is, by the definition and with nothing clever about it: one character after the other.

namespace graftwire::test {

constexpr std::uint32_t lastCodePoint = 0x10FFFF;

inline bool isSurrogate(std::uint32_t point) {
  return point >= 0xD800 && point <= 0xDFFF;
}
inline bool isHighSurrogate(std::uint32_t point) {
  return point >= 0xD800 && point < 0xDC00;
}
inline bool isLowSurrogate(std::uint32_t point) {
  return point >= 0xDC00 && point <= 0xDFFF;
}

/// How many bytes the code point has in UTF-8.
inline std::size_t utf8Length(std::uint32_t point) {
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
}

/// The form that text has because of one code point in it.
inline iip::TextForm formOf(std::uint32_t point) {
  if (point < 0x80) return iip::TextForm::ascii;
  if (point < 0x100) return iip::TextForm::latin1;
  return isSurrogate(point) ? iip::TextForm::wtf8 : iip::TextForm::utf8;
}

/// What classifyText() must say.
inline iip::TextForm referenceForm(const std::uint8_t* bytes, std::size_t size) {
  iip::TextForm form = iip::TextForm::ascii;
  std::uint32_t previous = 0;
  for (std::size_t at = 0; at < size;) {
    const std::uint8_t lead = bytes[at];
    if (lead >= 0xF8 || (lead >= 0x80 && lead < 0xC0)) return iip::TextForm::invalid;
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (length > size - at) return iip::TextForm::invalid;
    std::uint32_t point = length == 1 ? lead : lead & (0x7Fu >> length);
    for (std::size_t i = 1; i < length; ++i) {
      if ((bytes[at + i] & 0xC0) != 0x80) return iip::TextForm::invalid;
      point = point << 6 | (bytes[at + i] & 0x3Fu);
    }
    if (utf8Length(point) != length || point > lastCodePoint) return iip::TextForm::invalid;
    if (isHighSurrogate(previous) && isLowSurrogate(point)) return iip::TextForm::invalid;
    form = std::max(form, formOf(point));
    previous = point;
    at += length;
  }
  return form;
}

}  // namespace graftwire::test
