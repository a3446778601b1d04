#include "interpreter.h"

#include <array>

namespace graftwire::floor {

Workload workload;

namespace {

bool loadWorkload(const char* directory) {
  PyObject* path = PySys_GetObject("path");
  PyObject* entry = PyUnicode_FromString(directory);
  if (path == nullptr || entry == nullptr || PyList_Insert(path, 0, entry) != 0) return false;
  Py_DECREF(entry);
  PyObject* module = PyImport_ImportModule("workload");
  if (module == nullptr) return false;
  workload.add = PyObject_GetAttrString(module, "add");
  workload.echo = PyObject_GetAttrString(module, "echo");
  workload.scale = PyObject_GetAttrString(module, "scale");
  workload.fail = PyObject_GetAttrString(module, "fail");
  workload.setLevel = PyObject_GetAttrString(module, "set_level");
  workload.factorKeyword = Py_BuildValue("(s)", "factor");
  workload.levelName = PyUnicode_InternFromString("level");
  workload.module = module;
  return PyErr_Occurred() == nullptr;
}

}  // namespace

napi_value start(napi_env env, napi_callback_info info) {
  size_t count = 3;
  std::array<napi_value, 3> arguments;
  std::array<char, 4096> directory;
  std::array<char, 4096> executable;
  size_t length = 0;
  bool keepGil = false;
  if (napi_get_cb_info(env, info, &count, arguments.data(), nullptr, nullptr) != napi_ok ||
      napi_get_value_string_utf8(env, arguments[0], directory.data(), directory.size(), &length) != napi_ok ||
      napi_get_value_bool(env, arguments[1], &keepGil) != napi_ok ||
      napi_get_value_string_utf8(env, arguments[2], executable.data(), executable.size(), &length) !=
          napi_ok) {
    napi_throw_type_error(env, nullptr, "start(directory, keepGil, executable)");
    return nullptr;
  }
  // Where CPython finds its virtual environment. It keeps the pointer.
  Py_SetProgramName(Py_DecodeLocale(executable.data(), nullptr));
  Py_InitializeEx(0);
  if (!loadWorkload(directory.data())) return throwPending(env);
  // From here on PyGILState_Ensure really takes the GIL; the thread state of this thread stays cached for it.
  if (!keepGil) PyEval_SaveThread();
  return nullptr;
}

napi_value prefix(napi_env env, napi_callback_info) {
  const PyGILState_STATE gil = PyGILState_Ensure();
  PyObject* text = PySys_GetObject("prefix");
  const char* utf8 = text == nullptr ? nullptr : PyUnicode_AsUTF8(text);
  napi_value value = nullptr;
  if (utf8 != nullptr) napi_create_string_utf8(env, utf8, NAPI_AUTO_LENGTH, &value);
  PyGILState_Release(gil);
  return value;
}

napi_value throwPending(napi_env env) {
  PyObject* type = nullptr;
  PyObject* value = nullptr;
  PyObject* traceback = nullptr;
  PyErr_Fetch(&type, &value, &traceback);
  PyErr_NormalizeException(&type, &value, &traceback);
  PyObject* text = value == nullptr ? nullptr : PyObject_Str(value);
  const char* message = text == nullptr ? nullptr : PyUnicode_AsUTF8(text);
  napi_throw_error(env, nullptr, message == nullptr ? "a Python exception without a message" : message);
  Py_XDECREF(text);
  Py_XDECREF(type);
  Py_XDECREF(value);
  Py_XDECREF(traceback);
  return nullptr;
}

}  // namespace graftwire::floor
