#include "parts.h"

#include <array>
#include <cstdint>

namespace graftwire::floor {

namespace {

bool readCount(napi_env env, napi_callback_info info, std::uint32_t* count) {
  size_t arguments = 1;
  napi_value argument = nullptr;
  if (napi_get_cb_info(env, info, &arguments, &argument, nullptr, nullptr) == napi_ok &&
      napi_get_value_uint32(env, argument, count) == napi_ok) {
    return true;
  }
  napi_throw_type_error(env, nullptr, "a count is wanted");
  return false;
}

}  // namespace

napi_value takeGil(napi_env env, napi_callback_info info) {
  std::uint32_t count = 0;
  if (!readCount(env, info, &count)) return nullptr;
  for (std::uint32_t index = 0; index < count; index++) GilScope<Between::released> gil;
  return nullptr;
}

template <Between between>
napi_value callAdd(napi_env env, napi_callback_info info) {
  std::uint32_t count = 0;
  if (!readCount(env, info, &count)) return nullptr;
  GilScope<between> gil;
  std::array<PyObject*, 3> operands = {nullptr, PyLong_FromLong(2), PyLong_FromLong(3)};
  for (std::uint32_t index = 0; index < count; index++) {
    PyObject* result =
        PyObject_Vectorcall(workload.add, operands.data() + 1, 2 | PY_VECTORCALL_ARGUMENTS_OFFSET, nullptr);
    if (result == nullptr) return throwPending(env);
    Py_DECREF(result);
  }
  Py_DECREF(operands[1]);
  Py_DECREF(operands[2]);
  return nullptr;
}

template napi_value callAdd<Between::released>(napi_env, napi_callback_info);
template napi_value callAdd<Between::kept>(napi_env, napi_callback_info);

}  // namespace graftwire::floor
