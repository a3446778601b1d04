#pragma once

#include <node_api.h>

namespace graftwire::node {

/// Adds to the addon's exports what interrupts calls of the calling thread: `beginGuard`, `endGuard`,
/// `cancelGuard`, and `goFirstAtCtrlC`. See src/binding/native-addon.ts.
void addInterruptFunctions(napi_env env, napi_value exports);

}  // namespace graftwire::node
