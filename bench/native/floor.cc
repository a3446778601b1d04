// The floors: what the same crossing costs when it is written by hand for one signature, with nothing else in
// the way.
#include <Python.h>
#include <node_api.h>

#include "interpreter.h"
#include "parts.h"
#include "record.h"
#include "scalars.h"
#include "sequences.h"
#include "text.h"

namespace graftwire::floor {

namespace {

constexpr napi_property_descriptor method(const char* name, napi_callback callback) {
  return {name, nullptr, callback, nullptr, nullptr, nullptr, napi_default_method, nullptr};
}

napi_value initialise(napi_env env, napi_value exports) {
  const napi_property_descriptor properties[] = {
      method("start", start),
      method("prefix", prefix),
      method("shareRecord", shareRecord),
      method("shareDoubles", shareDoubles),
      method("noop", noop),
      method("takeGil", takeGil),
      method("callAdd", callAdd<Between::released>),
      method("callAddKept", callAdd<Between::kept>),
      method("add", add<Between::released>),
      method("addKept", add<Between::kept>),
      method("scale", scale<Between::released>),
      method("scaleKept", scale<Between::kept>),
      method("echoInt", echoInt<Between::released>),
      method("echoIntKept", echoInt<Between::kept>),
      method("echoFloat", echoFloat<Between::released>),
      method("echoFloatKept", echoFloat<Between::kept>),
      method("readLevel", readLevel<Between::released>),
      method("readLevelKept", readLevel<Between::kept>),
      method("setLevel", setLevel<Between::released>),
      method("setLevelKept", setLevel<Between::kept>),
      method("echoBytes", echoBytes<Between::released>),
      method("echoBytesKept", echoBytes<Between::kept>),
      method("echoDoubles", echoDoubles<Between::released>),
      method("echoDoublesKept", echoDoubles<Between::kept>),
      method("fail", fail<Between::released>),
      method("failKept", fail<Between::kept>),
      method("echoAscii", echoText<Between::released, Form::utf8>),
      method("echoAsciiKept", echoText<Between::kept, Form::utf8>),
      method("echoLatin1", echoText<Between::released, Form::latin1>),
      method("echoLatin1Kept", echoText<Between::kept, Form::latin1>),
      method("echoBmp", echoText<Between::released, Form::ucs2>),
      method("echoBmpKept", echoText<Between::kept, Form::ucs2>),
      method("echoAstral", echoText<Between::released, Form::utf16>),
      method("echoAstralKept", echoText<Between::kept, Form::utf16>),
      method("echoRecord", echoRecord<Between::released>),
      method("echoRecordKept", echoRecord<Between::kept>),
  };
  napi_define_properties(env, exports, sizeof(properties) / sizeof(properties[0]), properties);
  return exports;
}

}  // namespace

NAPI_MODULE(NODE_GYP_MODULE_NAME, initialise)

}  // namespace graftwire::floor
