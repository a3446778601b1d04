#include <napi.h>

namespace graftwire::node {

Napi::Object initialise(Napi::Env env, Napi::Object exports) {
  exports.Set("version", Napi::String::New(env, GRAFTWIRE_VERSION));
  return exports;
}

}  // namespace graftwire::node

// The macro wants a plain name.
using graftwire::node::initialise;
NODE_API_MODULE(graftwire, initialise)
