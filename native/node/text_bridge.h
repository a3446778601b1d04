#pragma once

#include <node_api.h>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace graftwire::node {

/// Long strings between JavaScript and the record. Short ones are written and read by JavaScript itself.
class TextBridge {
 public:
  static constexpr std::uint32_t notUtf8 = UINT32_MAX;

  /// Writes a string of `units` UTF-16 units as UTF-8 to `to`, which has room for 3 * units bytes and one more. Gives the bytes written, or
  /// notUtf8 where it has lone surrogates.
  std::uint32_t write(napi_env env, napi_value text, std::size_t units, std::uint8_t* to);

  /// Makes a string from UTF-8. nullptr where V8 refuses (too long), with a JavaScript exception pending.
  napi_value read(napi_env env, const std::uint8_t* from, std::size_t length);

 private:
  char16_t* scratch(std::size_t units);
  /// What a large text needed is not kept for the next one.
  void giveBack();

  std::vector<char16_t> scratch_;
};

}  // namespace graftwire::node
