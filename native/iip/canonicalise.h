#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "iip/fault.h"
#include "iip/limits.h"
#include "iip/map_keys.h"
#include "iip/value_reader.h"
#include "iip/value_writer.h"

namespace graftwire::iip {

/// Reads exactly one value, checks all of docs/iip.md, section 2, and writes it in its canonical form from
/// the beginning of `out` on. `written`: bytes of it; 0 with a fault. Besides `out` it allocates at most 16
/// bytes for each byte read, and it does not recurse. Faults: those of section 2, tooLarge above 4 GiB,
/// outOfMemory where `out` does not grow.
Fault canonicalise(const std::uint8_t* begin, std::size_t length, const Limits& limits, WritableMemory& out,
                   std::size_t& written);

/// The same for values that follow one another: a frame's body. May throw std::bad_alloc.
class Canonicaliser {
 public:
  /// Reads from where `reader` stands, at most 4 GiB; all values count against the limit of the reader.
  Canonicaliser(ValueReader& reader, ValueWriter& writer)
      : reader_(reader), keys_(reader.position(), reader.position() + reader.bytesLeft()), writer_(writer) {}

  /// Checks and writes the next value. `value`: the head of it, as it stands in what is read.
  Fault next(Value& value);

  /// Checks and writes a value whose head has been read and which is no container.
  Fault write(const Value& value);

  /// Whether the value that was read last, a map, has only texts as its keys.
  bool hasOnlyTextKeys() const { return hasOnlyTextKeys_; }

 private:
  /// A container that is being read.
  struct Level {
    /// Values still to come: pairs count as two. No more than there are bytes, and so below 2^32.
    std::uint32_t left;
    /// Where the keys of a map begin in keys_; notAMap for an array.
    std::uint32_t firstKey;
  };
  static constexpr std::uint32_t notAMap = UINT32_MAX;

  bool isKeyNext() const {
    return !levels_.empty() && levels_.back().firstKey != notAMap && levels_.back().left % 2 == 0;
  }
  Fault one(Value& value);
  Fault writeExtension(const Value& value);
  void addKey(const std::uint8_t* at, const Value& key);
  void open(const Value& value);
  Fault closeFull();

  ValueReader& reader_;
  MapKeys keys_;
  ValueWriter& writer_;
  std::vector<Level> levels_;
  bool hasOnlyTextKeys_ = true;
};

}  // namespace graftwire::iip
