#pragma once

#include <node_api.h>

#include <vector>

#include "python/lane.h"
#include "python/shown_buffers.h"

namespace graftwire::node {

/// Memory of Python's as ArrayBuffers: what V8 has collected is found by looking, as in Handles, and given
/// back.
class ShownMemory {
 public:
  explicit ShownMemory(napi_env env) : env_(env) {}
  ~ShownMemory();
  ShownMemory(const ShownMemory&) = delete;
  ShownMemory& operator=(const ShownMemory&) = delete;

  /// An ArrayBuffer over what the view reaches: a copy where Python may not see it written to. JavaScript
  /// makes it untransferable. nullptr where there is no view, or no memory.
  napi_value open(python::ShownBuffers::View view, python::Lane& lane);
  /// Views whose ArrayBuffers are gone, to be given up under the GIL.
  std::vector<python::ShownBuffers::View> sweep();

 private:
  struct Shown {
    napi_ref buffer;
    python::ShownBuffers::View view;
  };

  napi_env env_;
  std::vector<Shown> shown_;
};

}  // namespace graftwire::node
