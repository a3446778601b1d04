#include "python/thread_context.h"

#include "python/gil_watch.h"
#include "python/interrupts.h"

namespace graftwire::python {

ThreadContext& ThreadContext::current() {
  thread_local ThreadContext context;
  return context;
}

void ThreadContext::adopt(PyThreadState* state, bool keeping) {
  state_ = state;
  interpreter_ = py.PyInterpreterState_Main();
  adopted_ = true;
  thread_ = pthread_self();
  mayKeep_ = keeping && GilWatch::process().install();
}

void ThreadContext::acquire() {
  if (users_++ != 0 || state_ != nullptr) return;
  state_ = py.PyThreadState_New(py.PyInterpreterState_Main());
  // The keeper may be waiting for this very thread, in JavaScript: it must not take this thread's first call
  // to make it let go.
  GilWatch::process().interruptKeeper();
}

void ThreadContext::release() {
  if (--users_ != 0 || adopted_) return;
  py.PyEval_RestoreThread(state_);
  if (guarded != nullptr) Interrupts::process().forget(*this);
  py.PyThreadState_Clear(state_);
  py.PyThreadState_DeleteCurrent();
  state_ = nullptr;
}

void ThreadContext::startKeeping() {
  GilWatch::process().watch(*this);
}

void ThreadContext::endTurn() {
  if (depth_.load(std::memory_order_relaxed) != 0) return;
  inside_.store(true, std::memory_order_relaxed);
  std::atomic_signal_fence(std::memory_order_seq_cst);
  if (keeps()) {
    kept_.store(false, std::memory_order_relaxed);
    py.PyEval_SaveThread();
  }
  keepFrom_ = calls_.load(std::memory_order_relaxed) + callsBeforeKeeping;
  inside_.store(false, std::memory_order_relaxed);
}

void ThreadContext::letGo() {
  if (inside_.load(std::memory_order_relaxed) || !keeps()) return;
  kept_.store(false, std::memory_order_relaxed);
  keepFrom_ = calls_.load(std::memory_order_relaxed) + callsBeforeKeeping;
  py.PyEval_SaveThread();
}

}  // namespace graftwire::python
