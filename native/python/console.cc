#include "python/console.h"

#include "python/java_script.h"
#include "python/thread_context.h"
#include "python/type_spec.h"

namespace graftwire::python {

namespace {

PyObject* writeToConsole(PyObject*, PyObject* arguments) {
  PyObject* data = py.PyTuple_Size(arguments) == 2 ? py.PyTuple_GetItem(arguments, 1) : nullptr;
  char* bytes = nullptr;
  PySize length = 0;
  if (data == nullptr || typeOf(data) != py.bytesType ||
      py.PyBytes_AsStringAndSize(data, &bytes, &length) != 0) {
    py.PyErr_SetString(*py.PyExc_TypeError, "write(descriptor: int, data: bytes)");
    return nullptr;
  }
  const long descriptor = py.PyLong_AsLong(py.PyTuple_GetItem(arguments, 0));
  if (descriptor == -1 && py.PyErr_Occurred() != nullptr) return nullptr;
  const ThreadContext& thread = ThreadContext::current();
  const auto count = static_cast<std::size_t>(length);
  bool written = false;
  if (thread.console != nullptr) {
    written = thread.console->write(static_cast<int>(descriptor), bytes, count);
  } else if (thread.execution != nullptr && thread.javaScript != nullptr) {
    written = thread.javaScript->print(static_cast<int>(descriptor), bytes, count);
  }
  return py.PyBool_FromLong(written ? 1 : 0);
}

MethodDefinition writeDefinition{"write", writeToConsole, variableArguments, nullptr};

}  // namespace

PyObject* makeConsoleFunction() {
  return py.PyCFunction_NewEx(&writeDefinition, nullptr, nullptr);
}

}  // namespace graftwire::python
