#pragma once

#include <napi.h>

#include "python/console.h"

namespace graftwire::node {

/// Gives what Python prints to a JavaScript function `(descriptor, bytes)`, so that it stands in order with
/// what Node prints.
class NodeConsole final : public python::Console {
 public:
  explicit NodeConsole(Napi::Function write) : env_(write.Env()), write_(Napi::Persistent(write)) {}

  bool write(int descriptor, const char* data, std::size_t length) override;

 private:
  Napi::Env env_;
  Napi::FunctionReference write_;
};

}  // namespace graftwire::node
