#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "fuzz/require.h"
#include "growable_memory.h"
#include "iip/canonicalise.h"
#include "iip/value_kind.h"

namespace {

using namespace graftwire;

bool haveSameBytes(const iip::Value& one, const iip::Value& other) {
  return one.length == other.length &&
         (one.length == 0 || std::memcmp(one.data, other.data, one.length) == 0);
}

/// Whether two values, or the heads of two containers, say the same in whatever form.
bool areSame(const iip::Value& one, const iip::Value& other) {
  if (iip::isText(one)) return iip::isText(other) && haveSameBytes(one, other);
  if (iip::isExtension(one, iip::ExtensionType::integer)) {
    return iip::NumberIdentity::has(other) && other.token != iip::Token::floating &&
           iip::NumberIdentity::of(one).compare(iip::NumberIdentity::of(other)) == 0;
  }
  if (one.token != other.token) return false;
  switch (one.token) {
    case iip::Token::nil:
      return true;
    case iip::Token::boolean:
      return one.boolean == other.boolean;
    case iip::Token::unsignedInteger:
      return one.unsignedInteger == other.unsignedInteger;
    case iip::Token::negativeInteger:
      return one.negativeInteger == other.negativeInteger;
    case iip::Token::floating:
      // The sign of zero counts here.
      return one.floating == other.floating
                 ? std::signbit(one.floating) == std::signbit(other.floating)
                 : one.floating != one.floating && other.floating != other.floating;
    case iip::Token::array:
    case iip::Token::map:
      return one.length == other.length;
    default:
      return one.extension == other.extension && haveSameBytes(one, other);
  }
}

}  // namespace

// What canonicalise() takes, it writes without changing a value; its output is what it would write again, and
// is not longer than widening floats makes it. Whatever it takes, a reader that looks at the structure only
// takes too.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const iip::Limits& limits = iip::networkLimits;
  test::GrowableMemory out;
  out.grow(size);
  std::size_t written = 0;
  const iip::Fault fault = iip::canonicalise(data, size, limits, out, written);
  FUZZ_REQUIRE(fault != iip::Fault::outOfMemory);
  if (fault != iip::Fault::none) return 0;
  FUZZ_REQUIRE(written * 5 <= size * 9);

  test::GrowableMemory again;
  again.grow(written);
  std::size_t writtenAgain = 0;
  FUZZ_REQUIRE(iip::canonicalise(out.begin(), written, limits, again, writtenAgain) == iip::Fault::none);
  FUZZ_REQUIRE(writtenAgain == written && std::memcmp(out.begin(), again.begin(), written) == 0);

  iip::ValueReader skipping(data, data + size, limits);
  FUZZ_REQUIRE(skipping.skip(0) == iip::Fault::none && skipping.atEnd());

  iip::ValueReader before(data, data + size, limits);
  iip::ValueReader after(out.begin(), out.begin() + written, limits);
  while (!before.atEnd()) {
    iip::Value one;
    iip::Value other;
    FUZZ_REQUIRE(before.read(one, 0) == iip::Fault::none && after.read(other, 0) == iip::Fault::none);
    FUZZ_REQUIRE(areSame(one, other));
  }
  FUZZ_REQUIRE(after.atEnd());
  return 0;
}
