#pragma once

#include <cstdint>

#include "iip/value_writer.h"
#include "python/api.h"
#include "python/failure.h"
#include "python/text_layout.h"

namespace graftwire::python {

/// Writes Python objects as values: the counterpart of ValueToPython. Exact types only, and nothing is
/// made that the garbage collector knows: no code of the user's runs, no finalizer either, which might change
/// what is being written.
class ValueFromPython {
 public:
  ValueFromPython(iip::ValueWriter& writer, std::uint32_t maxDepth, Failure& failure)
      : writer_(writer), maxDepth_(maxDepth), failure_(failure) {}

  /// Writes the object (borrowed). False with the failure filled in; what was written by then is garbage.
  bool write(PyObject* object) { return value(object, nullptr); }

 private:
  /// The containers that are being written, innermost first.
  struct Level {
    const Level* outer;
    PyObject* container;
    std::uint32_t depth;
  };

  bool value(PyObject* object, const Level* inside);
  bool integer(PyObject* object);
  bool bigInteger(PyObject* object);
  bool text(PyObject* object);
  bool wideText(const TextView& view);
  bool surrogates(PyObject* object);
  bool list(PyObject* object, const Level* inside);
  bool dict(PyObject* object, const Level* inside);
  bool enter(const Level& level);
  bool unsupported(PyObject* object);
  bool pending();

  iip::ValueWriter& writer_;
  std::uint32_t maxDepth_;
  Failure& failure_;
};

}  // namespace graftwire::python
