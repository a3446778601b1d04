#include "node/node_console.h"

namespace graftwire::node {

// Every status is looked at: the worker may be ending (process.exit(), worker.terminate()), when JavaScript
// runs no more.
bool NodeConsole::write(int descriptor, const char* data, std::size_t length) {
  const napi_env env = write_.env();
  napi_handle_scope scope = nullptr;
  if (napi_open_handle_scope(env, &scope) != napi_ok) return false;
  napi_value write = write_.get();
  napi_value receiver = nullptr;
  napi_value arguments[2] = {nullptr, nullptr};
  const bool written = write != nullptr && napi_get_undefined(env, &receiver) == napi_ok &&
                       napi_create_int32(env, descriptor, &arguments[0]) == napi_ok &&
                       napi_create_buffer_copy(env, length, data, nullptr, &arguments[1]) == napi_ok &&
                       napi_call_function(env, receiver, write, 2, arguments, nullptr) == napi_ok;
  // Printing has no way to report an exception, as with console.log: the text goes to the descriptor instead.
  bool pending = false;
  if (!written && napi_is_exception_pending(env, &pending) == napi_ok && pending) {
    napi_value exception = nullptr;
    napi_get_and_clear_last_exception(env, &exception);
  }
  napi_close_handle_scope(env, scope);
  return written;
}

}  // namespace graftwire::node
