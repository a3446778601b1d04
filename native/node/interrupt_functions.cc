#include "node/interrupt_functions.h"

#include "python/ctrl_c.h"
#include "python/interrupts.h"

namespace graftwire::node {

namespace {

using python::Interrupts;
using python::ThreadContext;

napi_value argumentOf(napi_env env, napi_callback_info info) {
  std::size_t count = 1;
  napi_value argument = nullptr;
  napi_get_cb_info(env, info, &count, &argument, nullptr, nullptr);
  return argument;
}

napi_value beginGuard(napi_env env, napi_callback_info info) {
  double timeoutMs = 0;
  napi_get_value_double(env, argumentOf(env, info), &timeoutMs);
  napi_value id = nullptr;
  napi_create_uint32(env, Interrupts::process().begin(ThreadContext::current(), timeoutMs), &id);
  return id;
}

napi_value endGuard(napi_env env, napi_callback_info) {
  napi_value reason = nullptr;
  napi_create_uint32(env, static_cast<std::uint32_t>(Interrupts::process().end(ThreadContext::current())),
                     &reason);
  return reason;
}

napi_value cancelGuard(napi_env env, napi_callback_info info) {
  std::uint32_t id = 0;
  napi_get_value_uint32(env, argumentOf(env, info), &id);
  Interrupts::process().cancel(ThreadContext::current(), id);
  return nullptr;
}

napi_value goFirstAtCtrlC(napi_env, napi_callback_info) {
  python::CtrlC::process().goFirst();
  return nullptr;
}

}  // namespace

void addInterruptFunctions(napi_env env, napi_value exports) {
  const auto add = [&](const char* name, napi_callback callback) {
    napi_value function = nullptr;
    napi_create_function(env, name, NAPI_AUTO_LENGTH, callback, nullptr, &function);
    napi_set_named_property(env, exports, name, function);
  };
  add("beginGuard", beginGuard);
  add("endGuard", endGuard);
  add("cancelGuard", cancelGuard);
  add("goFirstAtCtrlC", goFirstAtCtrlC);
}

}  // namespace graftwire::node
