#pragma once

#include "python/crossing_types.h"
#include "python/java_script.h"
#include "python/lent_buffers.h"
#include "python/members.h"
#include "python/references.h"
#include "python/shown_buffers.h"

namespace graftwire::python {

/// What the contexts of a lane share: its own on the thread of JavaScript, and those of its other threads.
/// Used under the GIL; lives as long as any of them.
struct LaneTables {
  explicit LaneTables(Dispatcher& dispatcher) : javaScript(new JavaScript(dispatcher)) {}
  LaneTables(const LaneTables&) = delete;
  LaneTables& operator=(const LaneTables&) = delete;

  /// No context uses them any more. Under the GIL, which the destructor does not want.
  void clear() {
    members.clear();
    types.clear();
    // What ends here may still print, or try to call.
    references.clear();
    shown.settle();
  }

  Members members;
  References references;
  CrossingTypes types;
  LentBuffers lent;
  /// By answers that are read later.
  ShownBuffers shown{true};
  // Python's objects that stand for JavaScript's may outlive the lane.
  JavaScript* javaScript;
};

}  // namespace graftwire::python
