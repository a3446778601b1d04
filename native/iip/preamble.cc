#include "iip/preamble.h"

#include <algorithm>
#include <cstring>

namespace graftwire::iip {

namespace {

constexpr std::uint8_t letters[] = {'G', 'I', 'I', 'P'};

}  // namespace

void Preamble::write(std::uint8_t* to) const {
  std::memset(to, 0, bytes);
  std::memcpy(to, letters, sizeof letters);
  to[4] = lowestVersion;
  to[5] = highestVersion;
  std::memcpy(to + 8, &maxFrameBytes, 4);
}

Fault Preamble::read(const std::uint8_t* from, Preamble& preamble) {
  if (!isPrefix(from, bytes)) return Fault::malformed;
  preamble.lowestVersion = from[4];
  preamble.highestVersion = from[5];
  std::memcpy(&preamble.maxFrameBytes, from + 8, 4);
  return Fault::none;
}

bool Preamble::isPrefix(const std::uint8_t* from, std::size_t length) {
  return std::equal(from, from + std::min(length, sizeof letters), letters);
}

Fault Preamble::negotiate(const Preamble& one, const Preamble& other, std::uint8_t& version) {
  version = std::min(one.highestVersion, other.highestVersion);
  return version < one.lowestVersion || version < other.lowestVersion ? Fault::versionMismatch : Fault::none;
}

}  // namespace graftwire::iip
