#include "python/references.h"

#include <utility>

namespace graftwire::python {

std::uint32_t References::add(PyObject* object) {
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
  return id;
}

References::Answer References::give(PyObject* object, Given& given) {
  const std::uint32_t* found = ids_.find(object);
  const std::uint32_t id = found != nullptr ? *found : add(object);
  if (found == nullptr) given.new_.push_back(id);
  if (!given.pins_) return {id, found != nullptr};
  if (id >= pins_.size()) pins_.resize(objects_.size());
  ++pins_[id];
  given.pinned_.push_back(id);
  return {id, true};
}

std::uint32_t References::keep(PyObject* object) {
  const std::uint32_t* found = ids_.find(object);
  return found != nullptr ? *found : add(object);
}

void References::giveBack(Given& given, std::size_t count) {
  if (given.pins_) unpin(std::exchange(given.pinned_, {}));
  while (given.new_.size() > count) {
    const std::uint32_t id = given.new_.back();
    given.new_.pop_back();
    release(id);
  }
}

void References::unpin(const std::vector<std::uint32_t>& ids) {
  for (const std::uint32_t id : ids) --pins_[id];
}

void References::release(std::uint64_t id) {
  PyObject* object = find(id);
  if (object == nullptr || isPinned(id)) return;
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
