#pragma once

#include <cstddef>
#include <cstdint>

#include "python/api.h"

namespace graftwire::python {

/// The characters of a str in the form in which CPython has them. Valid as long as the str.
struct TextView {
  /// Bytes of a character: 1, 2 or 4. 0 where it is not known.
  unsigned width = 0;
  bool isAscii = false;
  std::size_t length = 0;
  const void* data = nullptr;
};

/// Where a str keeps its characters. The API tells only by macros, whose field offsets differ between
/// versions; asking for UTF-8 instead makes CPython encode, and keep, a copy of every str that is not ASCII.
/// So the offsets are found at start, from strs of known content, and where anything about them is not as
/// expected, view() knows nothing and callers take the slow way.
class TextLayout {
 public:
  /// Of the one interpreter of this process. The GIL is held.
  static TextLayout& process();

  /// Looks at strs of each form. Called once, before any view().
  void calibrate();

  /// An exact str's characters.
  TextView view(const PyObject* text) const {
    TextView view;
    if (!known_) return view;
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text);
    const std::uint32_t state = load<std::uint32_t>(bytes + stateOffset);
    const std::uint32_t compact = 1u << (kindShift_ + 3);
    if ((state & compact) == 0) return view;
    view.isAscii = (state & (compact << 1)) != 0;
    view.width = (state >> kindShift_) & 7;
    view.length = load<std::size_t>(bytes + lengthOffset);
    view.data = bytes + (view.isAscii ? asciiOffset_ : otherOffset_);
    return view;
  }

 private:
  // The same in every version: reference count, class, length, hash, state.
  static constexpr std::size_t lengthOffset = 16;
  static constexpr std::size_t stateOffset = 32;

  template <typename T>
  static T load(const std::uint8_t* from) {
    return *reinterpret_cast<const T*>(from);
  }

  bool findOffsets();

  bool known_ = false;
  unsigned kindShift_ = 0;
  std::size_t asciiOffset_ = 0;
  std::size_t otherOffset_ = 0;
};

}  // namespace graftwire::python
