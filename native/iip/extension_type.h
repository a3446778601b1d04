#pragma once

#include <cstdint>

namespace graftwire::iip {

/// Extension types of docs/iip.md. Those that this version does not materialise are not listed: they are opaque.
enum class ExtensionType : std::int8_t {
  integer = 1,
  text = 2,
  reference = 19,
  home = 20,
  step = 21,
  keywords = 22,
  assign = 23,
};

}  // namespace graftwire::iip
