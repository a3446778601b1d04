#pragma once

#include <cstdint>

namespace graftwire::iip {

/// Bounds that a reader checks before it allocates; see docs/iip.md, section 2.
struct Limits {
  std::uint32_t maxFrameBytes;
  std::uint32_t maxValues;
  std::uint32_t maxDepth;
  std::uint32_t maxSteps;
};

/// For bytes of strangers.
constexpr Limits networkLimits{16u << 20, 1'000'000, 512, 256};

/// For the two halves of one process, which trust each other; the depth still guards the C stack.
constexpr Limits processLimits{1u << 30, UINT32_MAX, 512, 256};

}  // namespace graftwire::iip
