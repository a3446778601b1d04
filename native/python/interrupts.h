#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

#include "python/guarded_thread.h"
#include "python/thread_context.h"

namespace graftwire::python {

/// Ends calls that take too long, or are wanted no more. A call that may be interrupted is between begin()
/// and end() of its thread; all others cost nothing. One watchdog for the process looks after the deadlines
/// and sleeps while there are none. docs/decisions/0010-interrupting.md says how Python is interrupted.
///
/// Whoever holds the lock never waits for the GIL; who holds the GIL may wait for the lock.
class Interrupts {
 public:
  static Interrupts& process();

  /// The calling thread is Python's main one and the process's, and holds the GIL: from now on its calls can
  /// be interrupted in system calls too, and Ctrl-C is for Python while one runs.
  void adoptMainThread(ThreadContext& thread);

  /// What the calling thread does from now on is interrupted after so many milliseconds (which may be
  /// infinite), until end(). Gives a number for cancel(). Pairs are nested.
  std::uint32_t begin(ThreadContext& thread, double timeoutMs);
  /// Counterpart of begin(): from now on nothing is raised for it. Says why it was to end before.
  InterruptReason end(ThreadContext& thread);
  /// Interrupts a call of the calling thread, if it still goes on.
  void cancel(ThreadContext& thread, std::uint32_t id);
  /// The same for a call of another thread; without the GIL. The thread is there until it has forgotten its
  /// calls.
  void cancelElsewhere(ThreadContext& thread, std::uint32_t id);
  /// endThread() may be called for the calling thread from now on, until it ends.
  void watchOver(ThreadContext& thread) { guarded(thread); }
  /// All that this thread does is interrupted from now on, first after `delay`, until relent(). Any thread,
  /// without the GIL or with it.
  void endThread(ThreadContext& thread, std::chrono::milliseconds delay);
  /// Counterpart of endThread(), on the same thread and under the GIL.
  void relent(ThreadContext& thread);
  /// The thread ends; it holds the GIL.
  void forget(ThreadContext& thread);

  /// Has the watchdog look at once. May be called by a signal handler.
  void wake() const;
  /// Whether a thread, by Python's number of it, is in the import system itself, where nothing is to be
  /// raised. Under the GIL, which it may give up.
  static bool isImporting(unsigned long ident);

  // What Python calls, under the GIL.

  /// Raises what is due on the calling thread, Python's main one; false where nothing is.
  bool raiseDue();
  /// An interruption is raised on the calling thread, by Python.
  void raised();
  /// Of the call that runs on this thread: the nearest deadline (seconds of time.monotonic(), or None),
  /// whether it is to end, and its number; or None.
  PyObject* state();

 private:
  friend class InterruptShield;

  GuardedThread& guarded(ThreadContext& thread, bool bySignal = false);
  void prepare();
  void watch();
  void run();
  std::int64_t look(std::vector<GuardedThread*>& askPython);
  void askPython(GuardedThread& thread);
  PyObject* typeFor(GuardedThread& thread);
  static void withdraw(GuardedThread& thread);

  std::mutex mutex_;
  std::vector<GuardedThread*> threads_;
  std::uint32_t lastId_ = 0;
  bool watching_ = false;
  int wakeUp_ = -1;
  /// When the watchdog looks next without being woken.
  std::int64_t nextLook_ = never;
  /// Under the GIL: `graftwire.host.interrupts.interruption`, once it is known.
  PyObject* makeType_ = nullptr;
  std::atomic<bool> isPrepared_{false};
};

/// Keeps interruptions off graftwire's own work with what a call has raised, which they would garble.
class InterruptShield {
 public:
  explicit InterruptShield(ThreadContext& thread) : thread_(thread.guarded) {
    if (thread_ == nullptr) return;
    if (thread_->shields++ == 0 && thread_->asked) Interrupts::withdraw(*thread_);
  }
  ~InterruptShield() {
    if (thread_ != nullptr) --thread_->shields;
  }
  InterruptShield(const InterruptShield&) = delete;
  InterruptShield& operator=(const InterruptShield&) = delete;

 private:
  GuardedThread* thread_;
};

}  // namespace graftwire::python
