#include "python/references.h"

#include <utility>

namespace graftwire::python {

References::Given References::give(PyObject* object) {
  if (const std::uint32_t* id = ids_.find(object); id != nullptr) return {*id, true};
  auto id = static_cast<std::uint32_t>(objects_.size());
  if (free_.empty()) {
    objects_.push_back(object);
  } else {
    id = free_.back();
    free_.pop_back();
    objects_[id] = object;
  }
  py.Py_IncRef(object);
  ids_.add(object, id);
  return {id, false};
}

void References::release(std::uint64_t id) {
  PyObject* object = find(id);
  if (object == nullptr) return;
  objects_[id] = nullptr;
  ids_.remove(object);
  free_.push_back(static_cast<std::uint32_t>(id));
  py.Py_DecRef(object);
}

void References::clear() {
  const std::vector<PyObject*> objects = std::exchange(objects_, {nullptr});
  free_.clear();
  ids_.clear();
  for (PyObject* object : objects) {
    if (object != nullptr) py.Py_DecRef(object);
  }
}

}  // namespace graftwire::python
