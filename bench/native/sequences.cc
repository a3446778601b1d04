#include "sequences.h"

#include <cstdint>
#include <cstring>

namespace graftwire::floor {

namespace {

double* doubles = nullptr;

}  // namespace

template <Between between>
napi_value echoBytes(napi_env env, napi_callback_info info) {
  size_t count = 1;
  napi_value argument = nullptr;
  napi_typedarray_type type;
  size_t size = 0;
  void* data = nullptr;
  if (napi_get_cb_info(env, info, &count, &argument, nullptr, nullptr) != napi_ok ||
      napi_get_typedarray_info(env, argument, &type, &size, &data, nullptr, nullptr) != napi_ok) {
    napi_throw_type_error(env, nullptr, "a Uint8Array is wanted");
    return nullptr;
  }
  GilScope<between> gil;
  PyObject* result = callWithOne(workload.echo, PyBytes_FromStringAndSize(static_cast<const char*>(data),
                                                                          static_cast<Py_ssize_t>(size)));
  if (result == nullptr) return throwPending(env);
  size = static_cast<size_t>(PyBytes_GET_SIZE(result));
  napi_value buffer = nullptr;
  napi_value value = nullptr;
  if (napi_create_arraybuffer(env, size, &data, &buffer) == napi_ok) {
    std::memcpy(data, PyBytes_AS_STRING(result), size);
    napi_create_typedarray(env, napi_uint8_array, size, buffer, 0, &value);
  }
  Py_DECREF(result);
  return value;
}

napi_value shareDoubles(napi_env env, napi_callback_info info) {
  size_t count = 1;
  napi_value buffer = nullptr;
  void* data = nullptr;
  size_t length = 0;
  napi_ref kept = nullptr;
  if (napi_get_cb_info(env, info, &count, &buffer, nullptr, nullptr) != napi_ok ||
      napi_get_arraybuffer_info(env, buffer, &data, &length) != napi_ok ||
      napi_create_reference(env, buffer, 1, &kept) != napi_ok) {
    napi_throw_type_error(env, nullptr, "an ArrayBuffer is wanted");
    return nullptr;
  }
  doubles = static_cast<double*>(data);
  return nullptr;
}

template <Between between>
napi_value echoDoubles(napi_env env, napi_callback_info info) {
  size_t arguments = 1;
  napi_value argument = nullptr;
  std::uint32_t count = 0;
  if (napi_get_cb_info(env, info, &arguments, &argument, nullptr, nullptr) != napi_ok ||
      napi_get_value_uint32(env, argument, &count) != napi_ok) {
    napi_throw_type_error(env, nullptr, "a count is wanted");
    return nullptr;
  }
  GilScope<between> gil;
  PyObject* items = PyList_New(count);
  for (std::uint32_t index = 0; index < count; index++)
    PyList_SET_ITEM(items, index, PyFloat_FromDouble(doubles[index]));
  PyObject* result = callWithOne(workload.echo, items);
  if (result == nullptr) return throwPending(env);
  for (std::uint32_t index = 0; index < count; index++)
    doubles[index] = PyFloat_AS_DOUBLE(PyList_GET_ITEM(result, index));
  Py_DECREF(result);
  return nullptr;
}

template napi_value echoBytes<Between::released>(napi_env, napi_callback_info);
template napi_value echoBytes<Between::kept>(napi_env, napi_callback_info);
template napi_value echoDoubles<Between::released>(napi_env, napi_callback_info);
template napi_value echoDoubles<Between::kept>(napi_env, napi_callback_info);

}  // namespace graftwire::floor
