#pragma once

#include <cstdint>

namespace graftwire::iip {

/// Extension types of docs/iip.md. Those that this version does not materialise are not listed: they are
/// opaque.
enum class ExtensionType : std::int8_t {
  integer = 1,
  text = 2,
  tuple = 3,
  set = 4,
  frozenSet = 5,
  reference = 19,
  home = 20,
  step = 21,
  keywords = 22,
  assign = 23,
  array = 25,
  buffer = 26,
  error = 28,
  /// Inside one process only: a text as a runtime has it, so that nobody converts it. One byte that counts
  /// the bytes of padding behind it, these, and UTF-16 in the machine's order at an even address.
  utf16 = 29,
  /// Inside one process only: a text whose code points are all below U+0100, a byte each.
  latin1 = 30,
};

}  // namespace graftwire::iip
