#pragma once

#include <string>

#include "python/api.h"
#include "python/failure.h"

namespace graftwire::python {

/// Which CPython to start, and what it needs to know. All are absolute paths.
struct InterpreterOptions {
  std::string library;
  /// Becomes sys.executable; a virtual environment is found from it.
  std::string executable;
  /// The folder that holds the Python package `graftwire`.
  std::string hostFolder;
};

/// Functions of the Python package that C++ calls. Borrowed for the life of the process.
struct HostFunctions {
  PyObject* resolve = nullptr;
  PyObject* describeException = nullptr;
  PyObject* stop = nullptr;
};

/// The one CPython of the process. It is never finalised: lanes, and threads of Python's own, may live until
/// the end.
class Interpreter {
 public:
  /// Starts it, or finds that the same one runs already. May be called by any thread, several at once. False
  /// with the failure filled in.
  static bool start(const InterpreterOptions& options, Failure& failure);

  /// Whether the caller is on the thread that the process began with, which in Node is the main one.
  static bool isMainThread();
  static bool running();
  static const HostFunctions& host();
  /// Runs what Python would run at its end short of finalising: exit handlers, flushing. Once; later calls do
  /// nothing.
  static void stop();
};

}  // namespace graftwire::python
