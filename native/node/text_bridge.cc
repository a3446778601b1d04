#include "node/text_bridge.h"

#include "iip/extension_type.h"
#include "iip/text.h"

namespace graftwire::node {

namespace {

/// Above, a look at the beginning decides: V8 copies ASCII fast, and a str of it is half as long as UTF-16.
constexpr std::size_t shortUnits = 256;
constexpr std::size_t probedUnits = 64;
constexpr std::size_t keptUnits = 64 * 1024;
/// Shorter ones JavaScript makes itself.
constexpr std::size_t shortBytes = 24;

bool beginsAsAscii(napi_env env, napi_value text) {
  char16_t probe[probedUnits + 1];
  std::size_t copied = 0;
  napi_get_value_string_utf16(env, text, probe, probedUnits + 1, &copied);
  unsigned all = 0;
  for (std::size_t i = 0; i < copied; ++i) all |= probe[i];
  return all < 0x80;
}

void storeBigEndian(std::uint8_t* to, std::size_t value, unsigned bytes) {
  for (unsigned i = 0; i < bytes; ++i) to[i] = static_cast<std::uint8_t>(value >> (8 * (bytes - 1 - i)));
}

std::size_t loadBigEndian(const std::uint8_t* from, unsigned bytes) {
  std::size_t value = 0;
  for (unsigned i = 0; i < bytes; ++i) value = (value << 8) | from[i];
  return value;
}

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

std::size_t TextBridge::write(napi_env env, napi_value text, std::size_t units, std::uint8_t* to) {
  if (units > shortUnits && beginsAsAscii(env, text)) {
    const unsigned lengthBytes = units <= 0xFFFF ? 2 : 4;
    std::uint8_t* payload = to + 1 + lengthBytes;
    std::size_t written = 0;
    napi_get_value_string_utf8(env, text, reinterpret_cast<char*>(payload), units + 1, &written);
    // ASCII throughout gives as many bytes as units. Cut off at that number, other text may too: then its end
    // is no ASCII.
    if (written == units && iip::isAscii(payload, written)) {
      to[0] = lengthBytes == 2 ? 0xDA : 0xDB;
      storeBigEndian(to + 1, written, lengthBytes);
      return 1 + lengthBytes + written;
    }
  }
  const std::size_t padding = (reinterpret_cast<std::uintptr_t>(to) + 7) % 2;
  auto* payload = reinterpret_cast<char16_t*>(to + 7 + padding);
  std::size_t copied = 0;
  napi_get_value_string_utf16(env, text, payload, units + 1, &copied);
  to[0] = 0xC9;
  if (iip::isLatin1(payload, copied)) {
    // Python keeps such text in a byte a character, and copies faster than it narrows.
    storeBigEndian(to + 1, copied, 4);
    to[5] = static_cast<std::uint8_t>(iip::ExtensionType::latin1);
    iip::narrowToLatin1(payload, copied, to + 6);
    return 6 + copied;
  }
  const std::size_t length = 1 + padding + 2 * copied;
  storeBigEndian(to + 1, length, 4);
  to[5] = static_cast<std::uint8_t>(iip::ExtensionType::utf16);
  to[6] = static_cast<std::uint8_t>(padding);
  return 6 + length;
}

napi_value TextBridge::readValue(napi_env env, const std::uint8_t* value, std::size_t length) {
  const std::uint8_t head = value[0];
  if (head == 0xC9 && length >= 6) {
    const unsigned type = value[5];
    const bool isText = type == static_cast<unsigned>(iip::ExtensionType::utf16) ||
                        type == static_cast<unsigned>(iip::ExtensionType::latin1);
    return isText ? read(env, type, value + 6, length - 6) : nullptr;
  }
  if (head < 0xD9 || head > 0xDB) return nullptr;
  const unsigned lengthBytes = 1u << (head - 0xD9);
  const std::size_t bytes = loadBigEndian(value + 1, lengthBytes);
  return bytes > shortBytes ? read(env, 0, value + 1 + lengthBytes, bytes) : nullptr;
}

napi_value TextBridge::read(napi_env env, unsigned form, const std::uint8_t* from, std::size_t length) {
  napi_value made = nullptr;
  if (form == static_cast<unsigned>(iip::ExtensionType::latin1)) {
    napi_create_string_latin1(env, reinterpret_cast<const char*>(from), length, &made);
    return made;
  }
  if (form == static_cast<unsigned>(iip::ExtensionType::utf16)) {
    const std::size_t before = std::size_t{1} + from[0];
    napi_create_string_utf16(env, reinterpret_cast<const char16_t*>(from + before), (length - before) / 2,
                             &made);
    return made;
  }
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
