#include "iip/value_writer.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <functional>
#include <limits>
#include <string>

#include "growable_memory.h"
#include "hex.h"

namespace graftwire::iip {
namespace {

using test::Bytes;
using test::GrowableMemory;

using Script = std::function<void(ValueWriter&)>;

std::string write(const Script& script) {
  GrowableMemory memory;
  ValueWriter writer(memory, 0);
  script(writer);
  EXPECT_TRUE(writer.good());
  return test::formatHex(memory.begin(), writer.position());
}

std::string writeInteger(std::int64_t value) {
  return write([=](ValueWriter& to) { to.integer(value); });
}

std::string writeUnsigned(std::uint64_t value) {
  return write([=](ValueWriter& to) { to.unsignedInteger(value); });
}

std::string writeFloat(double value) {
  return write([=](ValueWriter& to) { to.floating(value); });
}

std::string writeBig(const char* hex) {
  const Bytes bytes = *test::parseHex(hex);
  return write([&](ValueWriter& to) { to.bigInteger(bytes.data(), bytes.size()); });
}

TEST(ValueWriter, WritesIntegersInTheirShortestForm) {
  EXPECT_EQ(writeInteger(0), "00");
  EXPECT_EQ(writeInteger(127), "7f");
  EXPECT_EQ(writeInteger(128), "cc80");
  EXPECT_EQ(writeInteger(255), "ccff");
  EXPECT_EQ(writeInteger(256), "cd0100");
  EXPECT_EQ(writeInteger(65535), "cdffff");
  EXPECT_EQ(writeInteger(65536), "ce00010000");
  EXPECT_EQ(writeInteger(4294967295), "ceffffffff");
  EXPECT_EQ(writeInteger(4294967296), "cf0000000100000000");
  EXPECT_EQ(writeInteger(INT64_MAX), "cf7fffffffffffffff");
  EXPECT_EQ(writeUnsigned(UINT64_MAX), "cfffffffffffffffff");
  EXPECT_EQ(writeInteger(-1), "ff");
  EXPECT_EQ(writeInteger(-32), "e0");
  EXPECT_EQ(writeInteger(-33), "d0df");
  EXPECT_EQ(writeInteger(-128), "d080");
  EXPECT_EQ(writeInteger(-129), "d1ff7f");
  EXPECT_EQ(writeInteger(-32768), "d18000");
  EXPECT_EQ(writeInteger(-32769), "d2ffff7fff");
  EXPECT_EQ(writeInteger(INT32_MIN), "d280000000");
  EXPECT_EQ(writeInteger(std::int64_t{INT32_MIN} - 1), "d3ffffffff7fffffff");
  EXPECT_EQ(writeInteger(INT64_MIN), "d38000000000000000");
}

TEST(ValueWriter, WritesFloatsInSixtyFourBitsAndOneNan) {
  EXPECT_EQ(writeFloat(1.5), "cb3ff8000000000000");
  EXPECT_EQ(writeFloat(2), "cb4000000000000000");
  EXPECT_EQ(writeFloat(-0.0), "cb8000000000000000");
  EXPECT_EQ(writeFloat(std::numeric_limits<double>::infinity()), "cb7ff0000000000000");
  EXPECT_EQ(writeFloat(std::numeric_limits<double>::quiet_NaN()), "cb7ff8000000000000");
  EXPECT_EQ(writeFloat(-std::numeric_limits<double>::quiet_NaN()), "cb7ff8000000000000");
  EXPECT_EQ(writeFloat(std::bit_cast<double>(std::uint64_t{0x7FF0000000000001})), "cb7ff8000000000000");
}

TEST(ValueWriter, WritesBigIntegersInTheFormOfTheirSize) {
  EXPECT_EQ(writeBig(""), "00");
  EXPECT_EQ(writeBig("00"), "00");
  EXPECT_EQ(writeBig("000000"), "00");
  EXPECT_EQ(writeBig("ff"), "ff");
  EXPECT_EQ(writeBig("ffffffffffffffffffffff"), "ff");
  EXPECT_EQ(writeBig("0080"), "cc80");
  EXPECT_EQ(writeBig("80"), "d080");
  EXPECT_EQ(writeBig("7fffffffffffffff"), "cf7fffffffffffffff");
  EXPECT_EQ(writeBig("008000000000000000"), "cf8000000000000000");
  EXPECT_EQ(writeBig("0000ffffffffffffffff"), "cfffffffffffffffff");
  EXPECT_EQ(writeBig("ff8000000000000000"), "d38000000000000000");
  EXPECT_EQ(writeBig("010000000000000000"), "c70901010000000000000000");
  EXPECT_EQ(writeBig("ff7fffffffffffffff"), "c70901ff7fffffffffffffff");
  EXPECT_EQ(writeBig("00010000000000000000"), "c70901010000000000000000");
  EXPECT_EQ(writeBig("ffff7fffffffffffffff"), "c70901ff7fffffffffffffff");
  EXPECT_EQ(writeBig("00ffffffffffffffffffff"), "c70b0100ffffffffffffffffffff");
}

TEST(ValueWriter, WritesLengthsInTheirShortestForm) {
  const auto head = [](const Script& script) { return write(script).substr(0, 12); };
  const auto text = [&](std::size_t length) {
    return head([=](ValueWriter& to) { to.text(std::string(length, 'a').data(), length); });
  };
  EXPECT_EQ(text(0), "a0");
  EXPECT_EQ(text(31).substr(0, 4), "bf61");
  EXPECT_EQ(text(32).substr(0, 6), "d92061");
  EXPECT_EQ(text(255).substr(0, 6), "d9ff61");
  EXPECT_EQ(text(256).substr(0, 8), "da010061");
  EXPECT_EQ(text(65535).substr(0, 8), "daffff61");
  EXPECT_EQ(text(65536), "db0001000061");
  const auto bytes = [&](std::size_t length) {
    return head([=](ValueWriter& to) { to.bytes(std::string(length, 'a').data(), length); });
  };
  EXPECT_EQ(bytes(0), "c400");
  EXPECT_EQ(bytes(255).substr(0, 6), "c4ff61");
  EXPECT_EQ(bytes(256).substr(0, 8), "c5010061");
  EXPECT_EQ(bytes(65535).substr(0, 8), "c5ffff61");
  EXPECT_EQ(bytes(65536), "c60001000061");
  const auto extension = [&](std::size_t length) {
    return head([=](ValueWriter& to) { to.extension(-2, std::string(length, 'a').data(), length); });
  };
  EXPECT_EQ(extension(0), "c700fe");
  EXPECT_EQ(extension(1), "c701fe61");
  EXPECT_EQ(extension(255).substr(0, 8), "c7fffe61");
  EXPECT_EQ(extension(256).substr(0, 10), "c80100fe61");
  EXPECT_EQ(extension(65536), "c900010000fe");
  const auto array = [&](std::size_t count) { return head([=](ValueWriter& to) { to.arrayHead(count); }); };
  EXPECT_EQ(array(15), "9f");
  EXPECT_EQ(array(16), "dc0010");
  EXPECT_EQ(array(65535), "dcffff");
  EXPECT_EQ(array(65536), "dd00010000");
  EXPECT_EQ(array(UINT32_MAX), "ddffffffff");
  const auto map = [&](std::size_t count) { return head([=](ValueWriter& to) { to.mapHead(count); }); };
  EXPECT_EQ(map(15), "8f");
  EXPECT_EQ(map(16), "de0010");
  EXPECT_EQ(map(65536), "df00010000");
}

TEST(ValueWriter, ClosesAnExtensionLikeOneOfKnownLength) {
  for (const std::size_t length : {0u, 1u, 2u, 254u, 255u, 256u, 65534u, 65535u, 65536u, 70000u}) {
    const std::string payload(length, 'x');
    const std::string known = write([&](ValueWriter& to) {
      to.nil();
      to.extension(22, payload.data(), payload.size());
      to.boolean(true);
    });
    const std::string late = write([&](ValueWriter& to) {
      to.nil();
      const std::size_t mark = to.openExtension();
      if (std::uint8_t* at = to.claim(length); length != 0) std::memcpy(at, payload.data(), length);
      to.closeExtension(22, mark);
      to.boolean(true);
    });
    EXPECT_EQ(late, known) << length;
  }
}

TEST(ValueWriter, GivesThePayloadOfAnExtensionToItsCallerToFill) {
  EXPECT_EQ(write([](ValueWriter& to) {
              std::memcpy(to.claimWideExtension(29, 3), "abc", 3);
              to.nil();
            }),
            "c9000000031d616263c0");
  GrowableMemory memory(1);
  ValueWriter writer(memory, 0);
  writer.nil();
  EXPECT_EQ(writer.claimWideExtension(29, 3), nullptr);
}

TEST(ValueWriter, NestsExtensions) {
  EXPECT_EQ(write([](ValueWriter& to) {
              const std::size_t outer = to.openExtension();
              to.integer(1);
              const std::size_t inner = to.openExtension();
              to.nil();
              to.closeExtension(5, inner);
              to.closeExtension(4, outer);
            }),
            "c7050401c70105c0");
}

TEST(ValueWriter, GoesBackToAnEarlierPosition) {
  EXPECT_EQ(write([](ValueWriter& to) {
              to.integer(1);
              const std::size_t position = to.position();
              to.text("abc", 3);
              to.rewind(position);
              to.nil();
            }),
            "01c0");
}

const Script everything = [](ValueWriter& to) {
  to.nil();
  to.integer(-1000);
  to.unsignedInteger(1u << 20);
  to.floating(0.5);
  to.text("some text that is longer than fixstr", 36);
  to.bytes("bytes", 5);
  to.arrayHead(100);
  to.mapHead(70000);
  const std::size_t mark = to.openExtension();
  to.extension(3, "payload", 7);
  to.closeExtension(4, mark);
  const std::size_t position = to.position();
  to.boolean(true);
  to.rewind(position);
  const std::uint8_t big[] = {1, 0, 0, 0, 0, 0, 0, 0, 0, 0};
  to.bigInteger(big, sizeof big);
};

TEST(ValueWriter, TurnsBadAndWritesNothingMoreWhicheverGrowthFails) {
  GrowableMemory whole;
  ValueWriter writer(whole, 0);
  everything(writer);
  ASSERT_TRUE(writer.good());
  ASSERT_GT(whole.growths(), 10u);
  const Bytes expected = whole.first(writer.position());
  for (std::size_t failing = 0; failing < whole.growths(); ++failing) {
    GrowableMemory memory(failing);
    ValueWriter failed(memory, 0);
    everything(failed);
    EXPECT_FALSE(failed.good()) << failing;
    EXPECT_EQ(failed.position(), 0u) << failing;
    EXPECT_EQ(memory.growths(), failing + 1) << "it tried again after growth " << failing;
    // What had been written stays as it was.
    const auto size = static_cast<std::size_t>(memory.end() - memory.begin());
    const Bytes written = memory.first(std::min(size, expected.size()));
    if (failing < 8) {
      EXPECT_TRUE(std::equal(written.begin(), written.end(), expected.begin())) << failing;
    }
  }
}

TEST(ValueWriter, StaysBadWhenItGoesBack) {
  GrowableMemory memory(1);
  ValueWriter writer(memory, 0);
  writer.bytes("0123456789", 10);
  const std::size_t mark = writer.openExtension();
  EXPECT_FALSE(writer.good());
  writer.rewind(1);
  writer.nil();
  writer.text("text", 4);
  EXPECT_EQ(writer.claim(1), nullptr);
  writer.closeExtension(1, mark);
  EXPECT_FALSE(writer.good());
  EXPECT_EQ(writer.position(), 0u);
}

// Lengths only: none of these may be read from or written to.
TEST(ValueWriter, RefusesLengthsAboveFourGibibytesAndOnesThatOverflow) {
  constexpr std::size_t tooLong = std::size_t{UINT32_MAX} + 1;
  for (const Script& script : std::initializer_list<Script>{
           [](ValueWriter& to) { to.bytes(nullptr, tooLong); },
           [](ValueWriter& to) { to.text(nullptr, tooLong); },
           [](ValueWriter& to) { to.extension(1, nullptr, tooLong); },
           [](ValueWriter& to) { to.arrayHead(tooLong); },
           [](ValueWriter& to) { to.mapHead(tooLong); },
           [](ValueWriter& to) { EXPECT_EQ(to.claimWideExtension(1, tooLong), nullptr); },
           [](ValueWriter& to) { EXPECT_EQ(to.claim(SIZE_MAX), nullptr); },
           [](ValueWriter& to) { EXPECT_EQ(to.claim(SIZE_MAX - 1), nullptr); },
       }) {
    GrowableMemory memory(GrowableMemory::never, 1000);
    ValueWriter writer(memory, 0);
    writer.integer(1);
    writer.integer(2);
    script(writer);
    EXPECT_FALSE(writer.good());
  }
}

TEST(ValueWriter, WritesNothingFromNowhere) {
  EXPECT_EQ(write([](ValueWriter& to) {
              to.text(nullptr, 0);
              to.bytes(nullptr, 0);
              to.extension(7, nullptr, 0);
            }),
            "a0c400c70007");
}

TEST(ValueWriter, BeginsWhereItIsToldAlsoBeyondTheMemoryThatThereIs) {
  GrowableMemory memory;
  memory.grow(4);
  std::memset(memory.begin(), 0xEE, 4);
  ValueWriter writer(memory, 3);
  writer.integer(300);
  ASSERT_TRUE(writer.good());
  EXPECT_EQ(test::formatHex(memory.begin(), writer.position()), "eeeeeecd012c");

  ValueWriter beyond(memory, 100);
  beyond.nil();
  ASSERT_TRUE(beyond.good());
  EXPECT_EQ(beyond.position(), 101u);
  EXPECT_EQ(memory.begin()[100], 0xC0);

  GrowableMemory none(0);
  ValueWriter failed(none, 100);
  failed.nil();
  EXPECT_FALSE(failed.good());
  EXPECT_EQ(failed.position(), 0u);
}

}  // namespace
}  // namespace graftwire::iip
