#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "iip/value_reader.h"

namespace graftwire::iip {

/// The keys of the maps that a reader is inside of, the outermost map's first, to find two of one map that
/// are the same. It keeps eight bytes a key and, whatever the keys, compares them n log n times: no sender
/// can make it slow.
class MapKeys {
 public:
  /// The memory that the keys are read from: at most 4 GiB, and it must outlive this.
  MapKeys(const std::uint8_t* begin, const std::uint8_t* end) : begin_(begin), end_(end) {}

  /// How many there are; where the keys of a map that begins now will stand.
  std::size_t count() const { return keys_.size(); }

  /// Adds the key whose bytes begin at `at`. `bytesLeft`: behind it, which bounds how many more can come.
  void add(const std::uint8_t* at, const Value& key, std::size_t bytesLeft);

  /// Whether two of the keys from `first` on are the same. Forgets these keys.
  bool closeMap(std::size_t first);

 private:
  struct Key {
    std::uint32_t hash;
    std::uint32_t offset;
  };
  Value read(const Key& key) const;

  const std::uint8_t* begin_;
  const std::uint8_t* end_;
  std::vector<Key> keys_;
};

}  // namespace graftwire::iip
