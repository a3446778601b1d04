#include "node/lent_memory.h"

namespace graftwire::node {

namespace {

bool locate(napi_env env, napi_value view, void*& data, std::size_t& bytes, napi_value& buffer) {
  bool isTyped = false;
  std::size_t offset = 0;
  if (napi_is_typedarray(env, view, &isTyped) != napi_ok) return false;
  if (!isTyped) return napi_get_dataview_info(env, view, &bytes, &data, &buffer, &offset) == napi_ok;
  napi_typedarray_type type = napi_uint8_array;
  std::size_t items = 0;
  if (napi_get_typedarray_info(env, view, &type, &items, &data, &buffer, &offset) != napi_ok) return false;
  switch (type) {
    case napi_int16_array:
    case napi_uint16_array:
      bytes = items * 2;
      break;
    case napi_int32_array:
    case napi_uint32_array:
    case napi_float32_array:
      bytes = items * 4;
      break;
    case napi_float64_array:
    case napi_bigint64_array:
    case napi_biguint64_array:
      bytes = items * 8;
      break;
    default:
      bytes = items;
  }
  return true;
}

}  // namespace

LentMemory::View LentMemory::of(napi_env env, napi_value view, Way way) {
  View seen{std::make_unique<LentMemory>()};
  napi_value buffer = nullptr;
  if (!locate(env, view, seen.data, seen.bytes, buffer)) {
    seen.data = nullptr;
    seen.bytes = 0;
    return seen;
  }
  LentMemory& keeper = *seen.keeper;
  if (way == Way::shared) keeper.share_ = AllocatedMemory::at(seen.data);
  if (way == Way::pinned) {
    keeper.buffer_ = Persistent(env, buffer);
  } else if (keeper.share_ == nullptr) {
    const auto* from = static_cast<const std::uint8_t*>(seen.data);
    keeper.copy_.assign(from, from + seen.bytes);
    seen.data = keeper.copy_.data();
    seen.isReadOnly = true;
  }
  return seen;
}

}  // namespace graftwire::node
