#include "text.h"

#include <array>

namespace graftwire::floor {

namespace {

// One for the process: the benchmark calls from the main thread only, and a call is over before the next
// begins.
std::array<char16_t, 32 * 1024 + 1> buffer;
char* const bytes = reinterpret_cast<char*>(buffer.data());

template <Form form>
napi_status takeOut(napi_env env, napi_value value, size_t* length) {
  if constexpr (form == Form::utf8) {
    return napi_get_value_string_utf8(env, value, bytes, sizeof buffer, length);
  } else if constexpr (form == Form::latin1) {
    return napi_get_value_string_latin1(env, value, bytes, sizeof buffer, length);
  } else {
    return napi_get_value_string_utf16(env, value, buffer.data(), buffer.size(), length);
  }
}

template <Form form>
PyObject* toPython(size_t length) {
  const auto size = static_cast<Py_ssize_t>(length);
  if constexpr (form == Form::utf8) {
    return PyUnicode_FromStringAndSize(bytes, size);
  } else if constexpr (form == Form::latin1) {
    return PyUnicode_FromKindAndData(PyUnicode_1BYTE_KIND, bytes, size);
  } else if constexpr (form == Form::ucs2) {
    return PyUnicode_FromKindAndData(PyUnicode_2BYTE_KIND, bytes, size);
  } else {
    int byteOrder = PY_LITTLE_ENDIAN ? -1 : 1;
    return PyUnicode_DecodeUTF16(bytes, size * 2, nullptr, &byteOrder);
  }
}

size_t writeUtf16(PyObject* text) {
  const Py_UCS4* characters = PyUnicode_4BYTE_DATA(text);
  const Py_ssize_t length = PyUnicode_GET_LENGTH(text);
  char16_t* at = buffer.data();
  for (Py_ssize_t index = 0; index < length; index++) {
    const Py_UCS4 character = characters[index];
    if (character > 0xFFFF) {
      *at++ = static_cast<char16_t>(0xD7C0 + (character >> 10));
      *at++ = static_cast<char16_t>(0xDC00 + (character & 0x3FF));
    } else {
      *at++ = static_cast<char16_t>(character);
    }
  }
  return static_cast<size_t>(at - buffer.data());
}

template <Form form>
napi_status toJavaScript(napi_env env, PyObject* text, napi_value* value) {
  if constexpr (form == Form::utf8) {
    Py_ssize_t size = 0;
    const char* utf8 = PyUnicode_AsUTF8AndSize(text, &size);
    return utf8 == nullptr ? napi_generic_failure
                           : napi_create_string_utf8(env, utf8, static_cast<size_t>(size), value);
  } else if constexpr (form == Form::utf16) {
    return napi_create_string_utf16(env, buffer.data(), writeUtf16(text), value);
  } else {
    const auto length = static_cast<size_t>(PyUnicode_GET_LENGTH(text));
    const void* data = PyUnicode_DATA(text);
    if constexpr (form == Form::latin1) {
      return napi_create_string_latin1(env, static_cast<const char*>(data), length, value);
    } else {
      return napi_create_string_utf16(env, static_cast<const char16_t*>(data), length, value);
    }
  }
}

// The floor is told what it gets; were it told wrongly, it would read past the end of a smaller str.
template <Form form>
bool hasKind(PyObject* text) {
  if constexpr (form == Form::utf8) return true;
  constexpr auto wanted = form == Form::latin1 ? PyUnicode_1BYTE_KIND
                          : form == Form::ucs2 ? PyUnicode_2BYTE_KIND
                                               : PyUnicode_4BYTE_KIND;
  return PyUnicode_KIND(text) == wanted;
}

}  // namespace

template <Between between, Form form>
napi_value echoText(napi_env env, napi_callback_info info) {
  size_t count = 1;
  napi_value argument = nullptr;
  size_t length = 0;
  if (napi_get_cb_info(env, info, &count, &argument, nullptr, nullptr) != napi_ok ||
      takeOut<form>(env, argument, &length) != napi_ok) {
    napi_throw_type_error(env, nullptr, "a string is wanted");
    return nullptr;
  }
  GilScope<between> gil;
  std::array<PyObject*, 2> operands = {nullptr, toPython<form>(length)};
  if (operands[1] == nullptr) return throwPending(env);
  PyObject* result =
      PyObject_Vectorcall(workload.echo, operands.data() + 1, 1 | PY_VECTORCALL_ARGUMENTS_OFFSET, nullptr);
  Py_DECREF(operands[1]);
  if (result == nullptr) return throwPending(env);
  napi_value value = nullptr;
  if (!hasKind<form>(result) || toJavaScript<form>(env, result, &value) != napi_ok) {
    napi_throw_type_error(env, nullptr, "a text of another kind came back");
  }
  Py_DECREF(result);
  return value;
}

template napi_value echoText<Between::released, Form::utf8>(napi_env, napi_callback_info);
template napi_value echoText<Between::released, Form::latin1>(napi_env, napi_callback_info);
template napi_value echoText<Between::released, Form::ucs2>(napi_env, napi_callback_info);
template napi_value echoText<Between::released, Form::utf16>(napi_env, napi_callback_info);
template napi_value echoText<Between::kept, Form::utf8>(napi_env, napi_callback_info);
template napi_value echoText<Between::kept, Form::latin1>(napi_env, napi_callback_info);
template napi_value echoText<Between::kept, Form::ucs2>(napi_env, napi_callback_info);
template napi_value echoText<Between::kept, Form::utf16>(napi_env, napi_callback_info);

}  // namespace graftwire::floor
