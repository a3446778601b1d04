#include "python/switch_interval.h"

#include <mutex>

#include "python/api.h"
#include "python/owned.h"

namespace graftwire::python {

namespace {

constexpr double defaultSeconds = 0.005;
constexpr double tunedSeconds = 0.0001;

Owned call(const char* function, PyObject* argument) {
  PyObject* found = py.PySys_GetObject(function);
  PyObject* arguments[] = {argument};
  Owned result(found == nullptr
                   ? nullptr
                   : py.PyObject_VectorcallDict(found, arguments, argument == nullptr ? 0 : 1, nullptr));
  if (!result) py.PyErr_Clear();
  return result;
}

}  // namespace

void tuneSwitchInterval() {
  static std::once_flag once;
  std::call_once(once, [] {
    const int state = py.PyGILState_Ensure();
    if (const Owned now = call("getswitchinterval", nullptr);
        now && py.PyFloat_AsDouble(now.get()) == defaultSeconds) {
      const Owned tuned(py.PyFloat_FromDouble(tunedSeconds));
      const Owned done = call("setswitchinterval", tuned.get());
    }
    py.PyGILState_Release(state);
  });
}

}  // namespace graftwire::python
