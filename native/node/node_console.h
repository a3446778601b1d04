#pragma once

#include "node/persistent.h"
#include "python/console.h"

namespace graftwire::node {

/// Gives what Python prints to a JavaScript function `(descriptor, bytes)`, so that it stands in order with
/// what Node prints.
class NodeConsole final : public python::Console {
 public:
  NodeConsole(napi_env env, napi_value write) : write_(env, write) {}

  bool write(int descriptor, const char* data, std::size_t length) override;

 private:
  Persistent write_;
};

}  // namespace graftwire::node
