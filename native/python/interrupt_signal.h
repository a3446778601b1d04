#pragma once

#include "python/api.h"

namespace graftwire::python {

/// The signal that has Python's main thread leave the system call that it waits in, and ask what is due: a
/// real-time one that nobody else has a handler for.
class InterruptSignal {
 public:
  /// Installs Python's handler of it, on Python's main thread under the GIL. 0 where that cannot be done.
  static int install();
  /// Its number; 0 before it is installed.
  static int number();
};

}  // namespace graftwire::python
