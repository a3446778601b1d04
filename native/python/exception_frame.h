#pragma once

#include "iip/value_writer.h"
#include "python/failure.h"
#include "python/owned.h"
#include "python/session.h"

namespace graftwire::python {

/// What the Python side says of an exception: a dict. With a session a reference to it is given, too, by
/// which the same exception comes back. Empty with an exception pending where even that fails.
Owned describeException(PyObject* exception, Session* session);

/// Writes the body of an exception frame (docs/iip.md): a map. Where a Python exception is pending, that one
/// Python exception is taken and described, otherwise the failure itself. `executed` says whether code of the
/// callee's ran. Leaves no exception pending. `isNested`: JavaScript that Python has called
/// gets it, through which the same exception may come back.
void writeExceptionBody(iip::ValueWriter& writer, const Failure& failure, bool executed, Session& session,
                        bool isNested);

}  // namespace graftwire::python
