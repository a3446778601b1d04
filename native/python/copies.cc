#include "python/copies.h"

#include "python/api.h"
#include "python/owned.h"
#include "python/thread_context.h"

namespace graftwire::python {

namespace {

// In the interpreter's own dictionary, which code of Python does not see.
constexpr const char* key = "graftwire.copies";

bool holdsHere() {
  return ThreadContext::current().holdsGil();
}

}  // namespace

std::atomic<Copies::Table*> Copies::table_{nullptr};

void Copies::join() {
  PyObject* shared = py.PyInterpreterState_GetDict(py.PyInterpreterState_Main());
  if (shared == nullptr) return;
  Table* table = nullptr;
  if (PyObject* known = py.PyDict_GetItemString(shared, key); known != nullptr) {
    table = static_cast<Table*>(py.PyLong_AsVoidPtr(known));
  } else {
    table = new Table{layout, {}, {}};
    const Owned address(py.PyLong_FromVoidPtr(table));
    if (!address || py.PyDict_SetItemString(shared, key, address.get()) != 0) {
      py.PyErr_Clear();
      delete table;
      return;
    }
  }
  if (table == nullptr || table->layout != layout) return;
  // The GIL keeps two from taking the same place.
  const std::uint32_t place = table->count.load(std::memory_order_relaxed);
  if (place == most) return;
  table->holdsHere[place].store(holdsHere, std::memory_order_relaxed);
  table->count.store(place + 1, std::memory_order_release);
  table_.store(table, std::memory_order_release);
}

bool Copies::otherHoldsHere() {
  const Table* table = table_.load(std::memory_order_acquire);
  const std::uint32_t count = table->count.load(std::memory_order_acquire);
  for (std::uint32_t place = 0; place < count; ++place) {
    const auto holds = table->holdsHere[place].load(std::memory_order_relaxed);
    if (holds != holdsHere && holds()) return true;
  }
  return false;
}

}  // namespace graftwire::python
