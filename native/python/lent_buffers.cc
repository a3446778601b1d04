#include "python/lent_buffers.h"

#include <utility>

#include "python/buffer.h"
#include "python/type_spec.h"

namespace graftwire::python {

namespace {

/// The object that lends: memoryviews and arrays count themselves in and out.
struct Exporter {
  std::size_t references;
  PyObject* type;
  void* data;
  PySize bytes;
  int isReadOnly;
  PySize views;
};

constexpr int slotGetBuffer = 1;
constexpr int slotReleaseBuffer = 2;

int getBuffer(PyObject* self, Buffer* buffer, int flags) {
  auto* exporter = reinterpret_cast<Exporter*>(self);
  buffer->object = nullptr;
  if (exporter->data == nullptr) {
    py.PyErr_SetString(*py.PyExc_BufferError,
                       "this memory of JavaScript was lent for one call, which has ended");
    return -1;
  }
  const int failed =
      py.PyBuffer_FillInfo(buffer, self, exporter->data, exporter->bytes, exporter->isReadOnly, flags);
  if (failed == 0) ++exporter->views;
  return failed;
}

void releaseBuffer(PyObject* self, Buffer*) {
  --reinterpret_cast<Exporter*>(self)->views;
}

PyObject* exporterType() {
  static PyObject* const type = [] {
    static TypeSlot slots[] = {{slotGetBuffer, reinterpret_cast<void*>(getBuffer)},
                               {slotReleaseBuffer, reinterpret_cast<void*>(releaseBuffer)},
                               {0, nullptr}};
    TypeSpec spec{"graftwire.JsMemory", sizeof(Exporter), 0, typeFlagDefault, slots};
    return py.PyType_FromSpec(&spec);
  }();
  return type;
}

Exporter* exporterOf(const Owned& object) {
  return reinterpret_cast<Exporter*>(object.get());
}

}  // namespace

std::uint32_t LentBuffers::lend(void* data, std::size_t bytes, bool isReadOnly,
                                std::unique_ptr<Keeper> keeper) {
  lent_.push_back({data, bytes, isReadOnly, std::move(keeper), {}});
  return static_cast<std::uint32_t>(lent_.size() - 1);
}

PyObject* LentBuffers::view(std::uint64_t number) {
  if (number >= lent_.size()) {
    py.PyErr_SetString(*py.PyExc_BufferError, "no such memory has been lent");
    return nullptr;
  }
  if (!lent_[number].exporter) {
    PyObject* type = exporterType();
    PyObject* made = type == nullptr ? nullptr : py.PyType_GenericAlloc(type, 0);
    if (made == nullptr) return nullptr;
    Lent& lent = lent_[number];
    lent.exporter = Owned(made);
    Exporter* exporter = exporterOf(lent.exporter);
    // An empty array may have no address.
    static char nowhere;
    exporter->data = lent.data == nullptr ? &nowhere : lent.data;
    exporter->bytes = static_cast<PySize>(lent.bytes);
    exporter->isReadOnly = lent.isReadOnly ? 1 : 0;
  }
  return py.PyMemoryView_FromObject(lent_[number].exporter.get());
}

void LentBuffers::settle() {
  std::vector<Lent> kept;
  for (Lent& lent : lent_) {
    if (lent.exporter && exporterOf(lent.exporter)->views > 0) {
      kept.push_back(std::move(lent));
    } else if (lent.exporter) {
      exporterOf(lent.exporter)->data = nullptr;
    }
  }
  // The numbers were those of a frame that is gone.
  lent_.swap(kept);
}

void LentBuffers::abandon() {
  settle();
  for (Lent& lent : lent_) {
    lent.exporter.release();
    lent.keeper.release();
  }
}

}  // namespace graftwire::python
