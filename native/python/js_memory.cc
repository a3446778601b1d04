#include "python/js_memory.h"

#include <utility>

#include "python/buffer.h"
#include "python/type_spec.h"

namespace graftwire::python {

namespace {

constexpr int slotGetBuffer = 1;
constexpr int slotReleaseBuffer = 2;
constexpr int slotDealloc = 52;

int getBuffer(PyObject* self, Buffer* buffer, int flags) {
  JsMemory* memory = JsMemory::of(self);
  buffer->object = nullptr;
  if (memory->data == nullptr) {
    py.PyErr_SetString(*py.PyExc_BufferError,
                       "this memory of JavaScript was lent for one call, which has ended");
    return -1;
  }
  const int failed =
      py.PyBuffer_FillInfo(buffer, self, memory->data, memory->bytes, memory->isReadOnly, flags);
  if (failed == 0) ++memory->views;
  return failed;
}

void releaseBuffer(PyObject* self, Buffer*) {
  JsMemory* memory = JsMemory::of(self);
  if (--memory->views == 0 && memory->hasEnded != 0) memory->letGo();
}

void deallocate(PyObject* self) {
  // A view would hold it.
  JsMemory::of(self)->letGo();
  PyObject* type = typeOf(self);
  py.PyObject_Free(self);
  py.Py_DecRef(type);
}

}  // namespace

PyObject* JsMemory::create() {
  static PyObject* const type = [] {
    static TypeSlot slots[] = {{slotGetBuffer, reinterpret_cast<void*>(getBuffer)},
                               {slotReleaseBuffer, reinterpret_cast<void*>(releaseBuffer)},
                               {slotDealloc, reinterpret_cast<void*>(deallocate)},
                               {0, nullptr}};
    TypeSpec spec{"graftwire.JsMemory", sizeof(JsMemory), 0, typeFlagDefault, slots};
    return py.PyType_FromSpec(&spec);
  }();
  return type == nullptr ? nullptr : py.PyType_GenericAlloc(type, 0);
}

void JsMemory::lend(void* memory, std::size_t length, bool readOnly, std::unique_ptr<Keeper> kept,
                    const std::shared_ptr<ReturnedKeepers>& owner) {
  // An empty array may have no address.
  static char nowhere;
  data = memory == nullptr ? &nowhere : memory;
  bytes = static_cast<PySize>(length);
  isReadOnly = readOnly ? 1 : 0;
  keeper = kept.release();
  returned = new std::shared_ptr<ReturnedKeepers>(owner);
}

void JsMemory::end() {
  hasEnded = 1;
  if (views == 0) letGo();
}

void JsMemory::letGo() {
  data = nullptr;
  const std::unique_ptr<std::shared_ptr<ReturnedKeepers>> owner(std::exchange(returned, nullptr));
  if (owner != nullptr) (*owner)->give(std::unique_ptr<Keeper>(std::exchange(keeper, nullptr)));
}

}  // namespace graftwire::python
