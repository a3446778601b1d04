#include "iip/value_writer.h"

#include <bit>
#include <cmath>

#include "iip/extension_type.h"

namespace graftwire::iip {

namespace {

constexpr std::uint64_t canonicalNan = 0x7FF8000000000000u;

/// The longest head of an extension: ext 32.
constexpr std::size_t longestExtensionHead = 6;

std::size_t extensionHeadBytes(std::size_t length) { return length <= 0xFF ? 3 : length <= 0xFFFF ? 4 : 6; }

}  // namespace

bool ValueWriter::growFor(std::size_t length) {
  if (!good_) return false;
  const std::size_t position = this->position();
  if (!memory_.grow(position + length)) {
    good_ = false;
    // From here on every reserve() fails without another try.
    at_ = end_ = memory_.begin();
    return false;
  }
  at_ = memory_.begin() + position;
  end_ = memory_.end();
  return true;
}

void ValueWriter::numbered(std::uint8_t head, std::uint64_t value, std::size_t valueBytes) {
  if (!reserve(1 + valueBytes)) return;
  *at_++ = head;
  for (std::size_t i = valueBytes; i-- > 0;) *at_++ = static_cast<std::uint8_t>(value >> (8 * i));
}

void ValueWriter::wideUnsigned(std::uint64_t value) {
  if (value <= 0xFF) {
    numbered(0xCC, value, 1);
  } else if (value <= 0xFFFF) {
    numbered(0xCD, value, 2);
  } else if (value <= 0xFFFFFFFFu) {
    numbered(0xCE, value, 4);
  } else {
    numbered(0xCF, value, 8);
  }
}

void ValueWriter::wideNegative(std::int64_t value) {
  const auto bits = static_cast<std::uint64_t>(value);
  if (value >= INT8_MIN) {
    numbered(0xD0, bits, 1);
  } else if (value >= INT16_MIN) {
    numbered(0xD1, bits, 2);
  } else if (value >= INT32_MIN) {
    numbered(0xD2, bits, 4);
  } else {
    numbered(0xD3, bits, 8);
  }
}

void ValueWriter::floating(double value) {
  numbered(0xCB, std::isnan(value) ? canonicalNan : std::bit_cast<std::uint64_t>(value), 8);
}

void ValueWriter::text(const void* utf8, std::size_t length) {
  if (length > 31 && length <= 0xFF) {
    numbered(0xD9, length, 1);
  } else {
    head(0xA0, 31, 0xDA, length);
  }
  if (std::uint8_t* to = claim(length); to != nullptr && length != 0) std::memcpy(to, utf8, length);
}

void ValueWriter::bytes(const void* data, std::size_t length) {
  if (length <= 0xFF) {
    numbered(0xC4, length, 1);
  } else if (length <= 0xFFFF) {
    numbered(0xC5, length, 2);
  } else {
    numbered(0xC6, length, 4);
  }
  if (std::uint8_t* to = claim(length); to != nullptr && length != 0) std::memcpy(to, data, length);
}

void ValueWriter::head(std::uint8_t fixed, std::size_t most, std::uint8_t wide, std::size_t count) {
  if (count <= most) {
    byte(static_cast<std::uint8_t>(fixed | count));
  } else if (count <= 0xFFFF) {
    numbered(wide, count, 2);
  } else if (count <= 0xFFFFFFFFu) {
    numbered(static_cast<std::uint8_t>(wide + 1), count, 4);
  } else {
    good_ = false;
    at_ = end_ = memory_.begin();
  }
}

void ValueWriter::extensionHead(std::int8_t type, std::size_t length) {
  if (length <= 0xFF) {
    numbered(0xC7, length, 1);
  } else if (length <= 0xFFFF) {
    numbered(0xC8, length, 2);
  } else {
    numbered(0xC9, length, 4);
  }
  byte(static_cast<std::uint8_t>(type));
}

void ValueWriter::extension(std::int8_t type, const void* payload, std::size_t length) {
  extensionHead(type, length);
  if (std::uint8_t* to = claim(length); to != nullptr && length != 0) std::memcpy(to, payload, length);
}

std::size_t ValueWriter::openExtension() {
  const std::size_t mark = good_ ? position() : 0;
  claim(longestExtensionHead);
  return mark;
}

void ValueWriter::closeExtension(std::int8_t type, std::size_t mark) {
  if (!good_) return;
  const std::size_t from = mark + longestExtensionHead;
  const std::size_t length = position() - from;
  rewind(mark);
  const std::size_t to = mark + extensionHeadBytes(length);
  if (to != from) std::memmove(data(to), data(from), length);
  extensionHead(type, length);
  rewind(to + length);
}

void ValueWriter::bigInteger(const std::uint8_t* bigEndian, std::size_t length) {
  // Leading bytes that only repeat the sign.
  while (length > 1 && ((bigEndian[0] == 0x00 && bigEndian[1] < 0x80) || (bigEndian[0] == 0xFF && bigEndian[1] >= 0x80))) {
    ++bigEndian;
    --length;
  }
  const bool unsigned64 = length == 9 && bigEndian[0] == 0;
  if (length > 8 && !unsigned64) {
    extension(static_cast<std::int8_t>(ExtensionType::integer), bigEndian, length);
    return;
  }
  std::uint64_t number = bigEndian[0] >= 0x80 ? ~std::uint64_t{0} : 0;
  for (std::size_t i = 0; i < length; ++i) number = (number << 8) | bigEndian[i];
  if (unsigned64) {
    unsignedInteger(number);
  } else {
    integer(static_cast<std::int64_t>(number));
  }
}

}  // namespace graftwire::iip
