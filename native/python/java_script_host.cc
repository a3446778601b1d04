#include "python/java_script_host.h"

#include "python/java_script.h"
#include "python/thread_context.h"
#include "python/type_spec.h"

namespace graftwire::python {

namespace {

PyObject* hostOfThread(PyObject*, PyObject*) {
  JavaScript* javaScript = ThreadContext::current().javaScript;
  if (javaScript == nullptr) javaScript = JavaScript::ofMainThread;
  if (javaScript != nullptr) return javaScript->receive(JavaScript::hostId, JavaScript::Kind::object);
  py.Py_IncRef(py.none);
  return py.none;
}

MethodDefinition hostDefinition{"javascript", hostOfThread, variableArguments, nullptr};

}  // namespace

PyObject* makeHostFunction() {
  return py.PyCFunction_NewEx(&hostDefinition, nullptr, nullptr);
}

}  // namespace graftwire::python
