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

// fail(message): calls fail(message), which raises ValueError(message)
template <Between between>
napi_value fail(napi_env env, napi_callback_info info);

}  // namespace graftwire::floor
