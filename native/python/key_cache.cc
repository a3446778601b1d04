#include "python/key_cache.h"

namespace graftwire::python {

KeyCache& KeyCache::process() {
  // Never destroyed: its strings belong to an interpreter that is never finalised.
  static KeyCache& cache = *new KeyCache;
  return cache;
}

bool KeyCache::fill(Slot& slot, const std::uint8_t* utf8, std::size_t length) {
  PyObject* made =
      py.PyUnicode_DecodeUTF8(reinterpret_cast<const char*>(utf8), static_cast<PySize>(length), "strict");
  if (made == nullptr) return false;
  py.PyUnicode_InternInPlace(&made);
  PyObject* before = slot.key;
  slot.key = made;
  slot.length = length;
  std::memcpy(slot.bytes.data(), utf8, length);
  if (before != nullptr) py.Py_DecRef(before);
  return true;
}

}  // namespace graftwire::python
