#pragma once

#include "iip/value_writer.h"
#include "python/failure.h"

namespace graftwire::python {

/// Writes the body of an exception frame (docs/iip.md): a map. Where a Python exception is pending, that one
/// Python exception is taken and described, otherwise the failure itself. `executed` says whether code of the
/// callee's ran. Leaves no exception pending.
void writeExceptionBody(iip::ValueWriter& writer, const Failure& failure, bool executed);

}  // namespace graftwire::python
