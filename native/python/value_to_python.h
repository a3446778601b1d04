#pragma once

#include <vector>

#include "iip/value_reader.h"
#include "python/api.h"
#include "python/failure.h"
#include "python/owned.h"

namespace graftwire::python {

/// Results of the steps of one invocation, which later steps may refer to.
using StepResults = std::vector<Owned>;

/// Makes Python objects from values in a record: the counterpart of ValueFromPython. Runs no Python code of
/// the user's.
class ValueToPython {
 public:
  ValueToPython(iip::ValueReader& reader, const StepResults& steps, Failure& failure)
      : reader_(reader), steps_(steps), failure_(failure) {}

  /// Reads the next value, which stands inside `depth` containers. Gives a new reference, or nullptr with the
  /// failure filled in.
  PyObject* next(std::uint32_t depth);

  /// Makes an object from a value whose head has been read.
  PyObject* from(const iip::Value& value, std::uint32_t depth);

  /// Makes a dict with string keys from a map whose head has been read; for keyword arguments.
  PyObject* keywords(const iip::Value& map);

 private:
  PyObject* fail(iip::Fault fault, const char* message);
  PyObject* pending();
  PyObject* list(std::uint32_t count, std::uint32_t depth);
  PyObject* dict(std::uint32_t count, std::uint32_t depth);
  PyObject* key(std::uint32_t depth);
  PyObject* extension(const iip::Value& value);
  PyObject* bigInteger(const iip::Value& value);
  PyObject* utf16(const iip::Value& value);

  iip::ValueReader& reader_;
  const StepResults& steps_;
  Failure& failure_;
};

}  // namespace graftwire::python
