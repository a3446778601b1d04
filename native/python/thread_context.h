#pragma once

#include <pthread.h>

#include <atomic>
#include <cstdint>

#include "python/api.h"
#include "python/copies.h"

namespace graftwire::python {

class Console;
class ExecutionThread;
class GuardedThread;
class JavaScript;

/// What one native thread has of Python: its thread state, kept for the thread's life, and how often it is
/// inside. A nested invocation (Python called JavaScript, which calls Python) finds the GIL held and must not
/// take it again.
///
/// The thread that initialised CPython may *keep* the GIL between calls while it is Python's only thread:
/// taking and releasing it is a third of a short call. docs/decisions/0007-keeping-the-gil.md says who makes
/// it let go, and GilWatch does.
class ThreadContext {
 public:
  /// This thread's. Lanes keep the address: looking a thread-local up costs more than a call can spare.
  static ThreadContext& current();

  /// Makes a thread state at the first use by a lane of this thread.
  void acquire();
  /// Counterpart of acquire(): with the last one the thread state goes. The main thread's stays, as CPython
  /// wants it.
  void release();

  void enter() {
    const unsigned depth = depth_.load(std::memory_order_relaxed);
    depth_.store(depth + 1, std::memory_order_relaxed);
    if (depth != 0) return;
    inside_.store(true, std::memory_order_relaxed);
    // From here on letGo() leaves the GIL alone; it runs on this thread, so the order of the program is all
    // that counts.
    std::atomic_signal_fence(std::memory_order_seq_cst);
    if (!keeps()) take();
  }

  void leave() {
    const unsigned depth = depth_.load(std::memory_order_relaxed) - 1;
    depth_.store(depth, std::memory_order_relaxed);
    if (depth != 0) return;
    const std::uint64_t calls = calls_.load(std::memory_order_relaxed) + 1;
    calls_.store(calls, std::memory_order_relaxed);
    if (mayKeep_ && !isBorrowed_ && calls >= keepFrom_ && isOnlyThread()) {
      if (!keeps()) startKeeping();
      kept_.store(true, std::memory_order_relaxed);
      std::atomic_signal_fence(std::memory_order_seq_cst);
      inside_.store(false, std::memory_order_relaxed);
    } else {
      kept_.store(false, std::memory_order_relaxed);
      giveBack();
      inside_.store(false, std::memory_order_relaxed);
    }
  }

  /// Whether the GIL is held between calls. Whoever sees it begin has to see to it that endTurn() is called
  /// when this turn of the event loop ends.
  bool keeps() const { return kept_.load(std::memory_order_relaxed); }

  /// Whether this thread holds the GIL by this copy of the addon.
  bool holdsGil() const { return depth_.load(std::memory_order_relaxed) != 0 || keeps(); }

  /// Lets go of the GIL if it is kept: nobody can tell how long the event loop will wait.
  void endTurn();

  /// Lets go of the GIL if it is kept and this thread is not inside. Called by a signal handler on this
  /// thread.
  void letGo();

  /// A number of the outermost call that is under way, which no other has had; 0 while there is none. Any
  /// thread and any signal handler may ask.
  std::uint64_t runningCall() const {
    return depth_.load(std::memory_order_relaxed) == 0 ? 0 : calls_.load(std::memory_order_relaxed) + 1;
  }

  /// Of the thread that adopt() was called on.
  pthread_t nativeThread() const { return thread_; }

  /// Who may interrupt calls of this thread; nullptr before the first that may be.
  GuardedThread* guarded = nullptr;

  /// Where what Python prints on this thread goes; nullptr while it executes nothing.
  Console* console = nullptr;
  /// Whom Python runs for on this thread, where that is a lane's.
  JavaScript* javaScript = nullptr;
  /// Of a thread that executes what is called asynchronously.
  ExecutionThread* execution = nullptr;

  /// The number that Node gives the thread of JavaScript that this is, or works for; 0 is the main one.
  std::uint32_t owner = 0;
  /// Set when what it does is to end (Endings). Read by waits that nothing of Python's interrupts.
  std::atomic<bool> isEnding{false};

  /// For the thread that initialised CPython: its state came with it. `keeping`: it may keep the GIL.
  void adopt(PyThreadState* state, bool keeping);

 private:
  friend class GilWatch;

  /// Fewer calls in a turn are not worth the end of the turn.
  static constexpr unsigned callsBeforeKeeping = 16;

  /// New thread states are put before the older ones, so this one is the first only while it is the only one.
  bool isOnlyThread() const { return py.PyInterpreterState_ThreadHead(interpreter_) == state_; }
  void startKeeping();

  /// Takes the GIL. Where this thread holds it by another copy of the addon it is borrowed: that one waits
  /// until this call is done, and has the thread state of the same thread.
  void take() {
    if (Copies::areSeveral() && Copies::otherHoldsHere()) {
      isBorrowed_ = true;
    } else {
      py.PyEval_RestoreThread(state_);
    }
  }
  void giveBack() {
    if (isBorrowed_) {
      isBorrowed_ = false;
    } else {
      py.PyEval_SaveThread();
    }
  }

  PyThreadState* state_ = nullptr;
  PyInterpreterState* interpreter_ = nullptr;
  unsigned users_ = 0;
  /// How many calls there will have been when keeping the GIL begins.
  std::uint64_t keepFrom_ = callsBeforeKeeping;
  bool adopted_ = false;
  bool mayKeep_ = false;
  bool isBorrowed_ = false;
  pthread_t thread_{};
  // Written by this thread and its signal handler, read by the watcher too, which may be late: relaxed, so
  // that they cost plain loads and stores.
  std::atomic<bool> kept_{false};
  std::atomic<bool> inside_{false};
  std::atomic<unsigned> depth_{0};
  /// Outermost calls that have ended.
  std::atomic<std::uint64_t> calls_{0};
};

/// Holds the GIL, and makes a console the thread's, for the time of a scope.
class GilScope {
 public:
  explicit GilScope(ThreadContext& thread, Console* console = nullptr)
      : thread_(thread), before_(thread.console) {
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
