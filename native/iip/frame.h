#pragma once

#include <cstddef>
#include <cstdint>

#include "iip/fault.h"
#include "iip/limits.h"
#include "iip/value_writer.h"

namespace graftwire::iip {

/// Checks one whole frame against docs/iip.md and writes it again from the beginning of `out` on, canonical
/// throughout: the body and the headers field as canonicalise() does, segments one behind the other at the
/// next multiples of 8 with zeros between them. Optional fields that are unknown and may be skipped stay as
/// they are. `written`: bytes of it; 0 with a fault.
///
/// Faults, in this order: those of the header's lengths, and malformed where `length` is more; unimplemented
/// for an unknown kind or flag; malformed where flags, correlation id and session contradict each other;
/// those of the optional header; those of the body. tooLarge also where the frame became longer than the
/// limit by being canonical (float 32); outOfMemory where `out` does not grow.
Fault rewriteFrame(const std::uint8_t* begin, std::size_t length, const Limits& limits, WritableMemory& out,
                   std::size_t& written);

}  // namespace graftwire::iip
