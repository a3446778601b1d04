#pragma once

#include <string>

#include "python/api.h"

namespace graftwire::python {

/// `Decimal` as `decimal.Decimal`, a builtin as its plain name. Leaves no exception pending.
std::string typeName(PyObject* type);

}  // namespace graftwire::python
