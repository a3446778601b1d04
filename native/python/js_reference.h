#pragma once

#include <cstddef>
#include <cstdint>

#include "python/api.h"
#include "python/java_script.h"

namespace graftwire::python {

/// The object of Python that stands for a function or another object of JavaScript's. Its methods other than
/// a call come from graftwire.host.js_objects.
struct JsReference {
  // PyObject_HEAD of every build that typeOf() knows.
  std::size_t references;
  PyObject* type;
  /// At the offset that __vectorcalloffset__ tells.
  PyObject* (*call)(PyObject*, PyObject* const*, std::size_t, PyObject*);
  PyObject* weakReferences;
  JavaScript* javaScript;
  std::uint32_t id;
  std::uint32_t received;

  using Kind = JavaScript::Kind;

  /// Makes the types. A new reference to a tuple of the types of functions, of other objects and of promises,
  /// and the functions `invoke(object, shape, member, *arguments)`, `owner(object)`, `work(probe)` and
  /// `nudge()`; nullptr with an exception pending.
  static PyObject* makeTypes();
  /// A new reference; nullptr with an exception pending.
  static PyObject* create(JavaScript& javaScript, std::uint32_t id, Kind kind);
  /// It was made for nothing: another one stands for the object by now. Gives it up.
  static void disown(PyObject* object);
  static JsReference* of(PyObject* object) { return reinterpret_cast<JsReference*>(object); }
};

}  // namespace graftwire::python
