#pragma once

#include "interpreter.h"

namespace graftwire::floor {

// echoBytes(bytes: Uint8Array): a bytes object out of it, echo(), a new Uint8Array of what comes back.
template <Between between>
napi_value echoBytes(napi_env env, napi_callback_info info);

// shareDoubles(buffer: ArrayBuffer): the memory in which echoDoubles finds its floats. Kept for the life of
// the process.
napi_value shareDoubles(napi_env env, napi_callback_info info);

// echoDoubles(count): a list of the first `count` floats in the shared memory, echo(), the floats of the
// answer in their place. No N-API call for an element: JavaScript reads and writes the memory by itself.
template <Between between>
napi_value echoDoubles(napi_env env, napi_callback_info info);

}  // namespace graftwire::floor
