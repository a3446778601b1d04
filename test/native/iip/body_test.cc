#include "iip/body.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "growable_memory.h"
#include "hex.h"

namespace graftwire::iip {
namespace {

using test::Bytes;
using test::GrowableMemory;

std::string verdict(FrameKind kind, const std::string& hex, const Limits& limits = networkLimits) {
  const Bytes body = *test::parseHex(hex);
  FrameHeader header;
  header.kind = static_cast<std::uint8_t>(kind);
  GrowableMemory out;
  ValueWriter writer(out, 0);
  const Fault fault = rewriteBody(header, body.data(), body.data() + body.size(), limits, writer);
  return fault == Fault::none ? "ok " + test::formatHex(out.begin(), writer.position()) : faultName(fault);
}

struct Shape {
  FrameKind kind;
  std::vector<std::string> right;
  std::vector<std::string> wrong;
};

const std::string bin64 = "c440" + std::string(128, '0');
const std::string bin65 = "c441" + std::string(130, '0');

const std::vector<Shape> shapes = {
    {FrameKind::hello,
     {"80", "81a7636f6d6d656e74c0", "81c70302eda080c0"},
     {"", "c0", "90", "8101c0", "8101", "80c0"}},
    {FrameKind::bind, {"07a3613a62", "00a0"}, {"", "07", "0707", "ffa161", "a16107", "07a161c0", "c0a161"}},
    {FrameKind::result, {"c0", "80", "93010203", "d41305"}, {"", "c0c0", "c1"}},
    {FrameKind::exception,
     {"80", "82a4636f6465a3616263a563617573658101c0"},
     {"", "a0", "8101c0", "82a16101c002"}},
    {FrameKind::cancel, {""}, {"c0", "01"}},
    {FrameKind::release,
     {"", "0102", "01020304"},
     {"01", "010203", "01ff", "a16101", "01c0", "cb3ff000000000000001"}},
    {FrameKind::item, {"0101", "01c0c0c0", "0190"}, {"", "01", "a16101", "01c1", "ff01"}},
    {FrameKind::end, {"01c0", "0180", "0181a161c0"}, {"", "01", "0101", "018101c0", "01c0c0", "0190"}},
    {FrameKind::credit, {"0101"}, {"", "01", "01ff", "010101", "0190"}},
    {FrameKind::event, {"0190", "0192c002"}, {"", "01", "0180", "01c0", "0190c0", "ff90"}},
    {FrameKind::unsubscribe, {"01"}, {"", "c0", "0101", "ff"}},
    {FrameKind::describe, {"c0", "a3616263"}, {"", "01", "c0c0", "a1ff", "90"}},
    {FrameKind::resume, {"07c400", "07c40101"}, {"", "07", "07a161", "c40107", "07c400c0"}},
    {FrameKind::ping, {"c400", bin64}, {"", bin65, "a161", "c400c0", "c0"}},
    {FrameKind::goodbye, {"a161a16200"}, {"", "a161", "a161a162", "a161a162c0", "a1610000", "a161a16200c0"}},
    {FrameKind::invocation,
     {"c00790", "c00792d4150001", "c0a3613a62c0", "d4140507d41707", "d41405c0c0", "c00791d61681a16101",
      "c00791c7011680", "c0079191d41600", "c00790d4150007c0", "c00792d41500c7061681a161d41500"},
     {"", "c0", "c007", "c0079101c1", "c00791", "c00792d61681a1610101", "c00791d5168101", "c00791d41601",
      "c00791c7021680c0", "c00791c70016", "c00791c703168101c0", "c00791d41701", "c007c70017", "c007d5170101",
      "c007d417c1", "c0a1ffc0", "c00791d41600", "c0c090"}},
};

TEST(Body, HasTheShapeOfItsKind) {
  for (const Shape& shape : shapes) {
    for (const std::string& hex : shape.right) {
      EXPECT_EQ(verdict(shape.kind, hex).substr(0, 2), "ok") << static_cast<int>(shape.kind) << ": " << hex;
    }
    for (const std::string& hex : shape.wrong) {
      EXPECT_EQ(verdict(shape.kind, hex), "malformed") << static_cast<int>(shape.kind) << ": " << hex;
    }
  }
}

TEST(Body, BecomesCanonicalInAllItsValues) {
  EXPECT_EQ(verdict(FrameKind::bind, "cc07 d90161"), "ok 07a161");
  EXPECT_EQ(verdict(FrameKind::bind, "d40107 d40261"), "ok 07a161");
  EXPECT_EQ(verdict(FrameKind::release, "cd0001 d002"), "ok 0102");
  EXPECT_EQ(verdict(FrameKind::item, "cc01 cc02 dc0000"), "ok 010290");
  EXPECT_EQ(verdict(FrameKind::end, "01 de0001 d90161 cc01"), "ok 0181a16101");
  EXPECT_EQ(verdict(FrameKind::invocation, "c0 cc07 dc0002 cc02 cc03"), "ok c007920203");
}

TEST(Body, OfAnInvocationIsCanonicalAlsoInItsOwnExtensions) {
  EXPECT_EQ(verdict(FrameKind::invocation, "d514cc05 d90161 c0"), "ok c7011405a161c0");
  EXPECT_EQ(verdict(FrameKind::invocation, "c0 07 c0 d71500cc00 07 c0").substr(0, 9), "malformed");
  EXPECT_EQ(verdict(FrameKind::invocation, "c0 07 c0 d515cc00 07 c0"), "ok c007c0c701150007c0");
  EXPECT_EQ(verdict(FrameKind::invocation, "c0 07 91 c70816de0001d90161cc01"), "ok c00791c7041681a16101");
  EXPECT_EQ(verdict(FrameKind::invocation, "c0 07 d517cc01"), "ok c007c7011701");
  // Any other is opaque, also one that stands deeper in an argument.
  EXPECT_EQ(verdict(FrameKind::invocation, "c0 07 91 d515cc00"), "ok c00791c70215cc00");
  EXPECT_EQ(verdict(FrameKind::invocation, "c0 07 91 91 d516cc00"), "ok c0079191c70216cc00");
}

TEST(Body, CountsTheValuesOfTheWholeBody) {
  Limits limits = networkLimits;
  limits.maxValues = 4;
  EXPECT_EQ(verdict(FrameKind::release, "01020304", limits), "ok 01020304");
  EXPECT_EQ(verdict(FrameKind::release, "010203040506", limits), "too-many-values");
  EXPECT_EQ(verdict(FrameKind::invocation, "c0 07 91 c0", limits), "ok c00791c0");
  EXPECT_EQ(verdict(FrameKind::invocation, "c0 07 92 c0 c0", limits), "too-many-values");
}

TEST(Body, OfAnInvocationCountsTheLevelsOfItsArgumentsFromTheirOwnBeginning) {
  Limits limits = networkLimits;
  limits.maxDepth = 1;
  EXPECT_EQ(verdict(FrameKind::invocation, "c0 07 91 90", limits), "ok c0079190");
  EXPECT_EQ(verdict(FrameKind::invocation, "c0 07 91 91 90", limits), "too-deep");
  EXPECT_EQ(verdict(FrameKind::invocation, "c0 07 91 c70416 81a16101", limits), "ok c00791c7041681a16101");
  EXPECT_EQ(verdict(FrameKind::invocation, "c0 07 91 c70416 81a16190", limits), "too-deep");
  EXPECT_EQ(verdict(FrameKind::event, "01 91 90", limits), "too-deep");
}

TEST(Body, FindsSameKeysInKeywords) {
  EXPECT_EQ(verdict(FrameKind::invocation, "c0 07 91 c70716 82a16101a16102"), "duplicate-key");
  EXPECT_EQ(verdict(FrameKind::exception, "82a16101a16102"), "duplicate-key");
}

TEST(Body, HasAsManyStepsAsTheLimitSays) {
  std::string steps;
  for (std::uint32_t i = 0; i < networkLimits.maxSteps; ++i) steps += "c00790";
  EXPECT_EQ(verdict(FrameKind::invocation, steps), "ok " + steps);
  EXPECT_EQ(verdict(FrameKind::invocation, steps + "c00790"), "malformed");
}

}  // namespace
}  // namespace graftwire::iip
