#pragma once

#include <cstddef>
#include <cstdint>

namespace graftwire::iip {

/// The unsigned number in the next `count` bytes, as MessagePack orders them. Compilers make one load of it.
template <std::size_t count>
constexpr std::uint64_t readBigEndian(const std::uint8_t* from) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < count; ++i) number = (number << 8) | from[i];
  return number;
}

/// Writes the lowest `count` bytes of `number`.
template <std::size_t count>
constexpr void writeBigEndian(std::uint8_t* to, std::uint64_t number) {
  for (std::size_t i = 0; i < count; ++i) to[i] = static_cast<std::uint8_t>(number >> (8 * (count - 1 - i)));
}

}  // namespace graftwire::iip
