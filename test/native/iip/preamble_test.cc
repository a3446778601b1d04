#include "iip/preamble.h"

#include <gtest/gtest.h>

#include "hex.h"

namespace graftwire::iip {
namespace {

using test::Bytes;
using test::operator""_hex;

TEST(Preamble, IsWrittenAsSpecified) {
  Bytes bytes(Preamble::bytes, 0xEE);
  Preamble{1, 3, 0x01000000}.write(bytes.data());
  EXPECT_EQ(bytes, "47494950 01 03 0000 00000001 00000000"_hex);
}

TEST(Preamble, IsReadWithoutRegardToItsZeros) {
  for (const Bytes& bytes :
       {"47494950 02 05 0000 00020000 00000000"_hex, "47494950 02 05 beef 00020000 deadbeef"_hex}) {
    Preamble preamble;
    ASSERT_EQ(Preamble::read(bytes.data(), preamble), Fault::none);
    EXPECT_EQ(preamble.lowestVersion, 2);
    EXPECT_EQ(preamble.highestVersion, 5);
    EXPECT_EQ(preamble.maxFrameBytes, 512u);
  }
}

TEST(Preamble, IsNotTakenFromAnotherProtocol) {
  Preamble preamble;
  EXPECT_EQ(Preamble::read("47455420 2f20 4854 54502f31 2e310d0a"_hex.data(), preamble), Fault::malformed);
  EXPECT_EQ(Preamble::read(Bytes(16).data(), preamble), Fault::malformed);
}

TEST(Preamble, IsRecognisedByItsFirstBytes) {
  const Bytes bytes = "47494950 01010000"_hex;
  for (std::size_t length = 0; length <= bytes.size(); ++length)
    EXPECT_TRUE(Preamble::isPrefix(bytes.data(), length));
  for (std::size_t wrong = 0; wrong < 4; ++wrong) {
    Bytes other = bytes;
    other[wrong] ^= 0x20;
    for (std::size_t length = 0; length <= other.size(); ++length) {
      EXPECT_EQ(Preamble::isPrefix(other.data(), length), length <= wrong);
    }
  }
}

TEST(Preamble, NegotiatesTheSmallerOfTheHighestVersions) {
  struct Case {
    Preamble one;
    Preamble other;
    Fault fault;
    std::uint8_t version;
  };
  for (const Case& one : {
           Case{{1, 1, 0}, {1, 1, 0}, Fault::none, 1},
           Case{{1, 3, 0}, {1, 2, 0}, Fault::none, 2},
           Case{{1, 1, 0}, {1, 255, 0}, Fault::none, 1},
           Case{{2, 3, 0}, {1, 2, 0}, Fault::none, 2},
           Case{{2, 3, 0}, {1, 1, 0}, Fault::versionMismatch, 0},
           Case{{1, 1, 0}, {2, 2, 0}, Fault::versionMismatch, 0},
           Case{{3, 4, 0}, {1, 2, 0}, Fault::versionMismatch, 0},
           // Nonsense from a peer is no version in common either.
           Case{{1, 1, 0}, {1, 0, 0}, Fault::versionMismatch, 0},
           Case{{1, 1, 0}, {5, 3, 0}, Fault::versionMismatch, 0},
       }) {
    std::uint8_t version = 0;
    std::uint8_t ofOther = 0;
    EXPECT_EQ(Preamble::negotiate(one.one, one.other, version), one.fault);
    EXPECT_EQ(Preamble::negotiate(one.other, one.one, ofOther), one.fault);
    EXPECT_EQ(version, ofOther);
    if (one.fault == Fault::none) {
      EXPECT_EQ(version, one.version);
    }
  }
}

}  // namespace
}  // namespace graftwire::iip
