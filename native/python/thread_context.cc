#include "python/thread_context.h"

namespace graftwire::python {

ThreadContext& ThreadContext::current() {
  thread_local ThreadContext context;
  return context;
}

void ThreadContext::acquire() {
  if (users_++ == 0 && state_ == nullptr) state_ = py.PyThreadState_New(py.PyInterpreterState_Main());
}

void ThreadContext::release() {
  if (--users_ != 0 || adopted_) return;
  py.PyEval_RestoreThread(state_);
  py.PyThreadState_Clear(state_);
  py.PyThreadState_DeleteCurrent();
  state_ = nullptr;
}

}  // namespace graftwire::python
