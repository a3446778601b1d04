#pragma once

#include <atomic>
#include <condition_variable>
#include <csignal>
#include <mutex>

namespace graftwire::python {

class ThreadContext;

/// Sees to it that a thread that keeps the GIL between calls lets go when anybody else wants it. Lanes say so
/// themselves; of threads that Python's extension modules make nothing is heard, so while the GIL is kept a
/// watcher looks every millisecond whether Python has another thread by now. Either sends the keeper a
/// signal, whose handler lets go: only the keeper's own thread can.
class GilWatch {
 public:
  static GilWatch& process();

  /// Installs the signal handler. False where that cannot be done: then nobody keeps the GIL.
  bool install();

  /// The one context that may keep the GIL has begun to. It lives as long as the process.
  void watch(ThreadContext& keeper);

  /// Makes the keeper let go of the GIL, if it keeps it.
  void interruptKeeper();

 private:
  static void onSignal(int signal, siginfo_t* info, void* context);
  void run();
  bool isWanted() const;

  std::atomic<ThreadContext*> keeper_{nullptr};
  // Set by the keeper, cleared by the watcher before it sleeps; the lock makes sure that one sees the other.
  std::atomic<bool> awake_{false};
  std::mutex sleeping_;
  std::condition_variable wake_;
  bool started_ = false;
  struct sigaction before_{};
};

}  // namespace graftwire::python
