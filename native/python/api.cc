#include "python/api.h"

#include <dlfcn.h>

namespace graftwire::python {

Api py;

bool Api::load(void* library, std::string& missing) {
  const auto find = [&](const char* symbol) -> void* {
    void* found = dlsym(library, symbol);
    if (found == nullptr && missing.empty()) missing = symbol;
    return found;
  };
  missing.clear();
#define X(name, result, parameters) name = reinterpret_cast<result(*) parameters>(find(#name));
  GRAFTWIRE_PYTHON_FUNCTIONS(X)
#undef X
#define X(name, symbol) name = static_cast<PyObject*>(find(symbol));
  GRAFTWIRE_PYTHON_OBJECTS(X)
#undef X
#define X(name) name = static_cast<PyObject**>(find(#name));
  GRAFTWIRE_PYTHON_EXCEPTIONS(X)
#undef X
  Py_NoSiteFlag = static_cast<int*>(dlsym(library, "Py_NoSiteFlag"));
  PyIter_Send = reinterpret_cast<int (*)(PyObject*, PyObject*, PyObject**)>(dlsym(library, "PyIter_Send"));
  return missing.empty();
}

}  // namespace graftwire::python
