#pragma once

#include <atomic>

#include "python/failure.h"

namespace graftwire::python {

/// Processes that Python forks from this one. They have all of its memory and one of its threads: no
/// JavaScript runs there, and nobody waits for what is asked of it.
class Forked {
 public:
  /// From now on children know that they are some. Called once.
  static void watch();
  static bool isChild() { return isChild_.load(std::memory_order_relaxed); }
  /// Why an object of JavaScript's cannot be used in a child.
  static Failure failure();
  /// Ends the child, whose Python has come to its end and would go back to JavaScript. `isRaised`: a Python
  /// exception is pending. Under the GIL.
  [[noreturn]] static void end(bool isRaised);

 private:
  static inline std::atomic<bool> isChild_{false};
};

}  // namespace graftwire::python
