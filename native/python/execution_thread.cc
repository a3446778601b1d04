#include "python/execution_thread.h"

#include <cstring>
#include <limits>
#include <utility>

#include "iip/limits.h"
#include "iip/optional_header.h"
#include "python/counted.h"
#include "python/endings.h"

namespace graftwire::python {

using iip::Fault;
using iip::FrameHeader;
using iip::FrameKind;

namespace {

constexpr std::size_t ringBytes = std::size_t{256} << 10;

/// Whether nobody waits for an invocation. Its number says so, too, for what goes on when its frame is gone;
/// see oneWayIds in src/hypertube/async-calls.ts.
bool isUnanswered(const FrameHeader& header) {
  return (header.correlation & 0x8000'0000U) != 0;
}

class Answering {
 public:
  explicit Answering(JavaScript& javaScript) : javaScript_(javaScript) { javaScript_.beginAnswering(); }
  ~Answering() { javaScript_.endAnswering(); }
  Answering(const Answering&) = delete;
  Answering& operator=(const Answering&) = delete;

 private:
  JavaScript& javaScript_;
};

/// The deadline of an optional header, in milliseconds; all bits set stand for none, of an invocation that
/// may be cancelled. False where there is no such field.
bool readTimeout(const FrameHeader& header, const std::uint8_t* frame, double& timeoutMs) {
  iip::OptionalHeaderReader reader(frame + FrameHeader::bytes, frame + header.bodyOffset());
  while (!reader.atEnd()) {
    iip::OptionalField field;
    if (reader.next(field) != Fault::none) return false;
    if (field.tag != iip::optionalTag::deadline) continue;
    std::uint64_t microseconds = 0;
    std::memcpy(&microseconds, field.data, sizeof microseconds);
    timeoutMs = microseconds == UINT64_MAX ? std::numeric_limits<double>::infinity()
                                           : static_cast<double>(microseconds) / 1000;
    return true;
  }
  return false;
}

}  // namespace

ExecutionThread::ExecutionThread(LaneTables& tables, Notifier& notifier)
    : tables_(tables),
      notifier_(notifier),
      submissions_(ring::Ring::create(ringBytes)),
      completions_(ring::Ring::create(ringBytes)),
      memory_(iip::ReservedMemory::create()),
      space_(*memory_),
      shown_(tables.shown),
      session_{space_, tables.references, given_, tables.types, *tables.javaScript, tables.lent, shown_},
      executor_(tables.members, session_) {}

void ExecutionThread::submit(const std::uint8_t* frame, std::size_t bytes) {
  const auto put = [this](const std::uint8_t* from, std::size_t count) {
    std::uint8_t* to = submissions_->claim(count);
    if (to == nullptr) return false;
    std::memcpy(to, from, count);
    submissions_->commit(count);
    return true;
  };
  while (!backlog_.empty() && put(backlog_.front().data(), backlog_.front().size())) backlog_.pop_front();
  // None overtakes another.
  if (!backlog_.empty() || !put(frame, bytes)) backlog_.emplace_back(frame, frame + bytes);
}

void ExecutionThread::wakeUp() {
  if (!backlog_.empty()) {
    // Partner of the fence in execute(): either there is room here, or the thread sees that more is to come.
    hasBacklog_.store(true, std::memory_order_relaxed);
    std::atomic_thread_fence(std::memory_order_seq_cst);
  }
  while (!backlog_.empty()) {
    const std::vector<std::uint8_t>& first = backlog_.front();
    std::uint8_t* to = submissions_->claim(first.size());
    if (to == nullptr) break;
    std::memcpy(to, first.data(), first.size());
    submissions_->commit(first.size());
    backlog_.pop_front();
    if (backlog_.empty()) hasBacklog_.store(false, std::memory_order_relaxed);
  }
  ring();
}

void ExecutionThread::cancel(std::uint32_t correlation) {
  {
    const std::lock_guard lock(cancelling_);
    cancelled_.insert(correlation);
    hasCancelled_.store(true, std::memory_order_release);
  }
  cancelElsewhere(correlation);
  submitCancel(correlation);
}

void ExecutionThread::interrupt() {
  interruption_.begin();
  submitCancel(Interruption::mark);
  ring();
}

void ExecutionThread::submitCancel(std::uint32_t correlation) {
  FrameHeader header;
  header.kind = static_cast<std::uint8_t>(FrameKind::cancel);
  header.correlation = correlation;
  std::uint8_t frame[FrameHeader::bytes];
  header.write(frame);
  submit(frame, sizeof frame);
}

bool ExecutionThread::isCancelled(std::uint32_t correlation) {
  const std::lock_guard lock(cancelling_);
  const bool found = cancelled_.erase(correlation) != 0;
  hasCancelled_.store(!cancelled_.empty(), std::memory_order_release);
  return found;
}

void ExecutionThread::close() {
  closing_.store(true, std::memory_order_release);
  ring();
}

void ExecutionThread::run() {
  ThreadContext& thread = ThreadContext::current();
  thread.acquire();
  thread.execution = this;
  thread.javaScript = tables_.javaScript;
  Endings::process().add(thread, *tables_.javaScript, this);
  {
    const GilScope gil(thread);
    work();
    Endings::process().remove(thread, *tables_.javaScript);
  }
  thread.execution = nullptr;
  thread.javaScript = nullptr;
  thread.release();
}

bool ExecutionThread::execute() {
  bool any = false;
  // What is being written further out, where code of the user's waits meanwhile.
  Given outer = std::exchange(given_, Given(true));
  if (!overflow_.empty()) sendOverflow();
  if (!pinned_.empty()) unpinRead();
  const ThreadContext& here = ThreadContext::current();
  while (mayGoOn() && !here.isEnding.load(std::memory_order_relaxed)) {
    const ring::Record record = submissions_->front();
    if (!record) break;
    any = true;
    const std::size_t offset = space_.free();
    const std::size_t bytes = record.bytes;
    if (!memory_->grow(offset + bytes)) {
      // Only its header is looked at.
      FrameHeader header;
      FrameHeader::read(record.data, bytes, iip::processLimits, header);
      submissions_->pop();
      answerFailure(header, Failure("out-of-memory", "There is no memory for the frame."), false);
      continue;
    }
    // Out of the ring before anything of it is executed, which may wait, and have others executed meanwhile.
    std::memcpy(memory_->begin() + offset, record.data, bytes);
    submissions_->pop();
    {
      const Counted deeper(depth_);
      executeFrame(offset, bytes);
    }
    memory_->noteUse(offset + bytes);
    if (depth_ == 0) memory_->trim(0);
  }
  given_ = std::move(outer);
  if (any) {
    std::atomic_thread_fence(std::memory_order_seq_cst);
    // Of invocations that nobody waits for no answer would wake JavaScript.
    if (hasBacklog_.load(std::memory_order_relaxed)) notifier_.notify();
  }
  return any;
}

void ExecutionThread::executeFrame(std::size_t offset, std::size_t available) {
  FrameHeader header;
  Failure failure;
  const std::uint8_t* frame = memory_->begin() + offset;
  const Fault fault = FrameHeader::read(frame, available, iip::processLimits, header);
  if (fault != Fault::none) {
    failure = Failure::of(fault, "The header of the frame cannot be read.");
    return answerFailure(header, failure, false);
  }
  const RecordSpace::Held held(space_, offset + header.length);
  if (header.kind == static_cast<std::uint8_t>(FrameKind::cancel)) {
    if (header.correlation == Interruption::mark) return reachInterruptionMark();
    // Where it has not been executed before it was cancelled, this is the end of it.
    if (isCancelled(header.correlation)) cancelRunning(header.correlation);
    return;
  }
  if (header.kind != static_cast<std::uint8_t>(FrameKind::invocation)) {
    failure = Failure("unimplemented", "Only invocations are executed asynchronously.");
    return answerFailure(header, failure, false);
  }
  if (hasCancelled_.load(std::memory_order_acquire) && isCancelled(header.correlation)) {
    failure = Failure("cancelled", "The invocation was cancelled before it began.");
    return answerFailure(header, failure, false);
  }
  if (interruption_.refuses() && !isUnanswered(header)) {
    py.PyErr_SetObject(*py.PyExc_KeyboardInterrupt, py.none);
    return answerFailure(header, Failure::pending(), false);
  }
  Owned result;
  given_.settle();
  double timeoutMs = 0;
  const bool isLimited = header.optionalLength != 0 && readTimeout(header, frame, timeoutMs);
  if (isLimited) beginLimited(header.correlation, timeoutMs);
  const bool done = invoke(header, frame, result, failure);
  if (isLimited) endLimited(done);
  if (!done) return answerFailure(header, failure, executor_.hasExecuted());
  if (takeUnfinished(header, result)) return;
  answerResult(header, std::move(result));
}

bool ExecutionThread::invoke(const FrameHeader& header, const std::uint8_t* frame, Owned& result,
                             Failure& failure) {
  bool done = false;
  {
    const Counted invoking(invoking_);
    done = executor_.invoke(header, frame, result, failure);
  }
  if (interruption_.asks() && !cancelsAtEnd()) withdrawInterruption();
  return done;
}

/// Nothing that has been asked for is raised in what follows.
void ExecutionThread::withdrawInterruption() {
  py.PyThreadState_SetAsyncExc(static_cast<unsigned long>(pthread_self()), nullptr);
  if (invoking_ == 0) interruption_.endAsking();
}

void ExecutionThread::reachInterruptionMark() {
  interruption_.reachMark();
  if (invoking_ != 0) return;
  withdrawInterruption();
  interruptWaiting();
}

void ExecutionThread::answerResult(const FrameHeader& header, Owned result) {
  if (isUnanswered(header)) return endLending(header);
  const std::size_t offset = space_.free();
  const RecordSpace::Held held(space_, offset);
  // Held until the answer can be seen: what JavaScript then gives up of it, it gives up afterwards.
  const Owned kept = Owned::borrowed(result.get());
  const Answering answering(*tables_.javaScript);
  const std::size_t end = executor_.answerResult(header, offset, std::move(result), true);
  // Before it is sent: JavaScript then gives the correlation id to another invocation.
  endLending(header);
  send(offset, end);
}

void ExecutionThread::answerFailure(const FrameHeader& header, const Failure& failure, bool executed) {
  if (isUnanswered(header)) {
    if (failure.isPythonException()) py.PyErr_WriteUnraisable(nullptr);
    return endLending(header);
  }
  const std::size_t offset = space_.free();
  const RecordSpace::Held held(space_, offset);
  // The exception, and what of JavaScript's it holds, may end when it has been written.
  const Answering answering(*tables_.javaScript);
  const std::size_t end = executor_.answerFailure(header, offset, failure, executed, true);
  endLending(header);
  send(offset, end);
}

void ExecutionThread::endLending(const FrameHeader& header) {
  if (!tables_.lent.empty()) tables_.lent.end(header.correlation);
}

void ExecutionThread::send(std::size_t offset, std::size_t end) {
  const std::uint8_t* frame = memory_->begin() + offset;
  const std::size_t bytes = end - offset;
  if (std::vector<std::uint32_t> ids = given_.takePinned(); !ids.empty())
    pinned_.push_back({completions_->committed() + overflow_.size() + 1, std::move(ids)});
  given_.settle();
  std::uint8_t* to = overflow_.empty() ? completions_->claim(bytes) : nullptr;
  if (to != nullptr) {
    std::memcpy(to, frame, bytes);
    completions_->commit(bytes);
    notifier_.notify();
    return;
  }
  // JavaScript reads nothing at the moment, perhaps because it waits for this very thread.
  overflow_.emplace_back(frame, frame + bytes);
  committedSeen_ = completions_->committed();
  isOverflowing_.store(true, std::memory_order_release);
}

void ExecutionThread::sendOverflow() {
  while (!overflow_.empty()) {
    const std::vector<std::uint8_t>& first = overflow_.front();
    std::uint8_t* to = completions_->claim(first.size());
    if (to == nullptr) break;
    std::memcpy(to, first.data(), first.size());
    completions_->commit(first.size());
    overflow_.pop_front();
  }
  committedSeen_ = completions_->committed();
  isOverflowing_.store(!overflow_.empty(), std::memory_order_release);
  notifier_.notify();
}

void ExecutionThread::unpinRead() {
  const std::uint64_t read = completions_->consumed();
  while (!pinned_.empty() && pinned_.front().sent <= read) {
    tables_.references.unpin(pinned_.front().ids);
    pinned_.pop_front();
  }
}

}  // namespace graftwire::python
