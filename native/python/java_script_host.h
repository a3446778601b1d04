#pragma once

#include "python/api.h"
#include "python/thread_context.h"

namespace graftwire::python {

class JavaScript;

/// Lets Python that runs meanwhile on this thread find the JavaScript that it runs for.
class HostScope {
 public:
  HostScope(ThreadContext& thread, JavaScript& javaScript) : thread_(thread), before_(thread.javaScript) {
    thread_.javaScript = &javaScript;
  }
  ~HostScope() { thread_.javaScript = before_; }
  HostScope(const HostScope&) = delete;
  HostScope& operator=(const HostScope&) = delete;

 private:
  ThreadContext& thread_;
  JavaScript* before_;
};

/// A new reference to a Python function `javascript()`, which gives the host object of the JavaScript that
/// the calling thread runs Python for (src/graft/javascript-modules.ts), or None where it runs for none.
PyObject* makeHostFunction();

}  // namespace graftwire::python
