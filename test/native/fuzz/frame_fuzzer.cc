#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

#include "fuzz/require.h"
#include "growable_memory.h"
#include "iip/frame.h"
#include "iip/frame_header.h"

namespace {

using namespace graftwire;

/// What rewriteFrame() takes it writes as a frame of the same kind, which it would write again without a
/// change.
void check(const std::uint8_t* data, std::size_t size) {
  const iip::Limits& limits = iip::networkLimits;
  test::GrowableMemory out;
  out.grow(size);
  std::size_t written = 0;
  const iip::Fault fault = iip::rewriteFrame(data, size, limits, out, written);
  FUZZ_REQUIRE(fault != iip::Fault::outOfMemory);
  if (fault != iip::Fault::none) {
    FUZZ_REQUIRE(written == 0);
    return;
  }
  iip::FrameHeader before;
  iip::FrameHeader after;
  FUZZ_REQUIRE(iip::FrameHeader::read(data, size, limits, before) == iip::Fault::none);
  FUZZ_REQUIRE(iip::FrameHeader::read(out.begin(), written, limits, after) == iip::Fault::none);
  FUZZ_REQUIRE(after.length == written && after.optionalLength <= before.optionalLength);
  FUZZ_REQUIRE(after.kind == before.kind && after.flags == before.flags);
  FUZZ_REQUIRE(after.correlation == before.correlation && after.session == before.session);

  test::GrowableMemory again;
  again.grow(written);
  std::size_t writtenAgain = 0;
  FUZZ_REQUIRE(iip::rewriteFrame(out.begin(), written, limits, again, writtenAgain) == iip::Fault::none);
  FUZZ_REQUIRE(writtenAgain == written && std::memcmp(out.begin(), again.begin(), written) == 0);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  check(data, size);
  std::uint32_t length = 0;
  if (size < iip::FrameHeader::bytes) return 0;
  std::memcpy(&length, data, sizeof length);
  if (length == size) return 0;
  // A length that is not that of the frame hides all the rest: the same again with the right one.
  std::vector<std::uint8_t> mended(data, data + size);
  length = static_cast<std::uint32_t>(size);
  std::memcpy(mended.data(), &length, sizeof length);
  check(mended.data(), mended.size());
  return 0;
}
