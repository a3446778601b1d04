#include "node/record.h"

namespace graftwire::node {

std::unique_ptr<Record> Record::create() {
  std::shared_ptr<Mapping> mapping = reserve();
  if (mapping == nullptr) return nullptr;
  std::unique_ptr<Record> record(new Record(std::move(mapping)));
  return record->grow(1) ? std::move(record) : nullptr;
}

napi_value Record::arrayBuffer(napi_env env) {
  if (napi_value before = buffer_.get(); before != nullptr) napi_detach_arraybuffer(env, before);
  buffer_.reset();
  // The finalizer owns a share of the mapping, so that a buffer that outlives the lane still has its memory.
  auto* share = new std::shared_ptr<Mapping>(mapping());
  const auto release = [](napi_env, void*, void* held) {
    delete static_cast<std::shared_ptr<Mapping>*>(held);
  };
  napi_value buffer = nullptr;
  const auto size = static_cast<std::size_t>(end_ - begin_);
  if (napi_create_external_arraybuffer(env, begin_, size, release, share, &buffer) != napi_ok) {
    delete share;
    return nullptr;
  }
  buffer_ = Persistent(env, buffer);
  return buffer;
}

}  // namespace graftwire::node
