#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <vector>

#include "fuzz/require.h"
#include "iip/text.h"
#include "reference_text.h"

namespace {

using namespace graftwire;

// Every output is exactly as long as the functions are promised, so that a write beyond is an error.
template <class Item>
std::unique_ptr<Item[]> room(std::size_t length) {
  return std::make_unique<Item[]>(length);
}

/// Text that is valid comes back from UTF-16 as it was; all else is found out.
void checkBytes(const std::uint8_t* data, std::size_t size) {
  const iip::TextForm form = iip::classifyText(data, size);
  FUZZ_REQUIRE(form == test::referenceForm(data, size));
  FUZZ_REQUIRE(iip::isAscii(data, size) == (form == iip::TextForm::ascii));
  if (form == iip::TextForm::invalid) return;

  const auto units = room<char16_t>(size);
  const std::size_t unitCount = iip::utf8ToUtf16(data, size, units.get());
  FUZZ_REQUIRE(unitCount <= size);
  const auto exact = room<char16_t>(unitCount);
  std::copy_n(units.get(), unitCount, exact.get());
  const auto bytes = room<std::uint8_t>(3 * unitCount);
  bool loneSurrogates = false;
  const std::size_t byteCount = iip::utf16ToUtf8(exact.get(), unitCount, bytes.get(), loneSurrogates);
  FUZZ_REQUIRE(byteCount == size && std::equal(data, data + size, bytes.get()));
  FUZZ_REQUIRE(loneSurrogates == (form == iip::TextForm::wtf8));

  if (form > iip::TextForm::latin1) return;
  const auto latin1 = room<char>(size);
  FUZZ_REQUIRE(iip::utf8ToLatin1(data, size, latin1.get()) == unitCount);
  for (std::size_t i = 0; i < unitCount; ++i) FUZZ_REQUIRE(static_cast<std::uint8_t>(latin1[i]) == units[i]);
}

/// Any units whatever come back from UTF-8, or from WTF-8 where they hold lone surrogates.
void checkUnits(const std::uint8_t* data, std::size_t size) {
  const std::size_t unitCount = size / 2;
  const auto units = room<char16_t>(unitCount);
  if (unitCount != 0) std::memcpy(units.get(), data, unitCount * 2);
  FUZZ_REQUIRE(iip::hasSurrogates(units.get(), unitCount) ==
               std::any_of(units.get(), units.get() + unitCount,
                           [](char16_t unit) { return test::isSurrogate(unit); }));

  const auto bytes = room<std::uint8_t>(3 * unitCount);
  bool loneSurrogates = false;
  const std::size_t byteCount = iip::utf16ToUtf8(units.get(), unitCount, bytes.get(), loneSurrogates);
  const iip::TextForm form = test::referenceForm(bytes.get(), byteCount);
  FUZZ_REQUIRE(form != iip::TextForm::invalid);
  FUZZ_REQUIRE(loneSurrogates == (form == iip::TextForm::wtf8));
  const auto back = room<char16_t>(byteCount);
  FUZZ_REQUIRE(iip::utf8ToUtf16(bytes.get(), byteCount, back.get()) == unitCount);
  FUZZ_REQUIRE(std::equal(units.get(), units.get() + unitCount, back.get()));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  checkBytes(data, size);
  checkUnits(data, size);
  return 0;
}
