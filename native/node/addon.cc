#include <napi.h>

#include <atomic>
#include <string>

#include "node/allocated_memory.h"
#include "node/interrupt_functions.h"
#include "node/lane_object.h"
#include "python/endings.h"
#include "python/forked.h"
#include "python/interpreter.h"
#include "python/java_script.h"
#include "python/thread_context.h"

// Plain N-API, and whatever it answers is survived: a worker may be ending at any moment, when calls fail
// that otherwise cannot. node-addon-api ends the process over such a call; it registers the addon here, and
// no more.

namespace graftwire::node {

namespace {

napi_value argumentOf(napi_env env, napi_callback_info info) {
  std::size_t count = 1;
  napi_value argument = nullptr;
  napi_get_cb_info(env, info, &count, &argument, nullptr, nullptr);
  return argument;
}

/// Empty where there is none.
std::string textOption(napi_env env, napi_value options, const char* name) {
  napi_value value = nullptr;
  std::size_t length = 0;
  if (napi_get_named_property(env, options, name, &value) != napi_ok ||
      napi_get_value_string_utf8(env, value, nullptr, 0, &length) != napi_ok) {
    return {};
  }
  std::string text(length, '\0');
  // The byte behind a string's end is there for the NUL that is written.
  napi_get_value_string_utf8(env, value, text.data(), length + 1, &length);
  return text;
}

void setText(napi_env env, napi_value object, const char* name, const std::string& text) {
  napi_value value = nullptr;
  napi_create_string_utf8(env, text.data(), text.size(), &value);
  napi_set_named_property(env, object, name, value);
}

/// startPython({ library, executable, hostFolder }): undefined, or { code, message, remedy } of what went
/// wrong, from which JavaScript makes its error.
napi_value startPython(napi_env env, napi_callback_info info) {
  napi_value options = argumentOf(env, info);
  python::Failure failure;
  const python::InterpreterOptions start{textOption(env, options, "library"),
                                         textOption(env, options, "executable"),
                                         textOption(env, options, "hostFolder")};
  // Only a thread that is ending has no options.
  if (start.library.empty() || python::Interpreter::start(start, failure)) return nullptr;
  napi_value failed = nullptr;
  napi_create_object(env, &failed);
  setText(env, failed, "code", failure.details().code);
  setText(env, failed, "message", failure.details().message);
  setText(env, failed, "remedy", failure.details().remedy);
  return failed;
}

/// openLane(write): the lane of the calling thread.
napi_value openLane(napi_env env, napi_callback_info info) {
  if (python::Interpreter::running()) return LaneObject::open(env, argumentOf(env, info));
  napi_throw_error(env, nullptr, "Python has not been started");
  return nullptr;
}

std::uint32_t numberOf(napi_env env, napi_value value) {
  std::uint32_t number = 0;
  napi_get_value_uint32(env, value, &number);
  return number;
}

/// nameThread(id): the number of the calling thread in node:worker_threads.
napi_value nameThread(napi_env env, napi_callback_info info) {
  python::ThreadContext::current().owner = numberOf(env, argumentOf(env, info));
  return nullptr;
}

/// endThread(id): interrupts what that thread has Python do; false where it has no lane.
napi_value endThread(napi_env env, napi_callback_info info) {
  const bool any = python::Endings::process().endThread(numberOf(env, argumentOf(env, info)));
  napi_value result = nullptr;
  napi_get_boolean(env, any, &result);
  return result;
}

/// stopPython(code): interrupts all calls, runs Python's exit handlers and flushes its files, once. The
/// process ends with this code although one of them goes on.
napi_value stopPython(napi_env env, napi_callback_info info) {
  if (python::Forked::isChild()) return nullptr;
  python::Endings::process().endProcess(static_cast<int>(numberOf(env, argumentOf(env, info))));
  python::Interpreter::stop();
  return nullptr;
}

/// callbackTimeout(milliseconds?): sets it, 0 for none; gives it, or undefined where nobody has set it.
napi_value callbackTimeout(napi_env env, napi_callback_info info) {
  static std::atomic<bool> isSet{false};
  double milliseconds = 0;
  if (napi_get_value_double(env, argumentOf(env, info), &milliseconds) == napi_ok) {
    python::JavaScript::callbackTimeoutMs.store(static_cast<std::int64_t>(milliseconds));
    isSet.store(true);
  }
  napi_value current = nullptr;
  if (isSet.load()) napi_create_int64(env, python::JavaScript::callbackTimeoutMs.load(), &current);
  return current;
}

}  // namespace

Napi::Object initialise(Napi::Env environment, Napi::Object exports) {
  const napi_env env = environment;
  const auto add = [&](const char* name, napi_callback callback) {
    napi_value function = nullptr;
    napi_create_function(env, name, NAPI_AUTO_LENGTH, callback, nullptr, &function);
    napi_set_named_property(env, exports, name, function);
  };
  setText(env, exports, "version", GRAFTWIRE_VERSION);
  // Where it is in memory: other copies of it are elsewhere.
  setText(env, exports, "id", std::to_string(reinterpret_cast<std::uintptr_t>(&python::Endings::process())));
  napi_value isMainThread = nullptr;
  napi_get_boolean(env, python::Interpreter::isMainThread(), &isMainThread);
  napi_set_named_property(env, exports, "isMainThread", isMainThread);
  add("startPython", startPython);
  add("openLane", openLane);
  add("stopPython", stopPython);
  add("nameThread", nameThread);
  add("endThread", endThread);
  add("callbackTimeout", callbackTimeout);
  addInterruptFunctions(env, exports);
  add("allocate", AllocatedMemory::allocate);
  return exports;
}

}  // namespace graftwire::node

// The macro wants a plain name.
using graftwire::node::initialise;
NODE_API_MODULE(graftwire, initialise)
