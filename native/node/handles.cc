#include "node/handles.h"

#include <cstdlib>
#include <utility>

namespace graftwire::node {

Handles::~Handles() {
  for (napi_ref handle : handles_) {
    if (handle != nullptr) napi_delete_reference(env_, handle);
  }
  if (canary_ != nullptr) napi_delete_reference(env_, canary_);
}

bool Handles::hold(std::uint32_t id, napi_value handle) {
  if (id >= handles_.size()) handles_.resize(2 * std::size_t{id} + 16);
  drop(id);
  if (napi_create_reference(env_, handle, 0, &handles_[id]) != napi_ok) handles_[id] = nullptr;
  account(1);
  if (canary_ == nullptr) setCanary();
  return ++holds_ % holdsBetweenLooks == 0 && isCanaryGone();
}

napi_value Handles::find(std::uint32_t id) const {
  napi_value handle = nullptr;
  if (id < handles_.size() && handles_[id] != nullptr) napi_get_reference_value(env_, handles_[id], &handle);
  return handle;
}

bool Handles::drop(std::uint32_t id) {
  if (id >= handles_.size() || handles_[id] == nullptr) return false;
  napi_delete_reference(env_, std::exchange(handles_[id], nullptr));
  account(-1);
  return true;
}

std::vector<std::uint32_t> Handles::sweep() {
  std::vector<std::uint32_t> gone;
  napi_handle_scope scope = nullptr;
  if (napi_open_handle_scope(env_, &scope) != napi_ok) return gone;
  for (std::uint32_t id = 1; id < handles_.size(); ++id) {
    if (handles_[id] != nullptr && find(id) == nullptr) {
      drop(id);
      gone.push_back(id);
    }
  }
  if (isCanaryGone()) setCanary();
  napi_close_handle_scope(env_, scope);
  return gone;
}

void Handles::account(std::int64_t handles) {
  unaccounted_ += handles * bytesOfHandle;
  if (std::abs(unaccounted_) < 64 * bytesOfHandle) return;
  std::int64_t all = 0;
  napi_adjust_external_memory(env_, std::exchange(unaccounted_, 0), &all);
}

void Handles::setCanary() {
  if (canary_ != nullptr) napi_delete_reference(env_, std::exchange(canary_, nullptr));
  napi_value object = nullptr;
  if (napi_create_object(env_, &object) != napi_ok ||
      napi_create_reference(env_, object, 0, &canary_) != napi_ok)
    canary_ = nullptr;
}

bool Handles::isCanaryGone() const {
  napi_value object = nullptr;
  if (canary_ == nullptr || napi_get_reference_value(env_, canary_, &object) != napi_ok) return false;
  return object == nullptr;
}

}  // namespace graftwire::node
