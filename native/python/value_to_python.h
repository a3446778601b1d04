#pragma once

#include <vector>

#include "iip/value_reader.h"
#include "python/api.h"
#include "python/failure.h"
#include "python/owned.h"
#include "python/session.h"

namespace graftwire::python {

/// Results of the steps of one invocation, which later steps may refer to.
using StepResults = std::vector<Owned>;

/// Makes Python objects from values in a record: the counterpart of ValueFromPython. Code of the user's may
/// run: the garbage collector's, and what makes a value of a class.
class ValueToPython {
 public:
  ValueToPython(iip::ValueReader& reader, const StepResults& steps, Failure& failure, Session& session)
      : reader_(reader), steps_(steps), failure_(failure), session_(session) {}

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
  PyObject* extension(const iip::Value& value, std::uint32_t depth);
  PyObject* collection(const iip::Value& value, std::uint32_t depth);
  PyObject* reference(const iip::Value& value);
  PyObject* home(const iip::Value& value);
  PyObject* memory(const iip::Value& value);
  PyObject* decoded(const iip::Value& value, std::uint32_t depth);
  PyObject* bigInteger(const iip::Value& value);
  PyObject* utf16(const iip::Value& value);

  iip::ValueReader& reader_;
  const StepResults& steps_;
  Failure& failure_;
  Session& session_;
};

/// Reads the payload of a `home`: false where it is none.
bool readHome(const iip::Value& extension, std::uint64_t& id);

}  // namespace graftwire::python
