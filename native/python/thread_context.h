#pragma once

#include "python/api.h"

namespace graftwire::python {

class Console;

/// What one native thread has of Python: its thread state, kept for the thread's life, and how often it is inside. A
/// nested invocation (Python called JavaScript, which calls Python) finds the GIL held and must not take it again.
class ThreadContext {
 public:
  /// This thread's. Lanes keep the address: looking a thread-local up costs more than a call can spare.
  static ThreadContext& current();

  /// Makes a thread state at the first use by a lane of this thread.
  void acquire();
  /// Counterpart of acquire(): with the last one the thread state goes. The main thread's stays, as CPython wants it.
  void release();

  void enter() {
    if (depth_++ == 0) py.PyEval_RestoreThread(state_);
  }
  void leave() {
    if (--depth_ == 0) py.PyEval_SaveThread();
  }

  /// Where what Python prints on this thread goes; nullptr while it executes nothing.
  Console* console = nullptr;

  /// For the thread that initialised CPython: its state came with it.
  void adopt(PyThreadState* state) {
    state_ = state;
    adopted_ = true;
  }

 private:
  PyThreadState* state_ = nullptr;
  unsigned depth_ = 0;
  unsigned users_ = 0;
  bool adopted_ = false;
};

/// Holds the GIL, and makes a console the thread's, for the time of a scope.
class GilScope {
 public:
  explicit GilScope(ThreadContext& thread, Console* console = nullptr) : thread_(thread), before_(thread.console) {
    thread_.enter();
    thread_.console = console;
  }
  ~GilScope() {
    thread_.console = before_;
    thread_.leave();
  }
  GilScope(const GilScope&) = delete;
  GilScope& operator=(const GilScope&) = delete;

 private:
  ThreadContext& thread_;
  Console* before_;
};

}  // namespace graftwire::python
