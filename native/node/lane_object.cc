#include "node/lane_object.h"

#include <algorithm>
#include <cstring>

namespace graftwire::node {

namespace {

LaneObject* laneOf(napi_env env, napi_callback_info info, std::size_t count = 0,
                   napi_value* arguments = nullptr) {
  void* data = nullptr;
  napi_get_cb_info(env, info, &count, arguments, nullptr, &data);
  return static_cast<LaneObject*>(data);
}

}  // namespace

napi_value LaneObject::open(napi_env env, napi_value write) {
  std::unique_ptr<Record> record = Record::create();
  if (record == nullptr) {
    napi_throw_error(env, nullptr, "no memory for a call record");
    return nullptr;
  }
  auto* lane = new LaneObject(std::move(record), env, write);
  napi_add_env_cleanup_hook(env, [](void* ending) { delete static_cast<LaneObject*>(ending); }, lane);
  napi_value object = nullptr;
  napi_create_object(env, &object);
  const auto add = [&](const char* name, napi_callback callback) {
    napi_value function = nullptr;
    napi_create_function(env, name, NAPI_AUTO_LENGTH, callback, lane, &function);
    napi_set_named_property(env, object, name, function);
  };
  add("execute", execute);
  add("writeText", writeText);
  add("readText", readText);
  add("endTurn", endTurn);
  add("record", recordBuffer);
  add("grow", growRecord);
  return object;
}

LaneObject::~LaneObject() = default;

napi_value LaneObject::execute(napi_env env, napi_callback_info info) {
  napi_value text = nullptr;
  LaneObject* self = laneOf(env, info, 1, &text);
  const std::size_t offset = self->word(frameOffset);
  const auto frame = [self, offset] { return self->record_->begin() + offset; };
  const auto length = [frame] {
    std::uint32_t bytes = 0;
    std::memcpy(&bytes, frame(), sizeof bytes);
    return std::size_t{bytes};
  };
  if (const std::size_t at = self->word(textOffset); at != 0) {
    self->word(textOffset) = 0;
    const std::size_t written =
        TextBridge::write(env, text, self->word(textLength), self->record_->begin() + at);
    const auto whole = static_cast<std::uint32_t>(at + written - offset);
    std::memcpy(frame(), &whole, sizeof whole);
  }
  if (const std::size_t end = self->word(abandoned); end != 0) {
    self->word(abandoned) = 0;
    self->record_->noteUse(end);
  }
  const std::size_t before = offset + length();
  ++self->depth_;
  self->lane_.execute(offset);
  self->word(gilKept) = self->lane_.keepsGil() ? 1 : 0;
  napi_value result = nullptr;
  constexpr std::size_t head = iip::FrameHeader::bytes;
  if (frame()[4] == static_cast<std::uint8_t>(iip::FrameKind::result)) {
    result = self->text_.readValue(env, frame() + head, length() - head);
  }
  const std::size_t used = std::max(before, offset + length());
  self->record_->noteUse(used);
  if (--self->depth_ == 0) self->record_->trim(used);
  return result;
}

napi_value LaneObject::writeText(napi_env env, napi_callback_info info) {
  napi_value text = nullptr;
  LaneObject* self = laneOf(env, info, 1, &text);
  std::uint8_t* to = self->record_->begin() + self->word(textOffset);
  self->word(textOffset) = 0;
  self->word(textLength) =
      static_cast<std::uint32_t>(TextBridge::write(env, text, self->word(textLength), to));
  return nullptr;
}

napi_value LaneObject::readText(napi_env env, napi_callback_info info) {
  LaneObject* self = laneOf(env, info);
  const std::uint8_t* from = self->record_->begin() + self->word(textOffset);
  self->word(textOffset) = 0;
  return self->text_.read(env, self->word(textForm), from, self->word(textLength));
}

napi_value LaneObject::endTurn(napi_env env, napi_callback_info info) {
  laneOf(env, info)->lane_.endTurn();
  return nullptr;
}

napi_value LaneObject::recordBuffer(napi_env env, napi_callback_info info) {
  return laneOf(env, info)->record_->arrayBuffer(env);
}

napi_value LaneObject::growRecord(napi_env env, napi_callback_info info) {
  napi_value bytes = nullptr;
  LaneObject* self = laneOf(env, info, 1, &bytes);
  double wanted = 0;
  napi_get_value_double(env, bytes, &wanted);
  const bool grown = wanted > 0 && self->record_->grow(static_cast<std::size_t>(wanted));
  napi_value result = nullptr;
  napi_get_boolean(env, grown, &result);
  return result;
}

}  // namespace graftwire::node
