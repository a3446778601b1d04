#include "python/ctrl_c_beside.h"

#include <algorithm>
#include <vector>

#include "python/endings.h"
#include "python/execution_thread.h"
#include "python/insistence.h"
#include "python/interrupts.h"
#include "python/owned.h"
#include "python/thread_context.h"
#include "python/type_spec.h"

namespace graftwire::python {

namespace {

/// The `__new__` of the class that is raised: who is asked for an instance has heard, and gives a
/// KeyboardInterrupt like any other.
PyObject* hear(PyObject*, PyObject*) {
  if (ExecutionThread* thread = ThreadContext::current().execution) thread->hearInterruption();
  return py.PyObject_VectorcallDict(*py.PyExc_KeyboardInterrupt, nullptr, 0, nullptr);
}

MethodDefinition hearDefinition{"__new__", hear, variableArguments, nullptr};

}  // namespace

CtrlCBeside& CtrlCBeside::process() {
  // Never destroyed: the watchdog uses it.
  static CtrlCBeside& one = *new CtrlCBeside;
  return one;
}

void CtrlCBeside::add(Calls& calls, const std::uint32_t& stretch) {
  const std::lock_guard lock(mutex_);
  const auto free =
      std::find_if(slots_.begin(), slots_.end(), [](const Slot& slot) { return slot.calls == nullptr; });
  if (free == slots_.end()) return;
  free->calls = &calls;
  free->stretch.store(&stretch, std::memory_order_release);
}

void CtrlCBeside::remove(Calls& calls) {
  const std::lock_guard lock(mutex_);
  for (Slot& slot : slots_) {
    if (slot.calls != &calls) continue;
    slot.stretch.store(nullptr, std::memory_order_relaxed);
    slot.calls = nullptr;
  }
}

std::uint32_t CtrlCBeside::stretch() const {
  for (const Slot& slot : slots_) {
    const std::uint32_t* stretch = slot.stretch.load(std::memory_order_acquire);
    // Written by JavaScript on this very thread, in one piece.
    const std::uint32_t number =
        stretch == nullptr ? 0 : *static_cast<const volatile std::uint32_t*>(stretch);
    if (number != 0) return number;
  }
  return 0;
}

void CtrlCBeside::begin() {
  isBegun_.store(true, std::memory_order_release);
  Interrupts::process().wake();
}

std::int64_t CtrlCBeside::follow(std::int64_t now) {
  if (isWanted_.exchange(false, std::memory_order_relaxed)) {
    const std::lock_guard lock(mutex_);
    for (const Slot& slot : slots_) {
      if (slot.calls != nullptr) slot.calls->interrupt();
    }
  }
  if (isBegun_.exchange(false, std::memory_order_acquire)) {
    again_ = now;
    isFirst_ = true;
  }
  if (again_ > now) return again_;
  // What was asked for may have been taken back with something else.
  again_ = ask(isFirst_) ? now + Insistence::interval : never;
  isFirst_ = false;
  return again_;
}

/// Has Python raise on the threads that are to be interrupted and have not heard; false where there are none.
bool CtrlCBeside::ask(bool isFirst) {
  const int state = py.PyGILState_Ensure();
  bool any = false;
  if (prepare()) {
    for (const pthread_t thread : Endings::process().interruptible()) {
      any = true;
      const auto ident = static_cast<unsigned long>(thread);
      // A loop that comes to its next turn by itself cancels what waits.
      if (!Interrupts::isImporting(ident)) Endings::process().raise(thread, type_, isFirst);
    }
  }
  py.PyGILState_Release(state);
  return any;
}

bool CtrlCBeside::prepare() {
  if (type_ != nullptr) return true;
  const Owned module(py.PyImport_ImportModule("graftwire.host.interrupts"));
  const Owned hearing(py.PyCFunction_NewEx(&hearDefinition, nullptr, nullptr));
  if (module && hearing) {
    type_ = py.PyObject_CallMethod(module.get(), "keyboard_interruption", "O", hearing.get());
  }
  if (type_ == nullptr) py.PyErr_Clear();
  return type_ != nullptr;
}

}  // namespace graftwire::python
