#pragma once

#include <cstdint>

#include "iip/extension_type.h"
#include "iip/value_writer.h"
#include "python/api.h"
#include "python/failure.h"
#include "python/session.h"
#include "python/text_layout.h"

namespace graftwire::python {

/// Writes Python objects as values: the counterpart of ValueToPython. Of the built-in types only exact
/// instances are values. For other types code of the user's may run, which may change what is being written
/// or make invocations of its own: what is being written is held, and nothing is trusted to have stayed.
class ValueFromPython {
 public:
  ValueFromPython(iip::ValueWriter& writer, std::uint32_t maxDepth, Failure& failure, Session& session)
      : writer_(writer), maxDepth_(maxDepth), failure_(failure), session_(session) {}

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
  /// Says at which step inside a container the culprit stands.
  template <typename Step>
  void within(const Level& level, const Step& step) {
    if (level.depth < keptDepth_) failure_.within(step);
  }
  bool other(PyObject* object, const Level* inside);
  bool collection(PyObject* object, iip::ExtensionType type, const Level* inside);
  bool encoded(PyObject* object, const CrossingType& type, const Level* inside);
  bool reference(PyObject* object, const CrossingType& type);
  bool memory(PyObject* object, const CrossingType& type);
  bool exception(PyObject* object, const Level* inside);
  bool changed();
  bool pending();

  iip::ValueWriter& writer_;
  std::uint32_t maxDepth_;
  /// Containers deeper than this are not told in the path: they are the same once more.
  std::uint32_t keptDepth_ = UINT32_MAX;
  Failure& failure_;
  Session& session_;
};

/// Writes a reference to an object of the receiver's.
void writeHome(iip::ValueWriter& writer, std::uint32_t id);

}  // namespace graftwire::python
