#include "python/exception_frame.h"

#include <string_view>

#include "iip/limits.h"
#include "python/interpreter.h"
#include "python/owned.h"
#include "python/value_from_python.h"

namespace graftwire::python {

namespace {

/// Takes the pending exception, as an instance with its traceback. PyErr_GetRaisedException would do it in
/// one call, but is of 3.12.
Owned takeException() {
  PyObject* type = nullptr;
  PyObject* value = nullptr;
  PyObject* traceback = nullptr;
  py.PyErr_Fetch(&type, &value, &traceback);
  py.PyErr_NormalizeException(&type, &value, &traceback);
  if (value != nullptr && traceback != nullptr) py.PyException_SetTraceback(value, traceback);
  const Owned typeReference(type);
  const Owned tracebackReference(traceback);
  return Owned(value);
}

void text(iip::ValueWriter& writer, std::string_view value) {
  writer.text(value.data(), value.size());
}

void writeFailure(iip::ValueWriter& writer, const Failure::Details& failure, bool executed) {
  writer.mapHead(3u + (failure.path.empty() ? 0 : 1) + (failure.remedy.empty() ? 0 : 1) +
                 (failure.step < 0 ? 0 : 1));
  text(writer, "code");
  text(writer, failure.code);
  text(writer, "message");
  text(writer, failure.message);
  text(writer, "executed");
  writer.boolean(executed);
  if (!failure.path.empty()) {
    text(writer, "path");
    text(writer, failure.path);
  }
  if (!failure.remedy.empty()) {
    text(writer, "remedy");
    text(writer, failure.remedy);
  }
  if (failure.step >= 0) {
    text(writer, "step");
    writer.integer(failure.step);
  }
}

/// What the Python side says of the pending exception; empty where even that fails. The exception is gone
/// afterwards: its end may run code of the user's, which must not find an answer in the record that it would
/// overwrite.
Owned describePending(Session& session, bool isOutermost) {
  const Owned exception = takeException();
  return exception ? describeException(exception.get(), session, isOutermost) : Owned();
}

bool writeDescription(iip::ValueWriter& writer, PyObject* description, Session& session) {
  Failure inDescription;
  return typeOf(description) == py.dictType &&
         ValueFromPython(writer, iip::processLimits.maxDepth, inDescription, session).write(description) &&
         writer.good();
}

}  // namespace

Owned describeException(PyObject* exception, Session& session, bool isOutermost) {
  PyObject* arguments[] = {exception, isOutermost ? py.trueObject : py.falseObject};
  Owned description(py.PyObject_VectorcallDict(Interpreter::host().describeException, arguments, 2, nullptr));
  if (!description) return description;
  const Owned key(py.PyUnicode_FromStringAndSize("thrown", 6));
  if (!key) return {};
  // JavaScript throws its own error again, and would never give the reference back.
  const int isOfJavaScript = py.PyDict_Contains(description.get(), key.get());
  if (isOfJavaScript != 0) return isOfJavaScript < 0 ? Owned() : std::move(description);
  const Owned id(py.PyLong_FromLong(static_cast<long>(session.references.give(exception, session.given).id)));
  if (!id || py.PyDict_SetItemString(description.get(), "reference", id.get()) != 0) return {};
  return description;
}

void writeExceptionBody(iip::ValueWriter& writer, const Failure& failure, bool executed, Session& session,
                        bool isOutermost) {
  if (!failure.isPythonException()) {
    writeFailure(writer, failure.details(), executed);
    return;
  }
  const Owned description = describePending(session, isOutermost);
  if (const int step = failure.details().step; description && step >= 0) {
    const Owned index(py.PyLong_FromLong(step));
    if (index) py.PyDict_SetItemString(description.get(), "step", index.get());
  }
  const std::size_t begin = writer.position();
  if (description && writeDescription(writer, description.get(), session)) return;
  py.PyErr_Clear();
  if (!writer.good()) return;
  writer.rewind(begin);
  writeFailure(writer, Failure("exception", "A Python exception that cannot be described.").details(), true);
}

}  // namespace graftwire::python
