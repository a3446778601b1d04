#include "python/interrupt_signal.h"

#include <atomic>
#include <csignal>

#include "python/interrupts.h"
#include "python/owned.h"
#include "python/type_spec.h"

namespace graftwire::python {

namespace {

/// The first ones are taken most readily by others.
constexpr int firstChoice = 8;

std::atomic<int> installed{0};

/// What Python runs on its main thread between two instructions, and in system calls that the signal has
/// interrupted.
PyObject* handle(PyObject*, PyObject*) {
  if (Interrupts::process().raiseDue()) return nullptr;
  py.Py_IncRef(py.none);
  return py.none;
}

MethodDefinition handleDefinition{"graftwire_interrupt", handle, variableArguments, nullptr};

}  // namespace

int InterruptSignal::number() {
  return installed.load(std::memory_order_relaxed);
}

int InterruptSignal::install() {
  const Owned module(py.PyImport_ImportModule("_signal"));
  const Owned handler(module ? py.PyCFunction_NewEx(&handleDefinition, nullptr, nullptr) : nullptr);
  for (int candidate = SIGRTMIN + firstChoice; handler && candidate <= SIGRTMAX; ++candidate) {
    struct sigaction current{};
    if (sigaction(candidate, nullptr, &current) != 0 || current.sa_handler != SIG_DFL) continue;
    const Owned done(py.PyObject_CallMethod(module.get(), "signal", "iO", candidate, handler.get()));
    if (!done) break;
    installed.store(candidate, std::memory_order_relaxed);
    return candidate;
  }
  py.PyErr_Clear();
  return 0;
}

}  // namespace graftwire::python
