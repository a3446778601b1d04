#include "node/shown_memory.h"

#include <cstring>
#include <utility>

namespace graftwire::node {

ShownMemory::~ShownMemory() {
  for (Shown& shown : shown_) {
    napi_delete_reference(env_, shown.buffer);
    // The thread of JavaScript has ended: its memory is Python's alone, and the lane, which would give it
    // back, is gone.
    shown.view.release();
  }
}

napi_value ShownMemory::open(python::ShownBuffers::View view, python::Lane& lane) {
  if (!view) return nullptr;
  const auto [begin, end] = python::Extent::of(*view);
  const auto bytes = static_cast<std::size_t>(end - begin);
  napi_value buffer = nullptr;
  if (view->isReadOnly == 0 && bytes > 0) {
    const auto nothing = [](napi_env, void*, void*) {};
    Shown shown{nullptr, std::move(view)};
    if (napi_create_external_arraybuffer(env_, begin, bytes, nothing, nullptr, &buffer) == napi_ok &&
        napi_create_reference(env_, buffer, 0, &shown.buffer) == napi_ok) {
      shown_.push_back(std::move(shown));
      return buffer;
    }
    view = std::move(shown.view);
  }
  void* copy = nullptr;
  if (napi_create_arraybuffer(env_, bytes, &copy, &buffer) != napi_ok) buffer = nullptr;
  if (buffer != nullptr && bytes > 0) std::memcpy(copy, begin, bytes);
  std::vector<python::ShownBuffers::View> done;
  done.push_back(std::move(view));
  lane.release(std::move(done));
  return buffer;
}

std::vector<python::ShownBuffers::View> ShownMemory::sweep() {
  std::vector<python::ShownBuffers::View> gone;
  napi_handle_scope scope = nullptr;
  if (napi_open_handle_scope(env_, &scope) != napi_ok) return gone;
  std::vector<Shown> alive;
  for (Shown& shown : shown_) {
    napi_value buffer = nullptr;
    napi_get_reference_value(env_, shown.buffer, &buffer);
    if (buffer != nullptr) {
      alive.push_back(std::move(shown));
    } else {
      napi_delete_reference(env_, shown.buffer);
      gone.push_back(std::move(shown.view));
    }
  }
  shown_.swap(alive);
  napi_close_handle_scope(env_, scope);
  return gone;
}

}  // namespace graftwire::node
