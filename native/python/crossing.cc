#include "python/crossing.h"

#include "python/js_reference.h"
#include "python/owned.h"

namespace graftwire::python {

const Crossing* Crossing::get() {
  static Crossing functions;
  if (functions.exceptionFrom != nullptr) return &functions;
  const Owned module(py.PyImport_ImportModule("graftwire.host.forms"));
  if (!module) return nullptr;
  // It gives the types of JavaScript's objects their methods, and tells these types from others.
  const Owned types(JsReference::makeTypes());
  const Owned adopt(types ? py.PyObject_GetAttrString(module.get(), "adopt") : nullptr);
  if (!adopt) return nullptr;
  PyObject* arguments[] = {types.get()};
  const Owned adopted(py.PyObject_VectorcallDict(adopt.get(), arguments, 1, nullptr));
  if (!adopted) return nullptr;
  functions.formOf = py.PyObject_GetAttrString(module.get(), "form_of");
  functions.decode = py.PyObject_GetAttrString(module.get(), "decode");
  functions.exceptionFrom = py.PyObject_GetAttrString(module.get(), "exception_from");
  return functions.exceptionFrom != nullptr ? &functions : nullptr;
}

}  // namespace graftwire::python
