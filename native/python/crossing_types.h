#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "python/api.h"
#include "python/failure.h"
#include "python/owned.h"
#include "python/pointer_map.h"
#include "python/references.h"

namespace graftwire::python {

/// How the instances of one class cross to JavaScript.
struct CrossingType {
  enum class Form : std::uint8_t {
    /// The instance stays, and a reference to it crosses.
    reference,
    /// The instances are classes: a reference whose own class is not told.
    classObject,
    /// Its value crosses: `encode` gives what the extension holds, or with extension 0 what crosses in its
    /// place.
    value,
    tuple,
    set,
    frozenSet,
    /// An exception, told in words, and a reference to it.
    exception,
    /// Its memory is shown, and a reference to it crosses.
    memory,
    /// It stands for an object of JavaScript's.
    javaScript,
  };

  Form form = Form::reference;
  std::int8_t extension = 0;
  /// Id of the reference to the class.
  std::uint32_t id = 0;
  Owned encode;
};

/// What is known of the classes whose instances have crossed. Keeps them alive. Used under the GIL.
class CrossingTypes {
 public:
  /// nullptr with the failure filled in. Asks the Python side once for each class.
  const CrossingType* of(PyObject* type, References& references, Failure& failure) {
    const std::uint32_t* index = indexes_.find(type);
    return index != nullptr ? types_[*index].get() : learn(type, references, failure);
  }
  void clear() {
    types_.clear();
    indexes_.clear();
  }

 private:
  const CrossingType* learn(PyObject* type, References& references, Failure& failure);

  std::vector<std::unique_ptr<CrossingType>> types_;
  PointerMap indexes_;
};

}  // namespace graftwire::python
