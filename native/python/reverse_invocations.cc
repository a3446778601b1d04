#include "python/reverse_invocations.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>

namespace graftwire::python {

namespace {

// One for all threads: whoever waits for an answer of one may have to answer another one meanwhile.
struct Meeting {
  std::mutex mutex;
  std::condition_variable changed;
  std::uint64_t nudges = 0;
};

/// Never destroyed: threads may still wait when the process ends.
Meeting& meeting() {
  static Meeting& one = *new Meeting;
  return one;
}

}  // namespace

bool ReverseInvocations::post(const Item& item) {
  const std::lock_guard lock(meeting().mutex);
  if (closed_) return false;
  items_.push_back(item);
  posted_.store(items_.size(), std::memory_order_release);
  meeting().changed.notify_all();
  return true;
}

void ReverseInvocations::rouse() {
  const std::lock_guard lock(meeting().mutex);
  meeting().changed.notify_all();
}

bool ReverseInvocations::wait(const ReverseInvocation& item, const ReverseInvocations* mine,
                              const std::atomic<bool>& isEnding, Time until) {
  std::unique_lock lock(meeting().mutex);
  const auto ready = [&] {
    return item.isDone() || isEnding.load(std::memory_order_acquire) ||
           (mine != nullptr && !mine->items_.empty());
  };
  if (until != Time::max()) return meeting().changed.wait_until(lock, until, ready);
  meeting().changed.wait(lock, ready);
  return true;
}

void ReverseInvocations::waitForMore(Time until) const {
  std::unique_lock lock(meeting().mutex);
  const std::uint64_t before = meeting().nudges;
  meeting().changed.wait_until(lock, until, [&] { return !items_.empty() || meeting().nudges != before; });
}

void ReverseInvocations::nudge() {
  const std::lock_guard lock(meeting().mutex);
  ++meeting().nudges;
  meeting().changed.notify_all();
}

bool ReverseInvocations::withdraw(const Item& item) {
  const std::lock_guard lock(meeting().mutex);
  if (item->isDone()) return false;
  item->isWithdrawn = true;
  const auto found = std::find(items_.begin(), items_.end(), item);
  if (found == items_.end()) return true;
  items_.erase(found);
  posted_.store(items_.size(), std::memory_order_release);
  return true;
}

ReverseInvocations::Item ReverseInvocations::take() {
  const std::lock_guard lock(meeting().mutex);
  if (items_.empty()) return nullptr;
  Item item = std::move(items_.front());
  items_.pop_front();
  posted_.store(items_.size(), std::memory_order_release);
  item->state.store(ReverseInvocation::State::running, std::memory_order_release);
  return item;
}

bool ReverseInvocations::finish(ReverseInvocation& item, ReverseInvocation::State state) {
  const std::lock_guard lock(meeting().mutex);
  item.state.store(state, std::memory_order_release);
  meeting().changed.notify_all();
  return !item.isWithdrawn;
}

void ReverseInvocations::close() {
  const std::lock_guard lock(meeting().mutex);
  closed_ = true;
  for (const Item& item : items_)
    item->state.store(ReverseInvocation::State::refused, std::memory_order_release);
  items_.clear();
  posted_.store(0, std::memory_order_release);
  meeting().changed.notify_all();
}

}  // namespace graftwire::python
