#include <napi.h>

#include "node/lane_object.h"
#include "python/interpreter.h"

namespace graftwire::node {

namespace {

std::string textOption(const Napi::Object& options, const char* name) {
  return options.Get(name).ToString().Utf8Value();
}

/// startPython({ library, executable, hostFolder }): undefined, or { code, message, remedy } of what went
/// wrong, from which JavaScript makes its error.
Napi::Value startPython(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  const Napi::Object options = info[0].As<Napi::Object>();
  python::Failure failure;
  if (python::Interpreter::start({textOption(options, "library"), textOption(options, "executable"),
                                  textOption(options, "hostFolder")},
                                 failure)) {
    return env.Undefined();
  }
  Napi::Object failed = Napi::Object::New(env);
  failed.Set("code", failure.details().code);
  failed.Set("message", failure.details().message);
  failed.Set("remedy", failure.details().remedy);
  return failed;
}

/// openLane(write): the lane of the calling thread.
Napi::Value openLane(const Napi::CallbackInfo& info) {
  if (python::Interpreter::running()) return LaneObject::open(info.Env(), info[0].As<Napi::Function>());
  Napi::Error::New(info.Env(), "Python has not been started").ThrowAsJavaScriptException();
  return info.Env().Undefined();
}

/// stopPython(): runs Python's exit handlers and flushes its files, once.
void stopPython(const Napi::CallbackInfo&) {
  python::Interpreter::stop();
}

}  // namespace

Napi::Object initialise(Napi::Env env, Napi::Object exports) {
  exports.Set("version", Napi::String::New(env, GRAFTWIRE_VERSION));
  exports.Set("isMainThread", Napi::Boolean::New(env, python::Interpreter::isMainThread()));
  exports.Set("startPython", Napi::Function::New(env, startPython, "startPython"));
  exports.Set("openLane", Napi::Function::New(env, openLane, "openLane"));
  exports.Set("stopPython", Napi::Function::New(env, stopPython, "stopPython"));
  return exports;
}

}  // namespace graftwire::node

// The macro wants a plain name.
using graftwire::node::initialise;
NODE_API_MODULE(graftwire, initialise)
