#pragma once

#include <cstddef>
#include <memory>

#include "python/api.h"
#include "python/keeper.h"

namespace graftwire::python {

/// The object of Python that lends memory of JavaScript's: memoryviews and arrays count themselves in and
/// out. With its call ended and no view left it lets go of the memory, for good. Used under the GIL.
struct JsMemory {
  // PyObject_HEAD of every build that typeOf() knows.
  std::size_t references;
  PyObject* type;
  void* data;
  PySize bytes;
  int isReadOnly;
  int hasEnded;
  PySize views;
  // Owned: made by CPython's allocator, it has no members with destructors.
  Keeper* keeper;
  std::shared_ptr<ReturnedKeepers>* returned;

  /// A new reference to one that lends nothing yet; nullptr with an exception pending. The garbage collector
  /// may run, and with it anything.
  static PyObject* create();
  static JsMemory* of(PyObject* object) { return reinterpret_cast<JsMemory*>(object); }

  void lend(void* memory, std::size_t length, bool readOnly, std::unique_ptr<Keeper> kept,
            const std::shared_ptr<ReturnedKeepers>& owner);
  /// Its call has ended.
  void end();
  void letGo();
};

}  // namespace graftwire::python
