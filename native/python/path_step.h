#pragma once

#include <string>

#include "python/api.h"

namespace graftwire::python {

/// How a dict's key shows in a path to a culprit: `.name` where it is an identifier, `["other text"]`,
/// `.get(key)` where it is no string. Leaves no exception pending.
std::string pathStep(PyObject* key);

}  // namespace graftwire::python
