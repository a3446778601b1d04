#include "record.h"

#include <array>
#include <cstdint>
#include <cstring>

namespace graftwire::floor {

namespace {

enum Tag : std::uint8_t { none, no, yes, int32, float64, text, list, dict };

std::uint8_t* record = nullptr;

// Keys come again and again: the same bytes give the same str, its hash already computed.
struct CachedKey {
  PyObject* key = nullptr;
  std::uint8_t length = 0;
  std::array<std::uint8_t, 16> bytes;
};

std::array<CachedKey, 256> cachedKeys;

PyObject* readKey(const std::uint8_t*& at) {
  const std::uint8_t length = *at++;
  const std::uint8_t* bytes = at;
  at += length;
  const size_t slot = (length * 31u + bytes[0] * 7u + bytes[length - 1] * 3u + bytes[length / 2]) & 255u;
  CachedKey& cached = cachedKeys[slot];
  if (cached.length != length || std::memcmp(cached.bytes.data(), bytes, length) != 0) {
    PyObject* key = PyUnicode_FromStringAndSize(reinterpret_cast<const char*>(bytes), length);
    if (length > cached.bytes.size()) return key;
    Py_XDECREF(cached.key);
    cached.key = key;
    cached.length = length;
    std::memcpy(cached.bytes.data(), bytes, length);
  }
  Py_INCREF(cached.key);
  return cached.key;
}

PyObject* read(const std::uint8_t*& at) {
  switch (static_cast<Tag>(*at++)) {
    case no:
      Py_RETURN_FALSE;
    case yes:
      Py_RETURN_TRUE;
    case int32: {
      std::int32_t value;
      std::memcpy(&value, at, sizeof value);
      at += sizeof value;
      return PyLong_FromLong(value);
    }
    case float64: {
      double value;
      std::memcpy(&value, at, sizeof value);
      at += sizeof value;
      return PyFloat_FromDouble(value);
    }
    case text: {
      const std::uint8_t length = *at++;
      const char* bytes = reinterpret_cast<const char*>(at);
      at += length;
      return PyUnicode_FromStringAndSize(bytes, length);
    }
    case list: {
      const std::uint8_t length = *at++;
      PyObject* items = PyList_New(length);
      for (std::uint8_t index = 0; index < length; index++) PyList_SET_ITEM(items, index, read(at));
      return items;
    }
    case dict: {
      const std::uint8_t length = *at++;
      PyObject* entries = PyDict_New();
      for (std::uint8_t index = 0; index < length; index++) {
        PyObject* key = readKey(at);
        PyObject* value = read(at);
        PyDict_SetItem(entries, key, value);
        Py_DECREF(key);
        Py_DECREF(value);
      }
      return entries;
    }
    case none:
      break;
  }
  Py_RETURN_NONE;
}

void writeText(std::uint8_t*& at, PyObject* value) {
  Py_ssize_t length = 0;
  const char* bytes = PyUnicode_AsUTF8AndSize(value, &length);
  *at++ = static_cast<std::uint8_t>(length);
  std::memcpy(at, bytes, static_cast<size_t>(length));
  at += length;
}

void write(std::uint8_t*& at, PyObject* value) {
  if (PyUnicode_Check(value)) {
    *at++ = text;
    writeText(at, value);
  } else if (PyBool_Check(value)) {
    *at++ = value == Py_True ? yes : no;
  } else if (PyLong_Check(value)) {
    *at++ = int32;
    const auto number = static_cast<std::int32_t>(PyLong_AsLong(value));
    std::memcpy(at, &number, sizeof number);
    at += sizeof number;
  } else if (PyFloat_Check(value)) {
    *at++ = float64;
    const double number = PyFloat_AS_DOUBLE(value);
    std::memcpy(at, &number, sizeof number);
    at += sizeof number;
  } else if (PyList_Check(value)) {
    *at++ = list;
    const Py_ssize_t length = PyList_GET_SIZE(value);
    *at++ = static_cast<std::uint8_t>(length);
    for (Py_ssize_t index = 0; index < length; index++) write(at, PyList_GET_ITEM(value, index));
  } else if (PyDict_Check(value)) {
    *at++ = dict;
    *at++ = static_cast<std::uint8_t>(PyDict_GET_SIZE(value));
    Py_ssize_t position = 0;
    PyObject* key = nullptr;
    PyObject* entry = nullptr;
    while (PyDict_Next(value, &position, &key, &entry)) {
      writeText(at, key);
      write(at, entry);
    }
  } else {
    *at++ = none;
  }
}

}  // namespace

napi_value shareRecord(napi_env env, napi_callback_info info) {
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
  record = static_cast<std::uint8_t*>(data);
  return nullptr;
}

template <Between between>
napi_value echoRecord(napi_env env, napi_callback_info) {
  GilScope<between> gil;
  const std::uint8_t* from = record;
  std::array<PyObject*, 2> operands = {nullptr, read(from)};
  PyObject* result =
      PyObject_Vectorcall(workload.echo, operands.data() + 1, 1 | PY_VECTORCALL_ARGUMENTS_OFFSET, nullptr);
  Py_DECREF(operands[1]);
  if (result == nullptr) return throwPending(env);
  std::uint8_t* to = record;
  write(to, result);
  Py_DECREF(result);
  return nullptr;
}

template napi_value echoRecord<Between::released>(napi_env, napi_callback_info);
template napi_value echoRecord<Between::kept>(napi_env, napi_callback_info);

}  // namespace graftwire::floor
