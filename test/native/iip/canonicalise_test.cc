#include "iip/canonicalise.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "growable_memory.h"
#include "hex.h"

namespace graftwire::iip {
namespace {

using test::Bytes;
using test::GrowableMemory;

/// `ok <hex>` or the name of the fault.
std::string verdict(const Bytes& bytes, const Limits& limits = networkLimits) {
  GrowableMemory out;
  // It grows as little as it can, which takes long where there is much to write.
  if (bytes.size() > 1000) out.grow(bytes.size());
  std::size_t written = 1;
  const Fault fault = canonicalise(bytes.data(), bytes.size(), limits, out, written);
  if (fault == Fault::none) return "ok " + test::formatHex(out.begin(), written);
  EXPECT_EQ(written, 0u);
  return faultName(fault);
}

/// Hexadecimal digits; blanks are skipped.
std::string verdict(const std::string& hex, const Limits& limits = networkLimits) {
  return verdict(test::parseHex(hex).value(), limits);
}

TEST(Canonicalise, WritesOneFormForEveryFormOfAValue) {
  for (const auto& [canonical, others] : std::vector<std::pair<std::string, std::vector<std::string>>>{
           {"c0", {}},
           {"c2", {}},
           {"c3", {}},
           {"07",
            {"cc07", "cd0007", "ce00000007", "cf0000000000000007", "d007", "d10007", "d200000007",
             "d30000000000000007", "d40107", "c7010107", "c702010007", "d5010007",
             "d80100000000000000000000000000000007"}},
           {"ff", {"d0ff", "d1ffff", "d2ffffffff", "d3ffffffffffffffff", "d401ff", "d601ffffffff"}},
           {"ccff", {"cd00ff", "d100ff", "d50100ff"}},
           {"cfffffffffffffffff", {"c7090100ffffffffffffffff"}},
           {"d38000000000000000", {"c70901ff8000000000000000"}},
           {"c70901010000000000000000", {"c70a0100010000000000000000", "c8000901010000000000000000"}},
           {"cb3ff8000000000000", {"ca3fc00000"}},
           {"cb7ff8000000000000",
            {"ca7fc00000", "ca7f800001", "caffffffff", "cbffffffffffffffff", "cb7ff0000000000001"}},
           {"cb8000000000000000", {"ca80000000"}},
           {"a161", {"d90161", "da000161", "db0000000161", "d40261", "c7010261", "c90000000102 61"}},
           {"a0", {"d900", "c70002"}},
           {"c70302eda080", {"c8000302eda080"}},
           {"c401ff", {"c50001ff", "c600000001ff"}},
           {"9101", {"dc0001 01", "dd00000001 cc01"}},
           {"81a16101", {"de0001 d90161 d001", "df00000001 a161 01"}},
           {"c7011307", {"d41307", "c800011307", "c9000000011307"}},
           {"820102a080", {"de0002 cc01 cc02 d900 df00000000"}},
       }) {
    EXPECT_EQ(verdict(canonical), "ok " + canonical);
    for (const std::string& other : others) EXPECT_EQ(verdict(other), "ok " + canonical) << other;
  }
}

TEST(Canonicalise, LeavesExtensionsThatItDoesNotKnowAsTheyAre) {
  EXPECT_EQ(verdict("d503cc01"), "ok c70203cc01");
  EXPECT_EQ(verdict("c70180c1"), "ok c70180c1");
  EXPECT_EQ(verdict("c70016"), "ok c70016");
}

TEST(Canonicalise, KeepsTheOrderOfAMap) {
  EXPECT_EQ(verdict("83a16201a16102a16303"), "ok 83a16201a16102a16303");
}

TEST(Canonicalise, RefusesWhatIsMalformed) {
  for (const char* hex : {"",
                          "c1",
                          "91c1",
                          "c0c0",
                          "9001",
                          "a1",
                          "a1ff",
                          "a3eda080",
                          "a2c080",
                          "a4f4908080",
                          "d501",
                          "c70001",
                          "c70602eda080edb080",
                          "c70102ff",
                          "8190c0",
                          "8180c0",
                          "81dc0000c0",
                          "81df00000000c0",
                          "9201",
                          "8101",
                          "820102",
                          "dd7fffffff00"}) {
    EXPECT_EQ(verdict(hex), "malformed") << hex;
  }
}

TEST(Canonicalise, ChecksTextsAlsoInKeysAndDeepInside) {
  EXPECT_EQ(verdict("81a1ff01"), "malformed");
  EXPECT_EQ(verdict("9181a16191a1ff"), "malformed");
  EXPECT_EQ(verdict("81c70602eda080edb08001"), "malformed");
  EXPECT_EQ(verdict("81c70302eda08001"), "ok 81c70302eda08001");
}

/// A map of two keys, each with nil.
std::string mapOf(const std::string& first, const std::string& second) {
  return "82" + first + "c0" + second + "c0";
}

TEST(Canonicalise, FindsKeysThatAreTheSame) {
  // In each row all keys are one.
  for (const std::vector<std::string>& same : std::vector<std::vector<std::string>>{
           {"c0"},
           {"a161", "d90161", "d40261"},
           {"a0", "d900", "c70002"},
           {"c70302eda080", "c8000302eda080"},
           {"c40161", "c5000161"},
           {"c400", "c50000"},
           {"00", "c2", "cc00", "d000", "d40100", "cb0000000000000000", "cb8000000000000000", "ca80000000"},
           {"01", "c3", "cf0000000000000001", "d50100 01", "cb3ff0000000000000", "ca3f800000"},
           {"ff", "d0ff", "d401ff", "cbbff0000000000000"},
           {"cb7ff8000000000000", "ca7fc00000", "cbfff0000000000001"},
           {"cb7ff0000000000000", "ca7f800000"},
           {"cb3ff8000000000000", "ca3fc00000"},
           // 2^53, 2^63, 2^64 - 2048, 2^64, -2^63, -2^64, 3 * 2^100, 2^1023
           {"cf0020000000000000", "cb4340000000000000"},
           {"cf8000000000000000", "cb43e0000000000000"},
           {"cffffffffffffff800", "cb43efffffffffffff"},
           {"c70901010000000000000000", "cb43f0000000000000"},
           {"d38000000000000000", "cbc3e0000000000000"},
           {"c70901ff0000000000000000", "cbc3f0000000000000"},
           {"c70d0130000000000000000000000000", "cb4648000000000000"},
           {"c8008001 40" + std::string(254, '0'), "c8008101 0040" + std::string(254, '0'),
            "cb7fd0000000000000"},
           {"c8008101 0080" + std::string(254, '0'), "cb7fe0000000000000"},
           {"c8008001 80" + std::string(254, '0'), "cbffe0000000000000"},
           // The same extension in fixext and ext.
           {"d41307", "c7011307"},
           {"d61301020304", "c7041301020304"},
       }) {
    for (const std::string& first : same) {
      for (const std::string& second : same) {
        EXPECT_EQ(verdict(mapOf(first, second)), "duplicate-key") << first << " " << second;
      }
    }
  }
}

TEST(Canonicalise, TellsKeysApartThatOnlyLookAlike) {
  const std::vector<std::string> keys = {
      "c0",
      "00",
      "01",
      "ff",
      "e0",
      "a0",
      "a100",
      "a101",
      "a161",
      "a3efbfbd",
      "c70302eda080",
      "c70302edb080",
      "c400",
      "c40100",
      "c40161",
      "c70003",
      "c7010361",
      "c7010461",
      "cb3fb999999999999a",
      "cb3fb999999999999b",
      "cbbfb999999999999a",
      "cb7ff0000000000000",
      "cbfff0000000000000",
      "cb7ff8000000000000",
      "cf7fffffffffffffff",
      "cb43e0000000000000",
      "cf8000000000000001",
      "cfffffffffffffffff",
      "cb43f0000000000000",
      "c70901010000000000000001",
      "c70901ff7fffffffffffffff",
      "cbc3e0000000000000",
      "cbc3f0000000000000",
      // 2^53 + 1 and 2^53, which is its nearest double; 2^1024, beyond every double; -2^1024.
      "cf0020000000000001",
      "cb4340000000000000",
      "c8008101"
      "01" +
          std::string(256, '0'),
      "c8008101"
      "ff" +
          std::string(256, '0'),
      // 54 significant bits, far apart and side by side.
      "c70d0140000000000000000000000001",
      "c70d0140000000000000000000000000",
      "c70901"
      "01"
      "0000000000000400",
      "c70901"
      "01"
      "0000000000001000",
      // Long ones that differ in one place.
      "c80082010100" + std::string(256, '0'),
      "c8008201010000" + std::string(250, '0') + "0001",
  };
  for (std::size_t first = 0; first < keys.size(); ++first) {
    for (std::size_t second = 0; second < first; ++second) {
      EXPECT_EQ(verdict(mapOf(keys[first], keys[second])).substr(0, 2), "ok")
          << keys[first] << " " << keys[second];
    }
  }
}

/// A map of so many keys of four letters; the last is the one in the middle again where `isRepeated`.
Bytes manyKeys(std::uint32_t count, bool isRepeated) {
  GrowableMemory memory;
  memory.grow(5 + 6 * std::size_t{count});
  ValueWriter writer(memory, 0);
  writer.mapHead(count);
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::uint32_t number = isRepeated && i + 1 == count ? count / 2 - 1 : i;
    char key[4];
    for (int digit = 0; digit < 4; ++digit)
      key[digit] = static_cast<char>('0' + (number >> (6 * digit)) % 64);
    writer.text(key, sizeof key);
    writer.nil();
  }
  return memory.first(writer.position());
}

TEST(Canonicalise, FindsSameKeysAmongMany) {
  for (const std::uint32_t count : {2u, 3u, 15u, 16u, 17u, 1000u, 65536u}) {
    EXPECT_EQ(verdict(manyKeys(count, false)).substr(0, 3), "ok ") << count;
    EXPECT_EQ(verdict(manyKeys(count, true)), "duplicate-key") << count;
  }
}

TEST(Canonicalise, ComparesTheKeysOfEachMapOnlyAmongThemselves) {
  EXPECT_EQ(verdict("92 810102 810102"), "ok 92810102810102");
  EXPECT_EQ(verdict("81 01 81 01 81 01 02"), "ok 81018101810102");
  EXPECT_EQ(verdict("82 01 81 02 c0 02 81 01 c0"), "ok 82018102c0028101c0");
  EXPECT_EQ(verdict("82 01 81 02 c0 01 81 02 c0"), "duplicate-key");
  EXPECT_EQ(verdict("82 01 82 02c0 02c0 03 c0"), "duplicate-key");
  EXPECT_EQ(verdict("82 01 01 02 01"), "ok 8201010201");
}

TEST(Canonicalise, ReportsTheFirstFault) {
  // Same keys are found when the map ends: what is wrong inside of it comes first, what is behind it last.
  EXPECT_EQ(verdict("82 01 c0 01 c1"), "malformed");
  EXPECT_EQ(verdict("92 82 01c0 01c0 c1"), "duplicate-key");
  EXPECT_EQ(verdict("82 01c0 01c0 c0"), "duplicate-key");
  EXPECT_EQ(verdict("82 01 82 02c0 02c0 01"), "duplicate-key");
  EXPECT_EQ(verdict("82 01c0 01"), "malformed");
  Limits limits = networkLimits;
  limits.maxValues = 3;
  EXPECT_EQ(verdict("82 01c0 01c0", limits), "too-many-values");
  EXPECT_EQ(verdict("92 c0 c0 c0", limits), "malformed");
  EXPECT_EQ(verdict("93 c0 c0 c1", limits), "too-many-values");
  EXPECT_EQ(verdict("92 c0 c1", limits), "malformed");
}

TEST(Canonicalise, RefusesAContainerAsAKeyWhateverElseIsWrongWithIt) {
  Limits limits{UINT32_MAX, 2, 1, 0};
  EXPECT_EQ(verdict("81 90 c0", limits), "malformed");
  EXPECT_EQ(verdict("81 9f c0", limits), "malformed");
  EXPECT_EQ(verdict("81 df c0", limits), "malformed");
  limits.maxValues = 1;
  EXPECT_EQ(verdict("81 90 c0", limits), "too-many-values");
}

TEST(Canonicalise, AllowsAsManyValuesAndLevelsAsTheLimitsSay) {
  Limits limits = networkLimits;
  limits.maxValues = 7;
  EXPECT_EQ(verdict("92 81 a161 d40507 92 c0 c0", limits).substr(0, 2), "ok");
  limits.maxValues = 6;
  EXPECT_EQ(verdict("92 81 a161 d40507 92 c0 c0", limits), "too-many-values");
  for (const std::uint8_t head : {std::uint8_t{0x91}, std::uint8_t{0x81}}) {
    for (const std::uint32_t depth : {1u, 2u, 512u, 100000u}) {
      limits = networkLimits;
      limits.maxDepth = depth;
      Bytes bytes;
      for (std::uint32_t i = 0; i < depth; ++i) {
        bytes.push_back(head);
        if (head == 0x81) bytes.push_back(0x01);
      }
      bytes.push_back(0xC0);
      EXPECT_EQ(verdict(bytes, limits), "ok " + test::formatHex(bytes));
      bytes.back() = 0x90;
      EXPECT_EQ(verdict(bytes, limits), "too-deep");
    }
  }
}

TEST(Canonicalise, FailsCleanlyWhicheverGrowthFails) {
  const Bytes bytes = *test::parseHex("84 a161 93010203 a162 cb3ff8000000000000 c0 d40102 c3 c403010203");
  GrowableMemory whole;
  std::size_t written = 0;
  ASSERT_EQ(canonicalise(bytes.data(), bytes.size(), networkLimits, whole, written), Fault::none);
  ASSERT_GT(whole.growths(), 5u);
  for (std::size_t failing = 0; failing < whole.growths(); ++failing) {
    GrowableMemory memory(failing);
    EXPECT_EQ(canonicalise(bytes.data(), bytes.size(), networkLimits, memory, written), Fault::outOfMemory);
    EXPECT_EQ(written, 0u);
  }
}

}  // namespace
}  // namespace graftwire::iip
