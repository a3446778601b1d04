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
  writer.mapHead(3u + (failure.path.empty() ? 0 : 1) + (failure.remedy.empty() ? 0 : 1));
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
}

/// What the Python side says of the pending exception; empty where even that fails. The exception is gone
/// afterwards: its end may run code of the user's, which must not find an answer in the record that it would
/// overwrite.
Owned describePending() {
  const Owned exception = takeException();
  if (!exception) return {};
  PyObject* arguments[] = {exception.get()};
  return Owned(py.PyObject_VectorcallDict(Interpreter::host().describeException, arguments, 1, nullptr));
}

bool writeDescription(iip::ValueWriter& writer, PyObject* description) {
  Failure inDescription;
  return typeOf(description) == py.dictType &&
         ValueFromPython(writer, iip::processLimits.maxDepth, inDescription).write(description) &&
         writer.good();
}

}  // namespace

void writeExceptionBody(iip::ValueWriter& writer, const Failure& failure, bool executed) {
  if (!failure.isPythonException()) {
    writeFailure(writer, failure.details(), executed);
    return;
  }
  const Owned description = describePending();
  const std::size_t begin = writer.position();
  if (description && writeDescription(writer, description.get())) return;
  py.PyErr_Clear();
  if (!writer.good()) return;
  writer.rewind(begin);
  writeFailure(writer, Failure("exception", "A Python exception that cannot be described.").details(), true);
}

}  // namespace graftwire::python
