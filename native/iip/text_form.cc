#include <cstring>

#include "iip/text.h"
#include "iip/text_blocks.h"

namespace graftwire::iip {

namespace {

constexpr std::size_t blockBytes = 16;
/// How far back a byte's validity reaches: a character of four bytes begins three before its last.
constexpr std::size_t lookback = 3;

/// What has been seen so far, for each of the sixteen places of a block: not one branch depends on the text.
struct Findings {
  std::uint8_t invalid[blockBytes] = {};
  std::uint8_t surrogate[blockBytes] = {};
  std::uint8_t aboveLatin1[blockBytes] = {};

  /// Checks sixteen bytes against the three before them, which can be read.
  void add(const std::uint8_t* at) {
    std::uint8_t byte[blockBytes];
    std::uint8_t before[blockBytes];
    std::uint8_t secondBefore[blockBytes];
    std::uint8_t thirdBefore[blockBytes];
    std::memcpy(byte, at, blockBytes);
    std::memcpy(before, at - 1, blockBytes);
    std::memcpy(secondBefore, at - 2, blockBytes);
    std::memcpy(thirdBefore, at - 3, blockBytes);
    for (std::size_t i = 0; i < blockBytes; ++i) {
      const bool continues = (byte[i] & 0xC0) == 0x80;
      const bool mustContinue = (before[i] >= 0xC0) | (secondBefore[i] >= 0xE0) | (thirdBefore[i] >= 0xF0);
      const bool neverLeads = ((byte[i] & 0xFE) == 0xC0) | (byte[i] >= 0xF5);
      const bool overlong =
          ((before[i] == 0xE0) & (byte[i] < 0xA0)) | ((before[i] == 0xF0) & (byte[i] < 0x90));
      const bool aboveUnicode = (before[i] == 0xF4) & (byte[i] >= 0x90);
      invalid[i] |= (continues ^ mustContinue) | neverLeads | overlong | aboveUnicode;
      surrogate[i] |= (before[i] == 0xED) & (byte[i] >= 0xA0);
      aboveLatin1[i] |= byte[i] >= 0xC4;
    }
  }
};

bool anyOf(const std::uint8_t (&places)[blockBytes]) {
  return (loadWord(places) | loadWord(places + 8)) != 0;
}

/// Whether a high and a low surrogate stand side by side. The bytes are WTF-8 but for that.
bool holdsSurrogatePair(const std::uint8_t* at, const std::uint8_t* end) {
  constexpr std::ptrdiff_t pairBytes = 6;
  while (end - at >= pairBytes) {
    at = static_cast<const std::uint8_t*>(std::memchr(at, 0xED, static_cast<std::size_t>(end - at)));
    if (at == nullptr || end - at < pairBytes) return false;
    if (at[1] >= 0xA0 && at[1] < 0xB0 && at[3] == 0xED && at[4] >= 0xB0) return true;
    at += 3;
  }
  return false;
}

}  // namespace

bool isAscii(const std::uint8_t* bytes, std::size_t length) {
  return skipAscii(bytes, bytes + length) == bytes + length;
}

TextForm classifyText(const std::uint8_t* bytes, std::size_t length) {
  const std::uint8_t* end = bytes + length;
  const std::uint8_t* at = skipAscii(bytes, end);
  if (at == end) return TextForm::ascii;
  const std::uint8_t* firstBeyondAscii = at;

  Findings findings;
  // The first and the last block stand in memory of ours: what surrounds the text may not be readable. The
  // zeros before the first stand for ASCII; those behind the last show that a character is cut off.
  std::uint8_t edge[lookback + blockBytes] = {};
  auto left = static_cast<std::size_t>(end - at);
  if (left >= blockBytes) {
    std::memcpy(edge + lookback, at, blockBytes);
    findings.add(edge + lookback);
    for (at += blockBytes, left -= blockBytes; left >= blockBytes; at += blockBytes, left -= blockBytes) {
      findings.add(at);
    }
    std::memcpy(edge, at - lookback, lookback);
    std::memset(edge + lookback, 0, blockBytes);
  }
  std::memcpy(edge + lookback, at, left);
  findings.add(edge + lookback);

  if (anyOf(findings.invalid)) return TextForm::invalid;
  if (anyOf(findings.surrogate)) {
    return holdsSurrogatePair(firstBeyondAscii, end) ? TextForm::invalid : TextForm::wtf8;
  }
  return anyOf(findings.aboveLatin1) ? TextForm::utf8 : TextForm::latin1;
}

}  // namespace graftwire::iip
