#pragma once

#include <cstdint>

#include "iip/fault.h"
#include "iip/frame_header.h"
#include "iip/limits.h"
#include "iip/value_writer.h"

namespace graftwire::iip {

/// Checks that [begin, end) is a body of the header's kind, as docs/iip.md describes them in section 4, and
/// writes its values in their canonical form. The payloads of home, step, keywords and assign are part of an
/// invocation's shape and are checked and written alike; those of other extensions stay as they are. A value
/// that cannot stand where it stands is malformed. Unknown keys of hello and exception stay. May throw
/// std::bad_alloc.
Fault rewriteBody(const FrameHeader& header, const std::uint8_t* begin, const std::uint8_t* end,
                  const Limits& limits, ValueWriter& writer);

}  // namespace graftwire::iip
