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
  given_.push_back(id);
  return {id, false};
}

std::uint32_t References::keep(PyObject* object) {
  const Given given = give(object);
  if (!given.known) given_.pop_back();
  return given.id;
}

void References::giveBack(std::size_t given) {
  while (given_.size() > given) {
    const std::uint32_t id = given_.back();
    given_.pop_back();
    release(id);
  }
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
