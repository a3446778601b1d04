#include "iip/value_writer.h"

#include <bit>
#include <cmath>

#include "iip/big_endian.h"
#include "iip/extension_type.h"

namespace graftwire::iip {

namespace {

constexpr std::uint64_t canonicalNan = 0x7FF8000000000000u;

/// The longest head of an extension: ext 32.
constexpr std::size_t longestExtensionHead = 6;

std::size_t extensionHeadBytes(std::size_t length) {
  return length <= 0xFF ? 3 : length <= 0xFFFF ? 4 : 6;
}

}  // namespace

// From here on at_ and end_ leave no room, so that every reserve() comes here again and fails without another
// try.
void ValueWriter::fail() {
  good_ = false;
  at_ = end_ = memory_.begin();
}

bool ValueWriter::growFor(std::size_t length) {
  if (!good_) return false;
  const std::size_t position = this->position();
  if (length > SIZE_MAX - position || !memory_.grow(position + length)) {
    fail();
    return false;
  }
  at_ = memory_.begin() + position;
  end_ = memory_.end();
  return true;
}

template <std::size_t valueBytes>
void ValueWriter::numbered(std::uint8_t head, std::uint64_t value) {
  if (!reserve(1 + valueBytes)) return;
  *at_ = head;
  writeBigEndian<valueBytes>(at_ + 1, value);
  at_ += 1 + valueBytes;
}

void ValueWriter::wideUnsigned(std::uint64_t value) {
  if (value <= 0xFF) {
    numbered<1>(0xCC, value);
  } else if (value <= 0xFFFF) {
    numbered<2>(0xCD, value);
  } else if (value <= 0xFFFFFFFFu) {
    numbered<4>(0xCE, value);
  } else {
    numbered<8>(0xCF, value);
  }
}

void ValueWriter::wideNegative(std::int64_t value) {
  const auto bits = static_cast<std::uint64_t>(value);
  if (value >= INT8_MIN) {
    numbered<1>(0xD0, bits);
  } else if (value >= INT16_MIN) {
    numbered<2>(0xD1, bits);
  } else if (value >= INT32_MIN) {
    numbered<4>(0xD2, bits);
  } else {
    numbered<8>(0xD3, bits);
  }
}

void ValueWriter::floating(double value) {
  numbered<8>(0xCB, std::isnan(value) ? canonicalNan : std::bit_cast<std::uint64_t>(value));
}

void ValueWriter::text(const void* utf8, std::size_t length) {
  if (length > 31 && length <= 0xFF) {
    numbered<1>(0xD9, length);
  } else {
    head(0xA0, 31, 0xDA, length);
  }
  payload(utf8, length);
}

void ValueWriter::bytes(const void* data, std::size_t length) {
  sized(0xC4, length);
  payload(data, length);
}

void ValueWriter::payload(const void* data, std::size_t length) {
  std::uint8_t* to = claim(length);
  if (to != nullptr && length != 0) std::memcpy(to, data, length);
}

void ValueWriter::head(std::uint8_t fixed, std::size_t most, std::uint8_t wide, std::size_t count) {
  if (count <= most) {
    byte(static_cast<std::uint8_t>(fixed | count));
  } else if (count <= 0xFFFF) {
    numbered<2>(wide, count);
  } else if (count <= 0xFFFFFFFFu) {
    numbered<4>(static_cast<std::uint8_t>(wide + 1), count);
  } else {
    fail();
  }
}

/// The head of bytes or of an extension, whose forms for 8, 16 and 32 bits of length follow one another.
void ValueWriter::sized(std::uint8_t head, std::size_t length) {
  if (length <= 0xFF) {
    numbered<1>(head, length);
  } else if (length <= 0xFFFF) {
    numbered<2>(static_cast<std::uint8_t>(head + 1), length);
  } else if (length <= 0xFFFFFFFFu) {
    numbered<4>(static_cast<std::uint8_t>(head + 2), length);
  } else {
    fail();
  }
}

void ValueWriter::extensionHead(std::int8_t type, std::size_t length) {
  sized(0xC7, length);
  byte(static_cast<std::uint8_t>(type));
}

void ValueWriter::extension(std::int8_t type, const void* payload, std::size_t length) {
  extensionHead(type, length);
  this->payload(payload, length);
}

std::uint8_t* ValueWriter::claimWideExtension(std::int8_t type, std::size_t length) {
  if (length > 0xFFFFFFFFu) {
    fail();
    return nullptr;
  }
  numbered<4>(0xC9, length);
  byte(static_cast<std::uint8_t>(type));
  return claim(length);
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

void ValueWriter::closeWideExtension(std::int8_t type, std::size_t mark) {
  if (!good_) return;
  const std::size_t end = position();
  rewind(mark);
  claimWideExtension(type, end - mark - longestExtensionHead);
}

void ValueWriter::bigInteger(const std::uint8_t* bigEndian, std::size_t length) {
  if (length == 0) return unsignedInteger(0);
  // Leading bytes that only repeat the sign.
  while (length > 1 &&
         ((bigEndian[0] == 0x00 && bigEndian[1] < 0x80) || (bigEndian[0] == 0xFF && bigEndian[1] >= 0x80))) {
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
