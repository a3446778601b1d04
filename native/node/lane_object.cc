#include "node/lane_object.h"

#include <algorithm>
#include <cstring>

#include "node/lent_memory.h"
#include "python/interpreter.h"

namespace graftwire::node {

namespace {

LaneObject* laneOf(napi_env env, napi_callback_info info, std::size_t count = 0,
                   napi_value* arguments = nullptr) {
  void* data = nullptr;
  napi_get_cb_info(env, info, &count, arguments, nullptr, &data);
  return static_cast<LaneObject*>(data);
}

}  // namespace

napi_value LaneObject::open(napi_env env, napi_value callees) {
  std::unique_ptr<Record> record = Record::create();
  if (record == nullptr) {
    napi_throw_error(env, nullptr, "no memory for a call record");
    return nullptr;
  }
  auto* lane = new LaneObject(std::move(record), env, callees);
  // After all that the lane has of the environment: what was added last ends first.
  napi_add_env_cleanup_hook(env, [](void* ending) { delete static_cast<LaneObject*>(ending); }, lane);
  napi_value object = nullptr;
  napi_create_object(env, &object);
  addFunctions(env, object, lane,
               {{"execute", execute},
                {"writeText", writeText},
                {"readText", readText},
                {"endTurn", endTurn},
                {"record", recordBuffer},
                {"grow", growRecord},
                {"hold", hold},
                {"handle", handle},
                {"release", release},
                {"sweep", sweep},
                {"takeReleased", takeReleased},
                {"counts", counts},
                {"lend", lend},
                {"show", show}});
  addThreadFunctions(env, object, lane);
  return object;
}

void LaneObject::addFunctions(napi_env env, napi_value object, LaneObject* lane,
                              std::initializer_list<Function> functions) {
  for (const auto& [name, callback] : functions) {
    napi_value function = nullptr;
    napi_create_function(env, name, NAPI_AUTO_LENGTH, callback, lane, &function);
    napi_set_named_property(env, object, name, function);
  }
}

namespace {

/// nullptr where the thread is ending: nothing will be called then.
napi_value member(napi_env env, napi_value object, const char* name) {
  napi_value value = nullptr;
  napi_get_named_property(env, object, name, &value);
  return value;
}

}  // namespace

LaneObject::LaneObject(std::unique_ptr<Record> record, napi_env env, napi_value callees)
    : env_(env),
      record_(std::move(record)),
      write_(env, member(env, callees, "write")),
      dispatch_(env, member(env, callees, "dispatch")),
      handles_(env),
      shown_(env),
      waker_(makeWaker(callees)),
      lane_(*record_, *this, *this) {
  if (python::Interpreter::isMainThread()) python::CtrlCBeside::process().add(*this, word(stretch));
}

LaneObject::~LaneObject() {
  python::CtrlCBeside::process().remove(*this);
}

python::Dispatcher::Outcome LaneObject::callOut(const Persistent& function, std::size_t count,
                                                const napi_value* arguments) {
  napi_value receiver = nullptr;
  napi_value called = function.get();
  // Every status is looked at: the thread may be ending (process.exit(), worker.terminate()), when JavaScript
  // runs no more.
  if (called != nullptr && napi_get_undefined(env_, &receiver) == napi_ok &&
      napi_call_function(env_, receiver, called, count, arguments, nullptr) == napi_ok) {
    return Outcome::answered;
  }
  bool pending = false;
  if (napi_is_exception_pending(env_, &pending) != napi_ok || !pending) return Outcome::ending;
  // What ends a thread in the middle of a function passes for an exception at times, but has no value.
  napi_value exception = nullptr;
  napi_valuetype type = napi_null;
  const bool isThrown = napi_get_and_clear_last_exception(env_, &exception) == napi_ok &&
                        exception != nullptr && napi_typeof(env_, exception, &type) == napi_ok &&
                        type != napi_null;
  return isThrown ? Outcome::exhausted : Outcome::ending;
}

bool LaneObject::write(int descriptor, const char* data, std::size_t length) {
  // What other threads have printed before.
  lane_.printPosted(lane_.freeOffset());
  napi_handle_scope scope = nullptr;
  if (napi_open_handle_scope(env_, &scope) != napi_ok) return false;
  word(inUse) = static_cast<std::uint32_t>(lane_.freeOffset());
  napi_value arguments[2] = {nullptr, nullptr};
  // Printing has no way to report an exception, as with console.log: the text goes to the descriptor instead.
  const bool written = napi_create_int32(env_, descriptor, &arguments[0]) == napi_ok &&
                       napi_create_buffer_copy(env_, length, data, nullptr, &arguments[1]) == napi_ok &&
                       callOut(write_, 2, arguments) == Outcome::answered;
  napi_close_handle_scope(env_, scope);
  return written;
}

python::Dispatcher::Outcome LaneObject::dispatch(std::size_t offset) {
  napi_handle_scope scope = nullptr;
  if (napi_open_handle_scope(env_, &scope) != napi_ok) return Outcome::ending;
  word(frameOffset) = static_cast<std::uint32_t>(offset);
  const Outcome outcome = callOut(dispatch_, 0, nullptr);
  napi_close_handle_scope(env_, scope);
  return outcome;
}

std::uint32_t LaneObject::attentionWanted() const {
  return (lane_.keepsGil() ? gilKept : 0u) | (isSweepDue_ ? sweepDue : 0u) |
         (lane_.hasReleased() ? released : 0u);
}

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
  self->word(attention) = self->attentionWanted();
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

napi_value LaneObject::hold(napi_env env, napi_callback_info info) {
  napi_value held = nullptr;
  LaneObject* self = laneOf(env, info, 1, &held);
  if (self->handles_.hold(self->word(reference), held)) self->isSweepDue_ = true;
  return nullptr;
}

napi_value LaneObject::handle(napi_env env, napi_callback_info info) {
  LaneObject* self = laneOf(env, info);
  return self->handles_.find(self->word(reference));
}

napi_value LaneObject::release(napi_env env, napi_callback_info info) {
  LaneObject* self = laneOf(env, info);
  const std::uint32_t id = self->word(reference);
  self->handles_.drop(id);
  self->lane_.release({id}, self->word(inUse));
  return nullptr;
}

napi_value LaneObject::sweep(napi_env env, napi_callback_info info) {
  LaneObject* self = laneOf(env, info);
  if (self->lane_.isAnswering()) {
    self->isSweepDue_ = true;
    return nullptr;
  }
  self->isSweepDue_ = false;
  const std::vector<std::uint32_t> gone = self->handles_.sweep();
  // Also where none is gone: memory that Python has let go of goes back.
  self->lane_.release(gone, self->word(inUse));
  self->lane_.release(self->shown_.sweep());
  return nullptr;
}

napi_value LaneObject::takeReleased(napi_env env, napi_callback_info info) {
  const std::vector<std::uint32_t> taken = laneOf(env, info)->lane_.takeReleased();
  napi_value array = nullptr;
  napi_create_array_with_length(env, taken.size(), &array);
  for (std::uint32_t i = 0; i < taken.size(); ++i) {
    napi_value number = nullptr;
    napi_create_uint32(env, taken[i], &number);
    napi_set_element(env, array, i, number);
  }
  return array;
}

napi_value LaneObject::counts(napi_env env, napi_callback_info info) {
  const LaneObject* self = laneOf(env, info);
  napi_value array = nullptr;
  napi_create_array_with_length(env, 2, &array);
  const std::size_t counted[] = {self->lane_.references(), self->lane_.held()};
  for (std::uint32_t i = 0; i < 2; ++i) {
    napi_value number = nullptr;
    napi_create_double(env, static_cast<double>(counted[i]), &number);
    napi_set_element(env, array, i, number);
  }
  return array;
}

napi_value LaneObject::lend(napi_env env, napi_callback_info info) {
  napi_value view = nullptr;
  LaneObject* self = laneOf(env, info, 1, &view);
  const auto borrower = python::LentBuffers::Borrower::frameAt(self->word(reference));
  LentMemory::View seen = LentMemory::of(env, view, static_cast<LentMemory::Way>(self->word(inUse)));
  self->word(reference) =
      self->lane_.lent().lend(seen.data, seen.bytes, seen.isReadOnly, std::move(seen.keeper), borrower);
  return nullptr;
}

napi_value LaneObject::show(napi_env env, napi_callback_info info) {
  LaneObject* self = laneOf(env, info);
  return self->shown_.open(self->lane_.takeShown(self->word(reference)), self->lane_);
}

}  // namespace graftwire::node
