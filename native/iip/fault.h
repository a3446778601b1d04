#pragma once

#include <cstdint>

namespace graftwire::iip {

/// What is wrong with bytes or with a value, in the words of docs/errors.md. If you add one, also change
/// faultName().
enum class Fault : std::uint8_t {
  none,
  malformed,
  tooDeep,
  tooManyValues,
  tooLarge,
  duplicateKey,
  versionMismatch,
  unimplemented,
  outOfMemory,
};

/// The code of docs/errors.md; "ok" for Fault::none.
constexpr const char* faultName(Fault fault) {
  switch (fault) {
    case Fault::none:
      return "ok";
    case Fault::malformed:
      return "malformed";
    case Fault::tooDeep:
      return "too-deep";
    case Fault::tooManyValues:
      return "too-many-values";
    case Fault::tooLarge:
      return "too-large";
    case Fault::duplicateKey:
      return "duplicate-key";
    case Fault::versionMismatch:
      return "version-mismatch";
    case Fault::unimplemented:
      return "unimplemented";
    case Fault::outOfMemory:
      return "out-of-memory";
  }
  return "malformed";
}

}  // namespace graftwire::iip
