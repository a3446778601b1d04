#pragma once

#include "iip/value_writer.h"
#include "python/failure.h"
#include "python/owned.h"
#include "python/session.h"

namespace graftwire::python {

/// What the Python side says of an exception: a dict, with a reference to it by which the same exception
/// comes back, unless it stands for an error of JavaScript's. `isOutermost`: nothing of Python runs below it,
/// and its frames are emptied. nullptr in it with an exception pending where even that fails.
Owned describeException(PyObject* exception, Session& session, bool isOutermost);

/// Writes the body of an exception frame (docs/iip.md): a map. Where a Python exception is pending, that one
/// Python exception is taken and described, otherwise the failure itself. `executed` says whether code of the
/// callee's ran. Leaves no exception pending. `isOutermost` as
/// in describeException().
void writeExceptionBody(iip::ValueWriter& writer, const Failure& failure, bool executed, Session& session,
                        bool isOutermost);

}  // namespace graftwire::python
