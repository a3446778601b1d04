#pragma once

#include "interpreter.h"

namespace graftwire::floor {

// echo(text): UTF-8 out of V8, a str in Python, echo(), UTF-8 out of the str, a string in V8. At most 64 KiB
// of UTF-8.
template <Between between>
napi_value echoText(napi_env env, napi_callback_info info);

}  // namespace graftwire::floor
