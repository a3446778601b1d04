#include "python/side_thread.h"

#include "python/interrupts.h"
#include "python/released.h"

namespace graftwire::python {

void SideThread::work() {
  {
    const Owned module(py.PyImport_ImportModule("graftwire.host.side"));
    const Owned begin(module ? py.PyObject_GetAttrString(module.get(), "begin") : nullptr);
    const Owned begun(begin ? py.PyObject_VectorcallDict(begin.get(), nullptr, 0, nullptr) : nullptr);
    // It only has no name then.
    if (!begun) py.PyErr_Clear();
  }
  while (!isClosing()) workOnce();
}

bool SideThread::workOnce() {
  if (execute()) return true;
  const Released others;
  bell_.wait([this] { return isReady(); });
  return !isClosing();
}

void SideThread::beginLimited(std::uint32_t correlation, double timeoutMs) {
  ThreadContext& thread = ThreadContext::current();
  const std::uint32_t guard = Interrupts::process().begin(thread, timeoutMs);
  const std::lock_guard lock(runningMutex_);
  thread_ = &thread;
  running_.push_back({correlation, guard});
}

void SideThread::endLimited(bool) {
  {
    const std::lock_guard lock(runningMutex_);
    running_.pop_back();
  }
  Interrupts::process().end(*thread_);
}

void SideThread::cancelElsewhere(std::uint32_t correlation) {
  const std::lock_guard lock(runningMutex_);
  for (const Running& running : running_) {
    if (running.correlation == correlation) Interrupts::process().cancelElsewhere(*thread_, running.guard);
  }
}

}  // namespace graftwire::python
