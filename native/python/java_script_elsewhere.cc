#include <cstring>

#include "iip/frame_header.h"
#include "iip/reserved_memory.h"
#include "python/java_script.h"
#include "python/released.h"
#include "python/session.h"
#include "python/thread_context.h"

// Invocations of JavaScript's objects by threads that are not JavaScript's: their frames are written and read
// here, and executed there.

namespace graftwire::python {

using iip::FrameHeader;
using State = ReverseInvocation::State;

namespace {

/// Where a thread of Python's writes its frames. Made at the first one, and gone with the thread.
struct Elsewhere {
  std::unique_ptr<iip::ReservedMemory> memory;
  RecordSpace space;

  explicit Elsewhere(std::unique_ptr<iip::ReservedMemory> reserved)
      : memory(std::move(reserved)), space(*memory) {}

  /// nullptr where there is no memory.
  static Elsewhere* current() {
    thread_local std::unique_ptr<Elsewhere> one;
    if (one == nullptr) {
      std::unique_ptr<iip::ReservedMemory> memory = iip::ReservedMemory::create();
      if (memory != nullptr) one = std::make_unique<Elsewhere>(std::move(memory));
    }
    return one.get();
  }
};

std::size_t lengthOf(const std::uint8_t* frame) {
  std::uint32_t length = 0;
  std::memcpy(&length, frame, sizeof length);
  return length;
}

/// Numbers of answers, which memory may be lent to; those of invocations have 32 bits.
std::atomic<std::uint64_t> lendingTo{std::uint64_t{1} << 32};

}  // namespace

void JavaScript::serve() {
  while (const ReverseInvocations::Item item = posted_.take()) {
    RecordSpace& space = session_->space;
    const std::size_t offset = space.free();
    const std::size_t end = offset + item->frame.size();
    State state = State::refused;
    if (space.memory().grow(end)) {
      std::uint8_t* frame = space.memory().begin() + offset;
      std::memcpy(frame, item->frame.data(), item->frame.size());
      const RecordSpace::Held held(space, end);
      switch (dispatcher_->dispatch(offset)) {
        case Dispatcher::Outcome::answered:
          item->frame.assign(frame, frame + lengthOf(frame));
          item->call = lendingTo.fetch_add(1, std::memory_order_relaxed);
          if (!session_->lent.empty()) session_->lent.handOver(offset, offset + lengthOf(frame), item->call);
          unreadAnswers_.fetch_add(1, std::memory_order_release);
          state = State::answered;
          break;
        case Dispatcher::Outcome::exhausted:
          state = State::exhausted;
          break;
        case Dispatcher::Outcome::ending:
          break;
      }
    }
    if (!posted_.finish(*item, state) && state == State::answered)
      unreadAnswers_.fetch_sub(1, std::memory_order_release);
  }
}

bool JavaScript::await(const ReverseInvocations::Item& item) {
  using Clock = std::chrono::steady_clock;
  const Clock::time_point until =
      Clock::now() + std::chrono::milliseconds(callbackTimeoutMs.load(std::memory_order_relaxed));
  // A thread of JavaScript's that waits for another one answers meanwhile what is asked of itself: nobody
  // waits in a circle.
  ThreadContext& here = ThreadContext::current();
  JavaScript* mine = here.javaScript;
  if (mine != nullptr && !mine->isOwnThread()) mine = nullptr;
  for (;;) {
    bool inTime = false;
    {
      const Released others;
      inTime =
          ReverseInvocations::wait(*item, mine == nullptr ? nullptr : &mine->posted_, here.isEnding, until);
    }
    if (item->isDone()) return true;
    if (!inTime || here.isEnding) return false;
    mine->serve();
  }
}

void JavaScript::raiseTimeout() const {
  const Owned module(py.PyImport_ImportModule("graftwire.host.waits"));
  const Owned raiseIt(module ? py.PyObject_GetAttrString(module.get(), "raise_timeout") : nullptr);
  const Owned owner(py.PyLong_FromUnsignedLongLong(static_cast<unsigned long long>(thread_)));
  const Owned milliseconds(py.PyLong_FromLongLong(callbackTimeoutMs));
  if (!raiseIt || !owner || !milliseconds) return;
  PyObject* arguments[] = {owner.get(), milliseconds.get()};
  const Owned never(py.PyObject_VectorcallDict(raiseIt.get(), arguments, 2, nullptr));
}

PyObject* JavaScript::invokeFromElsewhere(std::uint32_t id, PyObject* member, Shape shape,
                                          PyObject* const* arguments, std::size_t count, PyObject* names) {
  Elsewhere* here = Elsewhere::current();
  if (here == nullptr) return raise(Failure("out-of-memory", "There is no memory for a call record."));
  // Whatever it refers to is held until JavaScript has read it.
  Given given(true);
  Session session{here->space, session_->references, given,       session_->types,
                  *this,       session_->lent,       *shownLater_};
  const std::size_t offset = here->space.free();
  std::size_t end = 0;
  {
    const RecordSpace::Held held(here->space, offset);
    if (!write(session, offset, id, member, shape, arguments, count, names, end)) return nullptr;
  }
  const auto item = std::make_shared<ReverseInvocation>();
  const std::uint8_t* frame = here->space.memory().begin() + offset;
  item->frame.assign(frame, frame + (end - offset));
  // Its other holders may go meanwhile.
  acquire();
  bool isLate = false;
  if (posted_.post(item)) {
    notifier_->notify();
    isLate = !await(item) && posted_.withdraw(item);
  }
  const bool isOver = dispatcher_ == nullptr;
  if (!isOver) session_->references.unpin(given.takePinned());
  PyObject* result = nullptr;
  const State state = item->state;
  if (isLate && ThreadContext::current().isEnding) {
    raiseUnanswered(false);
  } else if (isLate) {
    raiseTimeout();
  } else if (state == State::answered && !isOver) {
    if (here->space.memory().grow(offset + item->frame.size())) {
      std::memcpy(here->space.memory().begin() + offset, item->frame.data(), item->frame.size());
      result = read(session, offset);
      if (!session_->lent.empty()) session_->lent.end(item->call);
    } else {
      raise(Failure("out-of-memory", "There is no memory for the answer of JavaScript."));
    }
  } else if (state == State::exhausted || ThreadContext::current().javaScript == this) {
    raiseUnanswered(state == State::exhausted);
  } else {
    // For who has nothing to do with that thread it is an error as any other.
    raiseEnded();
  }
  if (!isLate && state == State::answered) unreadAnswers_.fetch_sub(1, std::memory_order_release);
  release();
  return result;
}

}  // namespace graftwire::python
