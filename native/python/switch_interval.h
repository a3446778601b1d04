#pragma once

namespace graftwire::python {

/// Has CPython's threads take turns often enough that a short call of one thread does not wait long for a
/// loop of another one's: every 0.1 ms rather than 5, where the user has not chosen an interval. Once for a
/// process; takes the GIL.
void tuneSwitchInterval();

}  // namespace graftwire::python
