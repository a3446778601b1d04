#include "scalars.h"

#include <array>

namespace graftwire::floor {

namespace {

// Both scalar calls: two numbers in, one vectorcall, one number out. With a keyword tuple the last number
// goes by name.
template <Between between>
napi_value callWithTwoNumbers(napi_env env, napi_callback_info info, PyObject* function, PyObject* keywords) {
  size_t count = 2;
  std::array<napi_value, 2> arguments;
  double left = 0;
  double right = 0;
  if (napi_get_cb_info(env, info, &count, arguments.data(), nullptr, nullptr) != napi_ok ||
      napi_get_value_double(env, arguments[0], &left) != napi_ok ||
      napi_get_value_double(env, arguments[1], &right) != napi_ok) {
    napi_throw_type_error(env, nullptr, "two numbers are wanted");
    return nullptr;
  }
  long answer = 0;
  {
    GilScope<between> gil;
    // The free first slot lets a bound method put its self there (PY_VECTORCALL_ARGUMENTS_OFFSET).
    std::array<PyObject*, 3> operands = {nullptr, PyLong_FromLong(static_cast<long>(left)),
                                         PyLong_FromLong(static_cast<long>(right))};
    const size_t positional = keywords == nullptr ? 2 : 1;
    PyObject* result = PyObject_Vectorcall(function, operands.data() + 1,
                                           positional | PY_VECTORCALL_ARGUMENTS_OFFSET, keywords);
    Py_DECREF(operands[1]);
    Py_DECREF(operands[2]);
    if (result == nullptr) return throwPending(env);
    answer = PyLong_AsLong(result);
    Py_DECREF(result);
  }
  napi_value value = nullptr;
  napi_create_double(env, static_cast<double>(answer), &value);
  return value;
}

bool readNumber(napi_env env, napi_callback_info info, double* number) {
  size_t count = 1;
  napi_value argument = nullptr;
  if (napi_get_cb_info(env, info, &count, &argument, nullptr, nullptr) == napi_ok &&
      napi_get_value_double(env, argument, number) == napi_ok) {
    return true;
  }
  napi_throw_type_error(env, nullptr, "a number is wanted");
  return false;
}

}  // namespace

napi_value noop(napi_env, napi_callback_info) {
  return nullptr;
}

template <Between between>
napi_value add(napi_env env, napi_callback_info info) {
  return callWithTwoNumbers<between>(env, info, workload.add, nullptr);
}

template <Between between>
napi_value scale(napi_env env, napi_callback_info info) {
  return callWithTwoNumbers<between>(env, info, workload.scale, workload.factorKeyword);
}

template <Between between>
napi_value echoInt(napi_env env, napi_callback_info info) {
  double number = 0;
  if (!readNumber(env, info, &number)) return nullptr;
  {
    GilScope<between> gil;
    PyObject* result = callWithOne(workload.echo, PyLong_FromLong(static_cast<long>(number)));
    if (result == nullptr) return throwPending(env);
    number = static_cast<double>(PyLong_AsLong(result));
    Py_DECREF(result);
  }
  napi_value value = nullptr;
  napi_create_double(env, number, &value);
  return value;
}

template <Between between>
napi_value echoFloat(napi_env env, napi_callback_info info) {
  double number = 0;
  if (!readNumber(env, info, &number)) return nullptr;
  {
    GilScope<between> gil;
    PyObject* result = callWithOne(workload.echo, PyFloat_FromDouble(number));
    if (result == nullptr) return throwPending(env);
    number = PyFloat_AsDouble(result);
    Py_DECREF(result);
  }
  napi_value value = nullptr;
  napi_create_double(env, number, &value);
  return value;
}

template <Between between>
napi_value readLevel(napi_env env, napi_callback_info) {
  long number = 0;
  {
    GilScope<between> gil;
    PyObject* level = PyObject_GetAttr(workload.module, workload.levelName);
    if (level == nullptr) return throwPending(env);
    number = PyLong_AsLong(level);
    Py_DECREF(level);
  }
  napi_value value = nullptr;
  napi_create_double(env, static_cast<double>(number), &value);
  return value;
}

template <Between between>
napi_value setLevel(napi_env env, napi_callback_info info) {
  double number = 0;
  if (!readNumber(env, info, &number)) return nullptr;
  GilScope<between> gil;
  PyObject* result = callWithOne(workload.setLevel, PyLong_FromLong(static_cast<long>(number)));
  if (result == nullptr) return throwPending(env);
  Py_DECREF(result);
  return nullptr;
}

template <Between between>
napi_value fail(napi_env env, napi_callback_info info) {
  size_t count = 1;
  napi_value argument = nullptr;
  std::array<char, 1024> message;
  size_t length = 0;
  if (napi_get_cb_info(env, info, &count, &argument, nullptr, nullptr) != napi_ok ||
      napi_get_value_string_utf8(env, argument, message.data(), message.size(), &length) != napi_ok) {
    napi_throw_type_error(env, nullptr, "a string is wanted");
    return nullptr;
  }
  GilScope<between> gil;
  std::array<PyObject*, 2> operands = {
      nullptr, PyUnicode_FromStringAndSize(message.data(), static_cast<Py_ssize_t>(length))};
  PyObject* result =
      PyObject_Vectorcall(workload.fail, operands.data() + 1, 1 | PY_VECTORCALL_ARGUMENTS_OFFSET, nullptr);
  Py_DECREF(operands[1]);
  Py_XDECREF(result);
  return throwPending(env);
}

template napi_value add<Between::released>(napi_env, napi_callback_info);
template napi_value add<Between::kept>(napi_env, napi_callback_info);
template napi_value scale<Between::released>(napi_env, napi_callback_info);
template napi_value scale<Between::kept>(napi_env, napi_callback_info);
template napi_value echoInt<Between::released>(napi_env, napi_callback_info);
template napi_value echoInt<Between::kept>(napi_env, napi_callback_info);
template napi_value echoFloat<Between::released>(napi_env, napi_callback_info);
template napi_value echoFloat<Between::kept>(napi_env, napi_callback_info);
template napi_value readLevel<Between::released>(napi_env, napi_callback_info);
template napi_value readLevel<Between::kept>(napi_env, napi_callback_info);
template napi_value setLevel<Between::released>(napi_env, napi_callback_info);
template napi_value setLevel<Between::kept>(napi_env, napi_callback_info);
template napi_value fail<Between::released>(napi_env, napi_callback_info);
template napi_value fail<Between::kept>(napi_env, napi_callback_info);

}  // namespace graftwire::floor
