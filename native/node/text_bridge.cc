#include "node/text_bridge.h"

#include "iip/text.h"

namespace graftwire::node {

namespace {

/// Up to here V8 hands out UTF-16 and the conversion is ours; above, a look at the beginning decides who converts: V8
/// copies ASCII fast but everything else slowly (docs/decisions/0002-strings.md).
constexpr std::size_t shortUnits = 256;
constexpr std::size_t probedUnits = 64;
constexpr std::size_t keptUnits = 64 * 1024;

}  // namespace

char16_t* TextBridge::scratch(std::size_t units) {
  if (scratch_.size() < units) scratch_.resize(units);
  return scratch_.data();
}

void TextBridge::giveBack() {
  if (scratch_.size() <= keptUnits) return;
  scratch_.clear();
  scratch_.shrink_to_fit();
}

std::uint32_t TextBridge::write(napi_env env, napi_value text, std::size_t units, std::uint8_t* to) {
  std::size_t copied = 0;
  bool loneSurrogates = false;
  if (units > shortUnits) {
    char16_t* probe = scratch(probedUnits + 1);
    napi_get_value_string_utf16(env, text, probe, probedUnits + 1, &copied);
    std::uint8_t ignored[3 * probedUnits];
    if (iip::utf16ToUtf8(probe, copied, ignored, loneSurrogates) == copied) {
      std::size_t written = 0;
      napi_get_value_string_utf8(env, text, reinterpret_cast<char*>(to), 3 * units + 1, &written);
      // As many bytes as units: ASCII throughout. Otherwise V8 may have replaced a lone surrogate.
      if (written == units) return static_cast<std::uint32_t>(written);
    }
  }
  char16_t* copy = scratch(units + 1);
  napi_get_value_string_utf16(env, text, copy, units + 1, &copied);
  const std::size_t written = iip::utf16ToUtf8(copy, copied, to, loneSurrogates);
  giveBack();
  return loneSurrogates ? notUtf8 : static_cast<std::uint32_t>(written);
}

napi_value TextBridge::read(napi_env env, const std::uint8_t* from, std::size_t length) {
  napi_value made = nullptr;
  switch (iip::classifyText(from, length)) {
    case iip::TextForm::ascii:
      napi_create_string_latin1(env, reinterpret_cast<const char*>(from), length, &made);
      break;
    case iip::TextForm::latin1: {
      auto* latin1 = reinterpret_cast<char*>(scratch(length / 2 + 1));
      napi_create_string_latin1(env, latin1, iip::utf8ToLatin1(from, length, latin1), &made);
      break;
    }
    case iip::TextForm::utf8:
    case iip::TextForm::wtf8: {
      char16_t* utf16 = scratch(length);
      napi_create_string_utf16(env, utf16, iip::utf8ToUtf16(from, length, utf16), &made);
      break;
    }
    case iip::TextForm::invalid:
      break;
  }
  giveBack();
  return made;
}

}  // namespace graftwire::node
