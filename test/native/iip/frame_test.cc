#include "iip/frame.h"

#include <gtest/gtest.h>

#include <cstring>
#include <string>
#include <vector>

#include "growable_memory.h"
#include "hex.h"
#include "iip/frame_header.h"

namespace graftwire::iip {
namespace {

using test::Bytes;
using test::GrowableMemory;

/// The parts of a frame; lengths are worked out.
struct Parts {
  FrameKind kind = FrameKind::result;
  std::string body = {};
  std::uint32_t correlation = 1;
  std::uint8_t flags = 0;
  std::string optional = {};
  std::uint32_t session = 0;
};

Bytes frameOf(const Parts& parts) {
  const Bytes optional = *test::parseHex(parts.optional);
  const Bytes body = *test::parseHex(parts.body);
  FrameHeader header;
  header.length = static_cast<std::uint32_t>(FrameHeader::bytes + optional.size() + body.size());
  header.kind = static_cast<std::uint8_t>(parts.kind);
  header.flags = parts.flags;
  header.optionalLength = static_cast<std::uint16_t>(optional.size());
  header.correlation = parts.correlation;
  header.session = parts.session;
  Bytes bytes(FrameHeader::bytes);
  header.write(bytes.data());
  bytes.insert(bytes.end(), optional.begin(), optional.end());
  bytes.insert(bytes.end(), body.begin(), body.end());
  return bytes;
}

/// `ok <hex>` or the name of the fault. What is written must be written again without a change.
std::string verdict(const Bytes& frame, const Limits& limits = networkLimits) {
  GrowableMemory out;
  std::size_t written = 1;
  const Fault fault = rewriteFrame(frame.data(), frame.size(), limits, out, written);
  if (fault != Fault::none) {
    EXPECT_EQ(written, 0u);
    return faultName(fault);
  }
  const Bytes first = out.first(written);
  GrowableMemory again;
  EXPECT_EQ(rewriteFrame(first.data(), first.size(), limits, again, written), Fault::none)
      << test::formatHex(first);
  EXPECT_EQ(test::formatHex(again.first(written)), test::formatHex(first));
  return "ok " + test::formatHex(first);
}

std::string verdict(const Parts& parts, const Limits& limits = networkLimits) {
  return verdict(frameOf(parts), limits);
}

std::string okay(const Parts& parts) {
  return "ok " + test::formatHex(frameOf(parts));
}

TEST(Frame, OfAnInvocationAndItsResultIsAsShortAsTheSpecificationSays) {
  const Parts invocation{FrameKind::invocation, "c0 07 92 02 03"};
  EXPECT_EQ(okay(invocation), "ok 15000000030000000100000000000000c007920203");
  EXPECT_EQ(verdict(invocation), okay(invocation));
  const Parts result{FrameKind::result, "05"};
  EXPECT_EQ(frameOf(result).size(), 17u);
  EXPECT_EQ(verdict(result), okay(result));
}

TEST(Frame, HeaderIsCheckedBeforeAnythingElse) {
  const Bytes frame = frameOf({FrameKind::result, "c0"});
  for (std::size_t length = 0; length < frame.size(); ++length) {
    EXPECT_EQ(verdict(Bytes(frame.begin(), frame.begin() + static_cast<std::ptrdiff_t>(length))), "malformed")
        << length;
  }
  Bytes longer = frame;
  longer.push_back(0);
  EXPECT_EQ(verdict(longer), "malformed");
  const auto withLength = [&](std::uint32_t length, std::uint16_t optionalLength) {
    Bytes changed = frame;
    std::memcpy(changed.data(), &length, 4);
    std::memcpy(changed.data() + 6, &optionalLength, 2);
    return verdict(changed);
  };
  EXPECT_EQ(withLength(17, 0), "ok " + test::formatHex(frame));
  EXPECT_EQ(withLength(15, 0), "malformed");
  EXPECT_EQ(withLength(0, 0), "malformed");
  EXPECT_EQ(withLength(18, 0), "malformed");
  EXPECT_EQ(withLength(16u << 20, 0), "malformed");
  EXPECT_EQ(withLength((16u << 20) + 1, 0), "too-large");
  EXPECT_EQ(withLength(UINT32_MAX, 0), "too-large");
  EXPECT_EQ(withLength(17, 2), "malformed");
  EXPECT_EQ(withLength(17, 65535), "malformed");
}

TEST(Frame, IsRefusedAboveTheLimitAlsoWhenItBecomesLonger) {
  Limits limits = networkLimits;
  const Parts floating{FrameKind::result, "ca3fc00000"};
  limits.maxFrameBytes = 25;
  EXPECT_EQ(verdict(floating, limits), okay({FrameKind::result, "cb3ff8000000000000"}));
  limits.maxFrameBytes = 24;
  EXPECT_EQ(verdict(floating, limits), "too-large");
  limits.maxFrameBytes = 21;
  EXPECT_EQ(verdict(floating, limits), "too-large");
  limits.maxFrameBytes = 20;
  EXPECT_EQ(verdict(floating, limits), "too-large");
  EXPECT_EQ(verdict(Parts{FrameKind::result, "a3616263"}, limits), okay({FrameKind::result, "a3616263"}));
}

TEST(Frame, OfAnUnknownKindOrFlagIsUnimplemented) {
  for (const int kind : {0, 17, 63, 64, 255}) {
    EXPECT_EQ(verdict(Parts{static_cast<FrameKind>(kind), "c1"}), "unimplemented") << kind;
  }
  for (const int flag : {0x08, 0x10, 0x20, 0x40, 0x80}) {
    EXPECT_EQ(verdict(Parts{FrameKind::result, "c1", 1, static_cast<std::uint8_t>(flag)}), "unimplemented")
        << flag;
  }
}

TEST(Frame, FlagsCorrelationAndSessionAgree) {
  const std::string body = "c0 07 90";
  EXPECT_EQ(verdict(Parts{FrameKind::invocation, body, 0, frameFlag::oneWay}).substr(0, 2), "ok");
  EXPECT_EQ(verdict(Parts{FrameKind::invocation, body, 1, frameFlag::oneWay}), "malformed");
  EXPECT_EQ(verdict(Parts{FrameKind::invocation, body, 0}), "malformed");
  EXPECT_EQ(verdict(Parts{FrameKind::ping, "c400", 0}), "malformed");
  EXPECT_EQ(verdict(Parts{FrameKind::result, "c0", 0, frameFlag::oneWay}), "malformed");
  const std::string hash = "03 00 2000" + std::string(64, 'a');
  const std::string named = "c0 a3 613a62 90";
  EXPECT_EQ(verdict(Parts{FrameKind::invocation, named, 1, frameFlag::selfContained, hash}).substr(0, 2),
            "ok");
  EXPECT_EQ(verdict(Parts{FrameKind::invocation, named, 1, frameFlag::selfContained, hash, 5}), "malformed");
  EXPECT_EQ(verdict(Parts{FrameKind::invocation, named, 1, frameFlag::selfContained}), "malformed");
  EXPECT_EQ(verdict(Parts{FrameKind::invocation, body, 1, frameFlag::selfContained, hash}), "malformed");
  EXPECT_EQ(verdict(Parts{FrameKind::invocation, named, 1, 0, hash, 5}).substr(0, 2), "ok");
}

TEST(Frame, OptionalFieldsStandInOrderAndHaveTheirLengths) {
  const auto optional = [](const std::string& fields) {
    return verdict(Parts{FrameKind::result, "c0", 1, 0, fields});
  };
  const std::string deadline = "01 00 0800 0102030405060708";
  const std::string trace = "02 00 1900" + std::string(50, '1');
  const std::string hash = "03 00 2000" + std::string(64, '2');
  const std::string headers = "04 00 0500 81 a161 a162";
  for (const std::string& fields :
       {deadline, trace, hash, headers, deadline + trace, deadline + trace + hash + headers, trace + headers,
        std::string("06 00 0000"), std::string("7f 00 0200 abcd"), headers + "06 00 0100 ff" + "07 00 0000",
        std::string("00 00 0100 ff")}) {
    EXPECT_EQ(optional(fields), okay({FrameKind::result, "c0", 1, 0, fields})) << fields;
  }
  for (const std::string& fields :
       {trace + deadline, deadline + deadline, std::string("01 01 0800 0102030405060708"),
        std::string("01 00 0700 01020304050607"), std::string("01 00 0900 010203040506070809"),
        std::string("01 00 0000"), std::string("01 00 0900 0102030405060708"), std::string("01"),
        std::string("010008"), std::string("02 00 0000"), std::string("03 00 0000"), deadline + "00",
        std::string("06 00 0100")}) {
    EXPECT_EQ(optional(fields), "malformed") << fields;
  }
  EXPECT_EQ(optional("80 00 0000"), "unimplemented");
  EXPECT_EQ(optional("ff 00 0100 00"), "unimplemented");
  EXPECT_EQ(optional("80 01 0000"), "malformed");
}

TEST(Frame, HeadersAreOneMapOfStringsToStringsAndBecomeCanonical) {
  const auto headers = [](const std::string& value) {
    const Bytes bytes = *test::parseHex(value);
    return verdict(Parts{FrameKind::result, "c0", 1, 0,
                         "04 00 " + test::formatHex({static_cast<std::uint8_t>(bytes.size()), 0}) + value});
  };
  EXPECT_EQ(headers("de0001 d90161 d90162"),
            okay({FrameKind::result, "c0", 1, 0, "04 00 0500 81 a161 a162"}));
  EXPECT_EQ(headers("80"), okay({FrameKind::result, "c0", 1, 0, "04 00 0100 80"}));
  EXPECT_EQ(headers("81 a161 c70302eda080").substr(0, 2), "ok");
  for (const char* hex : {"", "c0", "90", "81 a161 01", "81 01 a161", "81 a161 90", "81 a161 a1ff", "81 a161",
                          "80 c0", "81 a161 c4 00"}) {
    EXPECT_EQ(headers(hex), "malformed") << hex;
  }
  EXPECT_EQ(headers("82 a161 a162 a161 a163"), "duplicate-key");
}

TEST(Frame, SegmentsFollowTheBodyAndMoveWithIt) {
  // Optional header of 4 + 4 + 16: the body begins at 40.
  const std::string head = "05 00 1400 ";
  const auto frame = [&](const std::string& table, const std::string& rest) {
    return Parts{FrameKind::result, rest, 1, frameFlag::segments, head + table};
  };
  const std::string body = "cd0007 0000000000";
  EXPECT_EQ(
      verdict(frame("03000000 30000000 02000000 38000000 01000000", body + "aabb ffffffffffff cc ffff")),
      okay(frame("01000000 30000000 02000000 38000000 01000000", "07 00000000000000 aabb 000000000000 cc")));
  // A body that becomes longer pushes the segments back; gaps and what stands behind the last are left out.
  EXPECT_EQ(
      verdict(frame("05000000 38000000 00000000 40000000 02000000",
                    "ca3fc00000 ffffff ffffffffffffffff eeeeeeeeeeeeeeee aabb ffff")),
      okay(frame("09000000 38000000 00000000 38000000 02000000", "cb3ff8000000000000 00000000000000 aabb")));
  const std::string none = "05 00 0400 01000000";
  EXPECT_EQ(verdict(Parts{FrameKind::result, "07 ffff", 1, frameFlag::segments, none}),
            okay({FrameKind::result, "07", 1, frameFlag::segments, none}));
  for (const std::string& table : {
           std::string("03000000 31000000 02000000 38000000 01000000"),  // not aligned
           std::string("03000000 28000000 02000000 38000000 01000000"),  // in the body
           std::string("09000000 30000000 02000000 38000000 01000000"),  // in the body's end
           std::string("03000000 30000000 09000000 38000000 01000000"),  // in one another
           std::string("03000000 38000000 01000000 30000000 01000000"),  // out of order
           std::string("03000000 30000000 02000000 38000000 04000000"),  // beyond the frame
           std::string("03000000 30000000 02000000 38000000 ffffffff"),  //
           std::string("03000000 30000000 f8ffffff 28000000 01000000"),  // around 2^32
           std::string("ffffffff 30000000 02000000 38000000 01000000"),  // a body beyond the frame
           std::string("02000000 30000000 02000000 38000000 01000000"),  // a body that is cut off
           std::string("04000000 30000000 02000000 38000000 01000000"),  // a body with bytes left over
       }) {
    EXPECT_EQ(verdict(frame(table, body + "aabb ffffffffffff cc ffff")), "malformed") << table;
  }
  EXPECT_EQ(verdict(Parts{FrameKind::result, "07", 1, 0, none}), "malformed") << "a table without the flag";
  EXPECT_EQ(verdict(Parts{FrameKind::result, "07", 1, frameFlag::segments}), "malformed")
      << "the flag without a table";
  EXPECT_EQ(verdict(Parts{FrameKind::result, "07", 1, frameFlag::segments, "05 00 0000"}), "malformed");
  EXPECT_EQ(verdict(Parts{FrameKind::result, "07", 1, frameFlag::segments, "05 00 0800 01000000 00000000"}),
            "malformed");
}

TEST(Frame, FailsCleanlyWhicheverGrowthFails) {
  const Bytes frame =
      frameOf({FrameKind::invocation, "c0 07 92 a161 d61681a16101  d41500 a162 d41707", 1,
               frameFlag::segments, "04 00 0500 81a161a162 05 00 0c00 13000000 40000000 03000000"});
  Bytes whole = frame;
  whole.resize(0x43, 0xAA);
  const auto length = static_cast<std::uint32_t>(whole.size());
  std::memcpy(whole.data(), &length, 4);
  GrowableMemory out;
  std::size_t written = 0;
  ASSERT_EQ(rewriteFrame(whole.data(), whole.size(), networkLimits, out, written), Fault::none);
  ASSERT_GT(out.growths(), 8u);
  for (std::size_t failing = 0; failing < out.growths(); ++failing) {
    GrowableMemory memory(failing);
    EXPECT_EQ(rewriteFrame(whole.data(), whole.size(), networkLimits, memory, written), Fault::outOfMemory)
        << failing;
    EXPECT_EQ(written, 0u);
  }
}

}  // namespace
}  // namespace graftwire::iip
