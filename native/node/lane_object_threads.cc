#include <algorithm>
#include <cstring>

#include "node/lane_object.h"

// What a lane's JavaScript does with the lane's other threads: functions of NativeLane
// (src/binding/native-addon.ts).

namespace graftwire::node {

namespace {

LaneObject* laneOf(napi_env env, napi_callback_info info) {
  void* data = nullptr;
  napi_get_cb_info(env, info, nullptr, nullptr, nullptr, &data);
  return static_cast<LaneObject*>(data);
}

std::uint32_t lengthOf(const std::uint8_t* frame) {
  std::uint32_t length = 0;
  std::memcpy(&length, frame, sizeof length);
  return length;
}

}  // namespace

void LaneObject::addThreadFunctions(napi_env env, napi_value object, LaneObject* lane) {
  addFunctions(env, object, lane,
               {{"outbox", outbox},
                {"submit", submit},
                {"submitFrame", submitFrame},
                {"handOver", handOver},
                {"cancel", cancel},
                {"wakeThreads", wakeThreads},
                {"serve", serve},
                {"collect", collect},
                {"park", park},
                {"printPosted", printPosted},
                {"interruptThreads", interruptThreads},
                {"unheard", unheard},
                {"keepAlive", keepAlive}});
}

napi_threadsafe_function LaneObject::makeWaker(napi_value callees) {
  napi_value completed = nullptr;
  napi_value name = nullptr;
  napi_threadsafe_function made = nullptr;
  const auto call = [](napi_env env, napi_value function, void*, void*) {
    napi_value receiver = nullptr;
    // Without an environment the thread is ending.
    if (env == nullptr || function == nullptr || napi_get_undefined(env, &receiver) != napi_ok) return;
    napi_call_function(env, receiver, function, 0, nullptr, nullptr);
  };
  if (napi_get_named_property(env_, callees, "wake", &completed) != napi_ok ||
      napi_create_string_utf8(env_, "graftwire", NAPI_AUTO_LENGTH, &name) != napi_ok ||
      napi_create_threadsafe_function(env_, completed, nullptr, name, 0, 1, nullptr, nullptr, nullptr, call,
                                      &made) != napi_ok) {
    return nullptr;
  }
  // Only calls that are under way keep Node alive.
  napi_unref_threadsafe_function(env_, made);
  return made;
}

void LaneObject::wake() {
  if (waker_ != nullptr) napi_call_threadsafe_function(waker_, nullptr, napi_tsfn_nonblocking);
}

void LaneObject::interrupt() {
  isInterrupted_.store(true, std::memory_order_relaxed);
  wake();
}

napi_value LaneObject::interruptThreads(napi_env env, napi_callback_info info) {
  laneOf(env, info)->lane_.threads().interrupt();
  return nullptr;
}

/// The word `reference`: a bit for each thread.
napi_value LaneObject::unheard(napi_env env, napi_callback_info info) {
  LaneObject* self = laneOf(env, info);
  self->word(reference) = self->lane_.threads().unheard();
  return nullptr;
}

napi_value LaneObject::outbox(napi_env env, napi_callback_info info) {
  LaneObject* self = laneOf(env, info);
  auto& memory = self->outboxes_.at(self->word(reference) & 1u);
  memory = std::make_unique<std::uint64_t[]>(outboxBytes / sizeof(std::uint64_t));
  napi_value buffer = nullptr;
  const auto nothing = [](napi_env, void*, void*) {};
  napi_create_external_arraybuffer(env, memory.get(), outboxBytes, nothing, nullptr, &buffer);
  return buffer;
}

/// Hands over the frames that stand in an outbox, behind each other at multiples of 8.
napi_value LaneObject::submit(napi_env env, napi_callback_info info) {
  LaneObject* self = laneOf(env, info);
  const std::uint32_t which = self->word(reference) & 1u;
  python::ExecutionThread* thread = self->lane_.threads().get(static_cast<python::LaneThreads::Which>(which));
  const auto* frames = reinterpret_cast<const std::uint8_t*>(self->outboxes_.at(which).get());
  const std::size_t end = std::min<std::size_t>(self->word(textLength), outboxBytes);
  self->word(reference) = thread != nullptr ? 1 : 0;
  for (std::size_t at = 0; thread != nullptr && at < end;) {
    const std::size_t bytes = std::min<std::size_t>(lengthOf(frames + at), end - at);
    thread->submit(frames + at, bytes);
    at += (bytes + 7) & ~std::size_t{7};
  }
  return nullptr;
}

/// Hands over the frame in the record.
napi_value LaneObject::submitFrame(napi_env env, napi_callback_info info) {
  LaneObject* self = laneOf(env, info);
  const std::uint32_t which = self->word(reference) & 1u;
  python::ExecutionThread* thread = self->lane_.threads().get(static_cast<python::LaneThreads::Which>(which));
  const std::uint8_t* frame = self->record_->begin() + self->word(frameOffset);
  self->word(reference) = thread != nullptr ? 1 : 0;
  if (thread != nullptr) thread->submit(frame, lengthOf(frame));
  self->record_->noteUse(self->word(frameOffset) + lengthOf(frame));
  return nullptr;
}

/// What the frame in the record, up to the word `inUse`, was lent belongs from now on to the invocation with
/// the correlation id in the word `reference`.
napi_value LaneObject::handOver(napi_env env, napi_callback_info info) {
  LaneObject* self = laneOf(env, info);
  self->lane_.lent().handOver(self->word(frameOffset), self->word(inUse), self->word(reference));
  return nullptr;
}

napi_value LaneObject::cancel(napi_env env, napi_callback_info info) {
  LaneObject* self = laneOf(env, info);
  const auto which = static_cast<python::LaneThreads::Which>(self->word(reference) & 1u);
  python::ExecutionThread* thread = self->lane_.threads().get(which);
  if (thread != nullptr) thread->cancel(self->word(textLength));
  return nullptr;
}

napi_value LaneObject::wakeThreads(napi_env env, napi_callback_info info) {
  laneOf(env, info)->lane_.threads().wakeUp();
  return nullptr;
}

/// Executes what other threads have posted; the record is free from the word `inUse` on.
napi_value LaneObject::serve(napi_env env, napi_callback_info info) {
  LaneObject* self = laneOf(env, info);
  self->lane_.unpark();
  if (!self->lane_.lent().empty()) self->lane_.lent().collect();
  self->lane_.serve(self->word(inUse));
  const bool wasInterrupted = self->isInterrupted_.exchange(false, std::memory_order_relaxed);
  self->word(attention) = self->attentionWanted() | (wasInterrupted ? interrupted : 0u);
  return nullptr;
}

/// Prints what other threads have printed; the record is free from the word `inUse` on.
napi_value LaneObject::printPosted(napi_env env, napi_callback_info info) {
  LaneObject* self = laneOf(env, info);
  self->lane_.printPosted(self->word(inUse));
  return nullptr;
}

/// Copies answers into the record, from the word `inUse` on; where they end is in the word `frameOffset`.
napi_value LaneObject::collect(napi_env env, napi_callback_info info) {
  LaneObject* self = laneOf(env, info);
  const std::size_t offset = self->word(inUse);
  const std::size_t end = self->lane_.threads().collect(*self->record_, offset);
  // Now, so that what was printed before an answer appears before who waits for it goes on.
  self->lane_.printPosted(end);
  self->record_->noteUse(end);
  if (self->depth_ == 0 && end == offset) self->record_->trim(offset);
  self->word(frameOffset) = static_cast<std::uint32_t>(end);
  return nullptr;
}

/// The word `reference`: whether JavaScript may sleep.
napi_value LaneObject::park(napi_env env, napi_callback_info info) {
  LaneObject* self = laneOf(env, info);
  self->word(reference) = self->lane_.park() ? 1 : 0;
  return nullptr;
}

/// The word `reference`: whether calls are under way, which keep Node alive.
napi_value LaneObject::keepAlive(napi_env env, napi_callback_info info) {
  LaneObject* self = laneOf(env, info);
  if (self->waker_ == nullptr) return nullptr;
  if (self->word(reference) != 0) {
    napi_ref_threadsafe_function(env, self->waker_);
  } else {
    napi_unref_threadsafe_function(env, self->waker_);
  }
  return nullptr;
}

}  // namespace graftwire::node
