#pragma once

#include "python/api.h"

namespace graftwire::python {

/// Lets others have the GIL for the time of a scope.
class Released {
 public:
  Released() : state_(py.PyEval_SaveThread()) {}
  ~Released() { py.PyEval_RestoreThread(state_); }
  Released(const Released&) = delete;
  Released& operator=(const Released&) = delete;

 private:
  PyThreadState* state_;
};

}  // namespace graftwire::python
