#include "python/type_name.h"

#include "python/owned.h"

namespace graftwire::python {

namespace {

std::string attribute(PyObject* type, const char* name) {
  const Owned value(py.PyObject_GetAttrString(type, name));
  PySize length = 0;
  const char* text = value && typeOf(value.get()) == py.unicodeType
                         ? py.PyUnicode_AsUTF8AndSize(value.get(), &length)
                         : nullptr;
  if (text == nullptr) {
    py.PyErr_Clear();
    return {};
  }
  return std::string(text, static_cast<std::size_t>(length));
}

}  // namespace

std::string typeName(PyObject* type) {
  const std::string module = attribute(type, "__module__");
  const std::string name = attribute(type, "__qualname__");
  if (name.empty()) return "object";
  return module.empty() || module == "builtins" ? name : module + "." + name;
}

}  // namespace graftwire::python
