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
  workload.factorKeyword = Py_BuildValue("(s)", "factor");
  Py_DECREF(module);
  return PyErr_Occurred() == nullptr;
}

}  // namespace

napi_value start(napi_env env, napi_callback_info info) {
  size_t count = 2;
  std::array<napi_value, 2> arguments;
  std::array<char, 4096> directory;
  size_t length = 0;
  bool keepGil = false;
  if (napi_get_cb_info(env, info, &count, arguments.data(), nullptr, nullptr) != napi_ok ||
      napi_get_value_string_utf8(env, arguments[0], directory.data(), directory.size(), &length) != napi_ok ||
      napi_get_value_bool(env, arguments[1], &keepGil) != napi_ok) {
    napi_throw_type_error(env, nullptr, "start(directory, keepGil)");
    return nullptr;
  }
  Py_InitializeEx(0);
  if (!loadWorkload(directory.data())) return throwPending(env);
  // From here on PyGILState_Ensure really takes the GIL; the thread state of this thread stays cached for it.
  if (!keepGil) PyEval_SaveThread();
  return nullptr;
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
