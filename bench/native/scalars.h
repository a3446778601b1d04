#pragma once

#include "interpreter.h"

namespace graftwire::floor {

// An empty native call: what crossing from JavaScript to C++ and back costs by itself.
napi_value noop(napi_env env, napi_callback_info info);

template <Between between>
napi_value add(napi_env env, napi_callback_info info);

// scale(value, factor): calls scale(value, factor=factor)
template <Between between>
napi_value scale(napi_env env, napi_callback_info info);

// echoInt(number), echoFloat(number): calls echo with an int, or a float.
template <Between between>
napi_value echoInt(napi_env env, napi_callback_info info);
template <Between between>
napi_value echoFloat(napi_env env, napi_callback_info info);

// readLevel(): the module's attribute `level`, an int.
template <Between between>
napi_value readLevel(napi_env env, napi_callback_info info);

// setLevel(number): calls set_level.
template <Between between>
napi_value setLevel(napi_env env, napi_callback_info info);

// fail(message): calls fail(message), which raises ValueError(message)
template <Between between>
napi_value fail(napi_env env, napi_callback_info info);

}  // namespace graftwire::floor
