#pragma once

#include <node_api.h>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace graftwire::node {

/// Long strings between JavaScript and the record. Short ones are written and read by JavaScript itself.
class TextBridge {
 public:
  /// Room for a string of `units` UTF-16 units, its head included.
  static constexpr std::size_t room(std::size_t units) { return 2 * units + 16; }

  /// Writes a string of `units` UTF-16 units as a value, in the form that costs least: str where it looks
  /// like ASCII, otherwise extension utf16. There is room(units) at `to`. Gives the bytes written.
  static std::size_t write(napi_env env, napi_value text, std::size_t units, std::uint8_t* to);

  /// Makes a string from the payload of a str (form 0) or of an extension of type 29 or 30. nullptr where V8
  /// refuses (too long), with a JavaScript exception pending.
  napi_value read(napi_env env, unsigned form, const std::uint8_t* from, std::size_t length);

  /// Makes a string of a value if it is a long text, otherwise nullptr.
  napi_value readValue(napi_env env, const std::uint8_t* value, std::size_t length);

 private:
  char16_t* scratch(std::size_t units);
  /// What a large text needed is not kept for the next one.
  void giveBack();

  std::vector<char16_t> scratch_;
};

}  // namespace graftwire::node
