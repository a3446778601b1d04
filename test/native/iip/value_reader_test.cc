#include "iip/value_reader.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <limits>
#include <string>

#include "hex.h"

namespace graftwire::iip {
namespace {

using test::Bytes;
using test::operator""_hex;

Fault readOne(const Bytes& bytes, Value& value, std::uint32_t depth = 0,
              const Limits& limits = networkLimits) {
  return ValueReader(bytes.data(), bytes.data() + bytes.size(), limits).read(value, depth);
}

Fault skipAll(const Bytes& bytes, const Limits& limits = networkLimits) {
  ValueReader reader(bytes.data(), bytes.data() + bytes.size(), limits);
  const Fault fault = reader.skip(0);
  if (fault == Fault::none) {
    EXPECT_TRUE(reader.atEnd());
  }
  return fault;
}

void expectUnsigned(const Bytes& bytes, std::uint64_t number) {
  Value value;
  ASSERT_EQ(readOne(bytes, value), Fault::none) << test::formatHex(bytes);
  EXPECT_EQ(value.token, Token::unsignedInteger) << test::formatHex(bytes);
  EXPECT_EQ(value.unsignedInteger, number) << test::formatHex(bytes);
}

void expectNegative(const Bytes& bytes, std::int64_t number) {
  Value value;
  ASSERT_EQ(readOne(bytes, value), Fault::none) << test::formatHex(bytes);
  EXPECT_EQ(value.token, Token::negativeInteger) << test::formatHex(bytes);
  EXPECT_EQ(value.negativeInteger, number) << test::formatHex(bytes);
}

void expectFloating(const Bytes& bytes, double number) {
  Value value;
  ASSERT_EQ(readOne(bytes, value), Fault::none) << test::formatHex(bytes);
  EXPECT_EQ(value.token, Token::floating) << test::formatHex(bytes);
  EXPECT_EQ(std::bit_cast<std::uint64_t>(value.floating), std::bit_cast<std::uint64_t>(number))
      << test::formatHex(bytes);
}

TEST(ValueReader, ReadsIntegersInEveryForm) {
  expectUnsigned("00"_hex, 0);
  expectUnsigned("7f"_hex, 127);
  expectUnsigned("cc00"_hex, 0);
  expectUnsigned("ccff"_hex, 255);
  expectUnsigned("cd0001"_hex, 1);
  expectUnsigned("cdffff"_hex, 65535);
  expectUnsigned("ceffffffff"_hex, UINT32_MAX);
  expectUnsigned("cf0000000100000000"_hex, std::uint64_t{1} << 32);
  expectUnsigned("cfffffffffffffffff"_hex, UINT64_MAX);
  expectNegative("e0"_hex, -32);
  expectNegative("ff"_hex, -1);
  expectNegative("d0ff"_hex, -1);
  expectNegative("d080"_hex, INT8_MIN);
  expectNegative("d18000"_hex, INT16_MIN);
  expectNegative("d280000000"_hex, INT32_MIN);
  expectNegative("d38000000000000000"_hex, INT64_MIN);
  expectNegative("d3ffffffffffffffff"_hex, -1);
}

TEST(ValueReader, TellsTheValueOfASignedIntegerNotItsForm) {
  expectUnsigned("d000"_hex, 0);
  expectUnsigned("d07f"_hex, 127);
  expectUnsigned("d17fff"_hex, INT16_MAX);
  expectUnsigned("d27fffffff"_hex, INT32_MAX);
  expectUnsigned("d37fffffffffffffff"_hex, INT64_MAX);
}

TEST(ValueReader, WidensFloatsExactly) {
  expectFloating("cb3ff8000000000000"_hex, 1.5);
  expectFloating("ca3fc00000"_hex, 1.5);
  expectFloating("ca80000000"_hex, -0.0);
  expectFloating("ca00000001"_hex, std::numeric_limits<float>::denorm_min());
  expectFloating("caff800000"_hex, -std::numeric_limits<double>::infinity());
  Value value;
  ASSERT_EQ(readOne("ca7fc00001"_hex, value), Fault::none);
  EXPECT_TRUE(std::isnan(value.floating));
}

TEST(ValueReader, GivesPayloadsInPlace) {
  struct Case {
    const char* hex;
    Token token;
    std::int8_t extension;
    std::uint32_t length;
    std::ptrdiff_t offset;
  };
  for (const Case& one :
       {Case{"a0", Token::text, 0, 0, 1}, Case{"a161", Token::text, 0, 1, 1},
        Case{"d90161", Token::text, 0, 1, 2}, Case{"da000161", Token::text, 0, 1, 3},
        Case{"db0000000161", Token::text, 0, 1, 5}, Case{"c400", Token::bytes, 0, 0, 2},
        Case{"c401ff", Token::bytes, 0, 1, 2}, Case{"c50001ff", Token::bytes, 0, 1, 3},
        Case{"c600000001ff", Token::bytes, 0, 1, 5}, Case{"c70013", Token::extension, 19, 0, 3},
        Case{"c701ff07", Token::extension, -1, 1, 3}, Case{"c800011307", Token::extension, 19, 1, 4},
        Case{"c9000000018007", Token::extension, -128, 1, 6}, Case{"d41307", Token::extension, 19, 1, 2},
        Case{"d5130708", Token::extension, 19, 2, 2}, Case{"d61307080910", Token::extension, 19, 4, 2},
        Case{"d7130102030405060708", Token::extension, 19, 8, 2},
        Case{"d81301020304050607080102030405060708", Token::extension, 19, 16, 2}}) {
    const Bytes bytes = *test::parseHex(one.hex);
    Value value;
    ValueReader reader(bytes.data(), bytes.data() + bytes.size(), networkLimits);
    ASSERT_EQ(reader.read(value, 0), Fault::none) << one.hex;
    EXPECT_EQ(value.token, one.token) << one.hex;
    EXPECT_EQ(value.length, one.length) << one.hex;
    EXPECT_EQ(value.data - bytes.data(), one.offset) << one.hex;
    EXPECT_TRUE(reader.atEnd()) << one.hex;
    if (one.token == Token::extension) {
      EXPECT_EQ(value.extension, one.extension) << one.hex;
    }
  }
}

TEST(ValueReader, RefusesWhatIsCutOffAnywhere) {
  for (const char* hex : {"ccff",
                          "cdffff",
                          "ceffffffff",
                          "cfffffffffffffffff",
                          "d080",
                          "d18000",
                          "d280000000",
                          "d38000000000000000",
                          "ca3fc00000",
                          "cb3ff8000000000000",
                          "a3616263",
                          "d903616263",
                          "da0003616263",
                          "db00000003616263",
                          "c403010203",
                          "c50003010203",
                          "c600000003010203",
                          "c7031301 0203",
                          "c80003130102 03",
                          "c900000003130102 03",
                          "d41307",
                          "d5130708",
                          "d613070809 10",
                          "93010203",
                          "dc0003010203",
                          "dd00000003010203",
                          "82 01 02 03 04",
                          "de0002 01020304",
                          "df00000002 01020304"}) {
    const Bytes whole = *test::parseHex(hex);
    EXPECT_EQ(skipAll(whole), Fault::none) << hex;
    for (std::size_t length = 0; length < whole.size(); ++length) {
      // A copy of this size, so that a read beyond it is seen.
      const Bytes part(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length));
      EXPECT_EQ(skipAll(part), Fault::malformed) << hex << " to " << length;
    }
  }
}

TEST(ValueReader, RefusesTheByteThatMessagePackNeverUses) {
  EXPECT_EQ(skipAll("c1"_hex), Fault::malformed);
}

TEST(ValueReader, RefusesLengthsThatCannotFitBeforeReadingOn) {
  for (const Bytes& bytes : {"dbffffffff"_hex, "c6ffffffff"_hex, "c9ffffffff01"_hex, "ddffffffff"_hex,
                             "dfffffffff"_hex, "dfffffffff00"_hex, "df80000000"_hex, "dd00000003 0101"_hex,
                             "df00000002 010203"_hex, "9f01"_hex, "81 01"_hex}) {
    Value value;
    EXPECT_EQ(readOne(bytes, value), Fault::malformed) << test::formatHex(bytes);
  }
}

TEST(ValueReader, CountsScalarsContainersKeysAndExtensionsAgainstTheLimit) {
  // A map of a key and an array of two, one of them an extension: five values.
  const Bytes bytes = "81 a16b 92 01 d41307"_hex;
  Limits limits = networkLimits;
  limits.maxValues = 5;
  EXPECT_EQ(skipAll(bytes, limits), Fault::none);
  limits.maxValues = 4;
  EXPECT_EQ(skipAll(bytes, limits), Fault::tooManyValues);
  limits.maxValues = 0;
  EXPECT_EQ(skipAll("c0"_hex, limits), Fault::tooManyValues);
}

TEST(ValueReader, AllowsAsManyLevelsAsTheLimitSays) {
  Bytes bytes(networkLimits.maxDepth, 0x91);
  bytes.push_back(0xC0);
  EXPECT_EQ(skipAll(bytes), Fault::none);
  bytes.insert(bytes.begin(), 0x91);
  EXPECT_EQ(skipAll(bytes), Fault::tooDeep);
  Limits limits = networkLimits;
  limits.maxDepth = 0;
  EXPECT_EQ(skipAll("90"_hex, limits), Fault::tooDeep);
  EXPECT_EQ(skipAll("c0"_hex, limits), Fault::none);
}

TEST(ValueReader, LooksAtValuesThenDepthThenBytesLeft) {
  Limits limits{UINT32_MAX, 0, 0, 0};
  Value value;
  EXPECT_EQ(readOne("95"_hex, value, 0, limits), Fault::tooManyValues);
  limits.maxValues = 1;
  EXPECT_EQ(readOne("95"_hex, value, 0, limits), Fault::tooDeep);
  limits.maxDepth = 1;
  EXPECT_EQ(readOne("95"_hex, value, 0, limits), Fault::malformed);
}

TEST(ValueReader, StandsBehindWhatItHasRead) {
  const Bytes bytes = "93 01 a2 6162 c0 2a"_hex;
  ValueReader reader(bytes.data(), bytes.data() + bytes.size(), networkLimits);
  Value value;
  ASSERT_EQ(reader.read(value, 0), Fault::none);
  EXPECT_EQ(value.token, Token::array);
  EXPECT_EQ(value.length, 3u);
  ASSERT_EQ(reader.skip(1), Fault::none);
  ASSERT_EQ(reader.skip(1), Fault::none);
  EXPECT_EQ(reader.position(), bytes.data() + 5);
  EXPECT_EQ(reader.bytesLeft(), 2u);
  ASSERT_EQ(reader.read(value, 1), Fault::none);
  EXPECT_EQ(value.token, Token::nil);
  ASSERT_EQ(reader.read(value, 0), Fault::none);
  EXPECT_EQ(value.unsignedInteger, 42u);
  EXPECT_TRUE(reader.atEnd());
  EXPECT_EQ(reader.read(value, 0), Fault::malformed);
}

}  // namespace
}  // namespace graftwire::iip
