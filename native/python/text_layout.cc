#include "python/text_layout.h"

#include <array>
#include <cstring>

#include "python/owned.h"

namespace graftwire::python {

namespace {

constexpr std::size_t sampleLength = 64;
/// No version has its characters beyond.
constexpr std::size_t farthestOffset = 96;

/// A str of `sampleLength` characters from `first` on, and the characters as CPython will hold them.
template <typename Unit>
struct Sample {
  std::array<Unit, sampleLength> units{};
  Owned text;

  explicit Sample(Unit first) {
    for (std::size_t i = 0; i < sampleLength; ++i) units[i] = static_cast<Unit>(first + i);
    text = Owned(py.PyUnicode_FromKindAndData(sizeof(Unit), units.data(), sampleLength));
  }

  const std::uint8_t* bytes() const { return reinterpret_cast<const std::uint8_t*>(text.get()); }
  bool standsAt(std::size_t offset) const {
    return std::memcmp(bytes() + offset, units.data(), sizeof units) == 0;
  }

  /// The offset of the characters in the object; 0 where they are not in it.
  std::size_t offset() const {
    // The object is its fields, at least 40 bytes, and at least 64 bytes of characters: nothing is read that
    // is not its own.
    for (std::size_t at = 40; at + 8 <= farthestOffset; at += 8) {
      if (std::memcmp(bytes() + at, units.data(), 8) == 0) return at;
    }
    return 0;
  }
};

std::uint32_t stateOf(const std::uint8_t* object) {
  std::uint32_t state = 0;
  std::memcpy(&state, object + 32, sizeof state);
  return state;
}

}  // namespace

TextLayout& TextLayout::process() {
  static TextLayout layout;
  return layout;
}

void TextLayout::calibrate() {
  known_ = findOffsets();
}

bool TextLayout::findOffsets() {
  const Sample<std::uint8_t> ascii(0x30);
  const Sample<std::uint8_t> latin1(0xB0);
  const Sample<std::uint16_t> bmp(0x400);
  const Sample<std::uint32_t> astral(0x1F600);
  if (!ascii.text || !latin1.text || !bmp.text || !astral.text) {
    py.PyErr_Clear();
    return false;
  }
  asciiOffset_ = ascii.offset();
  otherOffset_ = latin1.offset();
  if (asciiOffset_ == 0 || otherOffset_ == 0) return false;
  if (!ascii.standsAt(asciiOffset_) || !latin1.standsAt(otherOffset_)) return false;
  if (!bmp.standsAt(otherOffset_) || !astral.standsAt(otherOffset_)) return false;
  for (kindShift_ = 0; kindShift_ < 27; ++kindShift_) {
    const auto kind = [this](const std::uint8_t* object) { return (stateOf(object) >> kindShift_) & 7; };
    if (kind(ascii.bytes()) != 1 || kind(latin1.bytes()) != 1 || kind(bmp.bytes()) != 2 ||
        kind(astral.bytes()) != 4)
      continue;
    const std::uint32_t compact = 1u << (kindShift_ + 3);
    const std::uint32_t asciiBit = compact << 1;
    const bool allCompact = (stateOf(ascii.bytes()) & stateOf(latin1.bytes()) & stateOf(bmp.bytes()) &
                             stateOf(astral.bytes()) & compact) != 0;
    const bool onlyAscii =
        (stateOf(ascii.bytes()) & asciiBit) != 0 &&
        ((stateOf(latin1.bytes()) | stateOf(bmp.bytes()) | stateOf(astral.bytes())) & asciiBit) == 0;
    if (!allCompact || !onlyAscii) continue;
    std::size_t length = 0;
    std::memcpy(&length, latin1.bytes() + lengthOffset, sizeof length);
    return length == sampleLength;
  }
  return false;
}

}  // namespace graftwire::python
