#pragma once

#include <cstddef>

#include "python/api.h"

namespace graftwire::python {

/// Where what Python prints goes while a lane executes an invocation: Node's process.stdout and
/// process.stderr.
class Console {
 public:
  /// Writes to descriptor 1 or 2, on the lane's own thread. False where that cannot be done now.
  virtual bool write(int descriptor, const char* data, std::size_t length) = 0;

 protected:
  ~Console() = default;
};

/// A new reference to a Python function `write(descriptor: int, data: bytes) -> bool`, which writes to the
/// calling thread's console, if it has one.
PyObject* makeConsoleFunction();

}  // namespace graftwire::python
