#include "iip/text.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

#include "hex.h"
#include "reference_text.h"

namespace graftwire::iip {
namespace {

using test::Bytes;

using test::isSurrogate;
using test::lastCodePoint;

void append(Bytes& bytes, std::uint32_t point) {
  const auto add = [&bytes](std::uint32_t byte) { bytes.push_back(static_cast<std::uint8_t>(byte)); };
  if (point < 0x80) {
    add(point);
  } else if (point < 0x800) {
    add(0xC0 | point >> 6);
    add(0x80 | (point & 0x3F));
  } else if (point < 0x10000) {
    add(0xE0 | point >> 12);
    add(0x80 | (point >> 6 & 0x3F));
    add(0x80 | (point & 0x3F));
  } else {
    add(0xF0 | point >> 18);
    add(0x80 | (point >> 12 & 0x3F));
    add(0x80 | (point >> 6 & 0x3F));
    add(0x80 | (point & 0x3F));
  }
}

void append(std::u16string& units, std::uint32_t point) {
  if (point < 0x10000) {
    units += static_cast<char16_t>(point);
  } else {
    units += static_cast<char16_t>(0xD800 + ((point - 0x10000) >> 10));
    units += static_cast<char16_t>(0xDC00 + ((point - 0x10000) & 0x3FF));
  }
}

TextForm expectedForm(const Bytes& bytes) {
  return test::referenceForm(bytes.data(), bytes.size());
}

TextForm classify(const Bytes& bytes) {
  return classifyText(bytes.data(), bytes.size());
}

std::u16string toUtf16(const Bytes& bytes) {
  std::u16string units(bytes.size(), u'?');
  units.resize(utf8ToUtf16(bytes.data(), bytes.size(), units.data()));
  return units;
}

Bytes toUtf8(const std::u16string& units, bool& loneSurrogates) {
  Bytes bytes(units.size() * 3);
  bytes.resize(utf16ToUtf8(units.data(), units.size(), bytes.data(), loneSurrogates));
  return bytes;
}

/// Checks every conversion of one text against the reference.
::testing::AssertionResult converts(const std::vector<std::uint32_t>& points) {
  Bytes bytes;
  std::u16string units;
  bool hasSurrogate = false;
  for (const std::uint32_t point : points) {
    append(bytes, point);
    append(units, point);
    hasSurrogate |= isSurrogate(point);
  }
  const auto failure = [&bytes](const char* what) {
    return ::testing::AssertionFailure() << what << " of " << test::formatHex(bytes);
  };
  if (hasSurrogates(units.data(), units.size()) !=
      std::any_of(units.begin(), units.end(), [](char16_t unit) { return isSurrogate(unit); })) {
    return failure("surrogates");
  }
  const TextForm form = expectedForm(bytes);
  if (classify(bytes) != form) return failure("classification");
  if (isAscii(bytes.data(), bytes.size()) != (form == TextForm::ascii)) return failure("isAscii");
  if (toUtf16(bytes) != units) return failure("UTF-16");
  bool loneSurrogates = !hasSurrogate;
  if (toUtf8(units, loneSurrogates) != bytes) return failure("UTF-8 from UTF-16");
  if (loneSurrogates != hasSurrogate) return failure("lone surrogates");
  if (form <= TextForm::latin1) {
    std::string latin1(bytes.size(), '?');
    latin1.resize(utf8ToLatin1(bytes.data(), bytes.size(), latin1.data()));
    std::string expected;
    for (const std::uint32_t point : points) expected += static_cast<char>(point);
    if (latin1 != expected) return failure("Latin-1");
  }
  return ::testing::AssertionSuccess();
}

TEST(Text, ConvertsEveryCodePointAndEverySurrogateByItself) {
  std::vector<std::uint32_t> points(1);
  for (std::uint32_t& point = points[0]; point <= lastCodePoint; ++point) ASSERT_TRUE(converts(points));
}

TEST(Text, ConvertsEveryCodePointInTextLongEnoughForTheFastPaths) {
  std::vector<std::uint32_t> points;
  for (std::uint32_t point = 0; point <= lastCodePoint; ++point) {
    if (!isSurrogate(point)) points.push_back(point);
    if (points.size() == 4096 || point == lastCodePoint) {
      ASSERT_TRUE(converts(points));
      points.clear();
    }
  }
}

TEST(Text, ConvertsACharacterOfEachLengthAtEveryPlace) {
  for (const std::uint32_t point : {0x7Fu, 0x80u, 0xFFu, 0x100u, 0x7FFu, 0x800u, 0xD7FFu, 0xD800u, 0xDFFFu,
                                    0xE000u, 0xFFFFu, 0x10000u, 0x10FFFFu}) {
    for (std::size_t length = 0; length < 40; ++length) {
      for (std::size_t place = 0; place <= length; ++place) {
        for (const std::uint32_t filler : {0x61u, 0xE9u, 0x451u, 0x4E2Du, 0x1F600u}) {
          std::vector<std::uint32_t> points(length, filler);
          points.insert(points.begin() + static_cast<std::ptrdiff_t>(place), point);
          ASSERT_TRUE(converts(points));
        }
      }
    }
  }
}

TEST(Text, ConvertsRunsOfEveryLengthOfTwoKindsOfCharacters) {
  const std::uint32_t kinds[] = {0x61, 0xE9, 0x451, 0x7FF, 0x800, 0x4E2D, 0x1F600, 0xD800};
  for (const std::uint32_t first : kinds) {
    for (const std::uint32_t second : kinds) {
      for (std::size_t ofFirst = 0; ofFirst < 20; ++ofFirst) {
        for (std::size_t ofSecond = 0; ofSecond < 20; ++ofSecond) {
          std::vector<std::uint32_t> points(ofFirst, first);
          points.insert(points.end(), ofSecond, second);
          points.insert(points.end(), ofFirst, first);
          ASSERT_TRUE(converts(points));
        }
      }
    }
  }
}

TEST(Text, ClassifiesEveryTwoBytes) {
  for (unsigned first = 0; first < 256; ++first) {
    for (unsigned second = 0; second < 256; ++second) {
      const Bytes bytes{static_cast<std::uint8_t>(first), static_cast<std::uint8_t>(second)};
      ASSERT_EQ(classify(bytes), expectedForm(bytes)) << test::formatHex(bytes);
    }
  }
}

// Where the first byte begins no character of more than one, the others are the two bytes that are covered
// above.
TEST(Text, ClassifiesEveryThreeBytes) {
  Bytes bytes(3);
  for (unsigned number = 0xC00000; number <= 0xFFFFFF; ++number) {
    for (unsigned i = 0; i < 3; ++i) bytes[i] = static_cast<std::uint8_t>(number >> (8 * (2 - i)));
    if (classify(bytes) != expectedForm(bytes)) FAIL() << test::formatHex(bytes);
  }
}

TEST(Text, ClassifiesEveryFourBytesThatBeginAsCharactersOfFourDo) {
  const std::uint8_t ends[] = {0x00, 0x7F, 0x80, 0xBF, 0xC0, 0xED, 0xF0, 0xFF};
  for (unsigned lead = 0xEE; lead < 256; ++lead) {
    for (unsigned second = 0; second < 256; ++second) {
      for (const std::uint8_t third : ends) {
        for (const std::uint8_t fourth : ends) {
          const Bytes bytes{static_cast<std::uint8_t>(lead), static_cast<std::uint8_t>(second), third,
                            fourth};
          ASSERT_EQ(classify(bytes), expectedForm(bytes)) << test::formatHex(bytes);
        }
      }
    }
  }
}

TEST(Text, FindsTheSameFaultWhereverItStands) {
  for (const Bytes& fault :
       {Bytes{0x80}, Bytes{0xC3}, Bytes{0xE4, 0xB8}, Bytes{0xF0, 0x9F, 0x98}, Bytes{0xC0, 0x80},
        Bytes{0xE0, 0x9F, 0xBF}, Bytes{0xF0, 0x8F, 0xBF, 0xBF}, Bytes{0xF4, 0x90, 0x80, 0x80},
        Bytes{0xF5, 0x80, 0x80, 0x80}, Bytes{0xED, 0xA0, 0x80, 0xED, 0xB0, 0x80}, Bytes{0xFF}}) {
    for (std::size_t before = 0; before < 40; ++before) {
      for (std::size_t after = 0; after < 40; ++after) {
        for (const std::uint32_t filler : {0x61u, 0xE9u, 0x4E2Du, 0x1F600u}) {
          Bytes bytes;
          for (std::size_t i = 0; i < before; ++i) append(bytes, filler);
          bytes.insert(bytes.end(), fault.begin(), fault.end());
          for (std::size_t i = 0; i < after; ++i) append(bytes, filler);
          ASSERT_EQ(classify(bytes), TextForm::invalid) << test::formatHex(bytes);
        }
      }
    }
  }
}

TEST(Text, TakesSurrogatesOfAnyOrderButHighBeforeLow) {
  const auto of = [](std::initializer_list<std::uint32_t> points) {
    Bytes bytes;
    for (const std::uint32_t point : points) append(bytes, point);
    return bytes;
  };
  EXPECT_EQ(classify(of({0xD800})), TextForm::wtf8);
  EXPECT_EQ(classify(of({0xDC00})), TextForm::wtf8);
  EXPECT_EQ(classify(of({0xDC00, 0xD800})), TextForm::wtf8);
  EXPECT_EQ(classify(of({0xD800, 0xD800})), TextForm::wtf8);
  EXPECT_EQ(classify(of({0xDBFF, 'a', 0xDC00})), TextForm::wtf8);
  EXPECT_EQ(classify(of({0xD7FF, 0xDC00, 0xD7FF, 0xD800})), TextForm::wtf8);
  EXPECT_EQ(classify(of({0xD800, 0xDC00})), TextForm::invalid);
  EXPECT_EQ(classify(of({0xD800, 0xD800, 0xDC00})), TextForm::invalid);
  EXPECT_EQ(classify(of({0xDC00, 0xDBFF, 0xDFFF})), TextForm::invalid);
  // A character beyond the BMP is a pair in UTF-16; a lone one beside it does not break it.
  EXPECT_TRUE(converts({0x1F600, 0xDC00}));
  EXPECT_TRUE(converts({0xD800, 0x1F600}));
  EXPECT_TRUE(converts({0xD800, 0x10FFFF, 0xDFFF}));
}

TEST(Text, NarrowsUnitsBelow0x100AtEveryLengthAndOverItself) {
  for (std::size_t length = 0; length <= 200; ++length) {
    std::vector<char16_t> units(length);
    for (std::size_t i = 0; i < length; ++i) units[i] = static_cast<char16_t>((i * 37 + length) & 0xFF);
    EXPECT_TRUE(isLatin1(units.data(), length));
    std::vector<std::uint8_t> expected(units.begin(), units.end());
    // The units behind a head of seven bytes, the characters behind one of six, as in a record.
    std::vector<std::uint8_t> memory(8 + 2 * length);
    if (length != 0) std::memcpy(memory.data() + 8, units.data(), 2 * length);
    narrowToLatin1(reinterpret_cast<char16_t*>(memory.data() + 8), length, memory.data() + 6);
    EXPECT_TRUE(std::equal(expected.begin(), expected.end(), memory.begin() + 6)) << length;
    for (std::size_t i = 0; i < length; ++i) {
      units[i] = static_cast<char16_t>(0x100 + (i & 1 ? 0xD700 : 0));
      EXPECT_FALSE(isLatin1(units.data(), length)) << i << " of " << length;
      units[i] = 0;
    }
  }
}

TEST(Text, TakesNothing) {
  EXPECT_EQ(classifyText(nullptr, 0), TextForm::ascii);
  EXPECT_TRUE(isAscii(nullptr, 0));
  EXPECT_EQ(utf8ToUtf16(nullptr, 0, nullptr), 0u);
  EXPECT_EQ(utf8ToLatin1(nullptr, 0, nullptr), 0u);
  bool loneSurrogates = true;
  EXPECT_EQ(utf16ToUtf8(nullptr, 0, nullptr, loneSurrogates), 0u);
  EXPECT_FALSE(loneSurrogates);
}

}  // namespace
}  // namespace graftwire::iip
