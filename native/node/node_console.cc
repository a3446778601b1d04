#include "node/node_console.h"

namespace graftwire::node {

bool NodeConsole::write(int descriptor, const char* data, std::size_t length) {
  const Napi::HandleScope scope(env_);
  const Napi::Buffer<char> bytes = Napi::Buffer<char>::Copy(env_, data, length);
  if (bytes.IsEmpty()) return false;
  const Napi::Value result = write_.Call({Napi::Number::New(env_, descriptor), bytes});
  if (!env_.IsExceptionPending() && !result.IsEmpty()) return true;
  // Printing has no way to report it, as with console.log: the text goes to the descriptor instead.
  env_.GetAndClearPendingException();
  return false;
}

}  // namespace graftwire::node
