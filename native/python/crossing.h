#pragma once

#include "python/api.h"

namespace graftwire::python {

/// What the Python package does for types that C++ does not know itself (graftwire.host.forms). Imported when
/// the first such object crosses. Borrowed for the life of the process.
struct Crossing {
  /// `form_of(cls) -> (form, extension, encode)`
  PyObject* formOf = nullptr;
  /// `decode(extension, values) -> object`
  PyObject* decode = nullptr;
  /// `exception_from(body) -> BaseException`, from the map of an exception frame
  PyObject* exceptionFrom = nullptr;

  /// nullptr with a Python exception pending where the package cannot be imported.
  static const Crossing* get();
};

}  // namespace graftwire::python
