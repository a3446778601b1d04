#pragma once

#include <utility>

#include "python/api.h"

namespace graftwire::python {

/// A reference that is given back when it goes out of scope. The GIL is held wherever one is made or dies.
class Owned {
 public:
  Owned() = default;
  /// Takes over a new reference, or nullptr.
  explicit Owned(PyObject* object) : object_(object) {}
  /// Makes a new reference to an object that is only borrowed.
  static Owned borrowed(PyObject* object) {
    py.Py_IncRef(object);
    return Owned(object);
  }
  Owned(Owned&& other) noexcept : object_(std::exchange(other.object_, nullptr)) {}
  Owned& operator=(Owned&& other) noexcept {
    std::swap(object_, other.object_);
    return *this;
  }
  Owned(const Owned&) = delete;
  Owned& operator=(const Owned&) = delete;
  ~Owned() {
    if (object_ != nullptr) py.Py_DecRef(object_);
  }

  PyObject* get() const { return object_; }
  PyObject* release() { return std::exchange(object_, nullptr); }
  explicit operator bool() const { return object_ != nullptr; }

 private:
  PyObject* object_ = nullptr;
};

}  // namespace graftwire::python
