#pragma once

#include <cstddef>

namespace graftwire::ring {

/// What two threads write stands this far apart. Two lines of 64 bytes: x86 fetches them in pairs, and
/// Apple's processors have lines of 128.
inline constexpr std::size_t cacheLineBytes = 128;

}  // namespace graftwire::ring
