#pragma once

#include <Python.h>
#include <node_api.h>

namespace graftwire::floor {

// The functions of workload.py, looked up once. Owned for the life of the process.
struct Workload {
  PyObject* add = nullptr;
  PyObject* echo = nullptr;
  PyObject* scale = nullptr;
  PyObject* fail = nullptr;
  PyObject* setLevel = nullptr;
  PyObject* module = nullptr;
  PyObject* factorKeyword = nullptr;  // the tuple ("factor",)
  PyObject* levelName = nullptr;      // "level", interned
};

extern Workload workload;

// Who holds the GIL between two calls: nobody (each call takes and releases it), or this thread, for good.
enum class Between { released, kept };

// Takes the GIL for one call when it is not kept; costs nothing when it is.
template <Between between>
class GilScope {
 public:
  GilScope() {
    if constexpr (between == Between::released) state_ = PyGILState_Ensure();
  }
  ~GilScope() {
    if constexpr (between == Between::released) PyGILState_Release(state_);
  }
  GilScope(const GilScope&) = delete;
  GilScope& operator=(const GilScope&) = delete;

 private:
  PyGILState_STATE state_ = PyGILState_UNLOCKED;
};

// Gives a new reference, and takes the operand's. Needs the GIL.
inline PyObject* callWithOne(PyObject* function, PyObject* operand) {
  // The free first slot lets a bound method put its self there (PY_VECTORCALL_ARGUMENTS_OFFSET).
  PyObject* operands[] = {nullptr, operand};
  PyObject* result = PyObject_Vectorcall(function, operands + 1, 1 | PY_VECTORCALL_ARGUMENTS_OFFSET, nullptr);
  Py_DECREF(operand);
  return result;
}

// start(directory of workload.py, keepGil: boolean, executable: path of the interpreter that this is to be)
napi_value start(napi_env env, napi_callback_info info);

// prefix(): Python's sys.prefix.
napi_value prefix(napi_env env, napi_callback_info info);

// Turns the pending Python exception into a pending JavaScript error with its message. Needs the GIL.
napi_value throwPending(napi_env env);

}  // namespace graftwire::floor
