#pragma once

#include <node_api.h>

#include <utility>

namespace graftwire::node {

/// A strong reference to a JavaScript value, given back with it. Calls nothing of N-API that may throw.
class Persistent {
 public:
  Persistent() = default;
  Persistent(napi_env env, napi_value value) : env_(env) {
    if (napi_create_reference(env, value, 1, &reference_) != napi_ok) reference_ = nullptr;
  }
  ~Persistent() { reset(); }
  Persistent(Persistent&& other) noexcept
      : env_(other.env_), reference_(std::exchange(other.reference_, nullptr)) {}
  Persistent& operator=(Persistent&& other) noexcept {
    std::swap(env_, other.env_);
    std::swap(reference_, other.reference_);
    return *this;
  }

  void reset() {
    if (reference_ != nullptr) napi_delete_reference(env_, std::exchange(reference_, nullptr));
  }

  napi_env env() const { return env_; }
  /// nullptr where there is none.
  napi_value get() const {
    napi_value value = nullptr;
    if (reference_ == nullptr || napi_get_reference_value(env_, reference_, &value) != napi_ok)
      return nullptr;
    return value;
  }

 private:
  napi_env env_ = nullptr;
  napi_ref reference_ = nullptr;
};

}  // namespace graftwire::node
