#include "text.h"

#include <array>

namespace graftwire::floor {

namespace {

// One for the process: the benchmark calls from the main thread only, and a call is over before the next
// begins.
std::array<char, 64 * 1024 + 1> buffer;

}  // namespace

template <Between between>
napi_value echoText(napi_env env, napi_callback_info info) {
  size_t count = 1;
  napi_value argument = nullptr;
  size_t length = 0;
  if (napi_get_cb_info(env, info, &count, &argument, nullptr, nullptr) != napi_ok ||
      napi_get_value_string_utf8(env, argument, buffer.data(), buffer.size(), &length) != napi_ok) {
    napi_throw_type_error(env, nullptr, "a string is wanted");
    return nullptr;
  }
  GilScope<between> gil;
  std::array<PyObject*, 2> operands = {
      nullptr, PyUnicode_FromStringAndSize(buffer.data(), static_cast<Py_ssize_t>(length))};
  if (operands[1] == nullptr) return throwPending(env);
  PyObject* result =
      PyObject_Vectorcall(workload.echo, operands.data() + 1, 1 | PY_VECTORCALL_ARGUMENTS_OFFSET, nullptr);
  Py_DECREF(operands[1]);
  if (result == nullptr) return throwPending(env);
  Py_ssize_t bytes = 0;
  const char* utf8 = PyUnicode_AsUTF8AndSize(result, &bytes);
  napi_value value = nullptr;
  if (utf8 == nullptr) {
    throwPending(env);
  } else {
    napi_create_string_utf8(env, utf8, static_cast<size_t>(bytes), &value);
  }
  Py_DECREF(result);
  return value;
}

template napi_value echoText<Between::released>(napi_env, napi_callback_info);
template napi_value echoText<Between::kept>(napi_env, napi_callback_info);

}  // namespace graftwire::floor
