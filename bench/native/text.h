#pragma once

#include "interpreter.h"

namespace graftwire::floor {

// How the text crosses: what is cheapest differs with the characters, and a floor written for one kind of
// text knows it.
enum class Form {
  utf8,    // for ASCII, where it is both what V8 and what CPython keep
  latin1,  // one byte a character on both sides
  ucs2,    // two bytes a character on both sides: no character above U+FFFF
  utf16,   // two bytes a unit in V8, four bytes a character in CPython
};

// echo(text): the text out of V8, a str in Python, echo(), the text out of the str, a string in V8. At most
// 32 Ki units.
template <Between between, Form form>
napi_value echoText(napi_env env, napi_callback_info info);

}  // namespace graftwire::floor
