#pragma once

#include "python/api.h"

namespace graftwire::python {

/// A new reference to a Python function `javascript()`, which gives the host object of the JavaScript that
/// the calling thread runs Python for (src/graft/javascript-modules.ts), of the main thread's on a thread of
/// Python's own, or None where there is none.
PyObject* makeHostFunction();

}  // namespace graftwire::python
