#pragma once

#include "interpreter.h"

namespace graftwire::floor {

// What the floor of add is made of, each part alone and `count` times in a row: these explain a floor that
// differs from another machine's.

// takeGil(count): takes the GIL and gives it back.
napi_value takeGil(napi_env env, napi_callback_info info);

// callAdd(count): calls Python's add(2, 3) with the GIL held, the operands made beforehand.
template <Between between>
napi_value callAdd(napi_env env, napi_callback_info info);

}  // namespace graftwire::floor
