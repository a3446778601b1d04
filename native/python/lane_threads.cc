#include "python/lane_threads.h"

#include <cstring>
#include <system_error>
#include <thread>

#include "python/ctrl_c_beside.h"
#include "python/endings.h"
#include "python/loop_thread.h"
#include "python/side_thread.h"
#include "python/switch_interval.h"

namespace graftwire::python {

ExecutionThread* LaneThreads::get(Which which) {
  std::unique_ptr<ExecutionThread>& slot = threads_[static_cast<std::size_t>(which)];
  if (slot != nullptr) return slot.get();
  std::unique_ptr<ExecutionThread> made;
  bool isGood = false;
  if (which == Which::loop) {
    auto loop = std::make_unique<LoopThread>(*tables_, *notifier_);
    isGood = loop->isGood();
    made = std::move(loop);
  } else {
    made = std::make_unique<SideThread>(*tables_, *notifier_);
    isGood = made->isGood();
  }
  if (!isGood) return nullptr;
  slot = std::move(made);
  // With the signals that the starting thread has: processes that Python starts there inherit them, and one
  // that blocks SIGTERM could not be ended.
  try {
    users_.fetch_add(1);
    std::thread([self = shared_from_this(), thread = slot.get()] {
      ThreadContext::current().owner = self->owner_;
      tuneSwitchInterval();
      thread->run();
      self->leave();
      thread->markEnded();
    }).detach();
  } catch (const std::system_error&) {
    users_.fetch_sub(1);
    slot.reset();
  }
  return slot.get();
}

void LaneThreads::wakeUp() {
  for (const auto& thread : threads_) {
    if (thread != nullptr) thread->wakeUp();
  }
}

std::size_t LaneThreads::collect(iip::WritableMemory& memory, std::size_t offset) {
  std::size_t end = offset;
  for (const auto& thread : threads_) {
    if (thread == nullptr) continue;
    while (const ring::Record answer = thread->answer()) {
      const std::size_t at = (end + 7) & ~std::size_t{7};
      // The rest comes with the next look.
      if (at > offset + mostBytes || !memory.grow(at + answer.bytes)) break;
      std::memcpy(memory.begin() + at, answer.data, answer.bytes);
      end = at + answer.bytes;
      thread->popAnswer();
    }
    thread->goOn();
  }
  return end;
}

bool LaneThreads::wantToGoOn() const {
  for (const auto& thread : threads_) {
    if (thread != nullptr && thread->wantsToGoOn()) return true;
  }
  return false;
}

void LaneThreads::interrupt() {
  for (const auto& thread : threads_) {
    if (thread != nullptr) thread->interrupt();
  }
  CtrlCBeside::process().begin();
}

std::uint32_t LaneThreads::unheard() const {
  std::uint32_t bits = 0;
  for (std::size_t which = 0; which < threads_.size(); ++which) {
    if (threads_[which] != nullptr && threads_[which]->isUnheard()) bits |= 1u << which;
  }
  return bits;
}

bool LaneThreads::hasAnswers() const {
  for (const auto& thread : threads_) {
    if (thread != nullptr && thread->hasAnswer()) return true;
  }
  return false;
}

void LaneThreads::unpinRead() {
  for (const auto& thread : threads_) {
    if (thread != nullptr) thread->unpinRead();
  }
}

void LaneThreads::close(std::chrono::milliseconds grace) {
  const auto until = std::chrono::steady_clock::now() + grace;
  for (const auto& thread : threads_) {
    if (thread != nullptr) thread->close();
  }
  // One that begins only now finds that it is closed.
  Endings::process().endLane(*tables_->javaScript);
  for (const auto& thread : threads_) {
    while (thread != nullptr && !thread->hasEnded() && std::chrono::steady_clock::now() < until)
      std::this_thread::sleep_for(std::chrono::microseconds(200));
  }
}

void LaneThreads::leave() {
  if (users_.fetch_sub(1) != 1) return;
  ThreadContext& thread = ThreadContext::current();
  thread.acquire();
  {
    const GilScope gil(thread);
    tables_->clear();
    tables_->javaScript->release();
  }
  thread.release();
}

}  // namespace graftwire::python
