#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <unordered_set>
#include <vector>

#include "iip/frame_header.h"
#include "iip/reserved_memory.h"
#include "python/executor.h"
#include "python/interruption.h"
#include "python/lane_tables.h"
#include "python/notifier.h"
#include "python/thread_context.h"
#include "ring/ring.h"

namespace graftwire::python {

/// One of the threads of a lane that execute what is called asynchronously: frames come to it by one ring,
/// and their answers go by another. What JavaScript's thread does, and what this one, is said at each
/// function.
class ExecutionThread {
 public:
  ExecutionThread(LaneTables& tables, Notifier& notifier);
  virtual ~ExecutionThread() = default;
  ExecutionThread(const ExecutionThread&) = delete;
  ExecutionThread& operator=(const ExecutionThread&) = delete;

  /// Whether there was memory for it.
  bool isGood() const { return submissions_ != nullptr && completions_ != nullptr && memory_ != nullptr; }

  // JavaScript's thread.

  /// Puts a frame into the ring, or keeps it until there is room.
  void submit(const std::uint8_t* frame, std::size_t bytes);
  /// Frames have been submitted, or answers taken: the thread may have something to do.
  void wakeUp();
  /// The next answer, until popAnswer(); empty where there is none.
  ring::Record answer() { return completions_->front(); }
  void popAnswer() { completions_->pop(); }
  bool hasAnswer() const { return !completions_->isEmpty(); }
  /// Answers have been taken: what waits for room is handed over.
  void goOn() {
    if (!backlog_.empty() || isOverflowing_.load(std::memory_order_acquire)) wakeUp();
  }
  /// Whether there is room, and something that has waited for it.
  bool wantsToGoOn() const { return !backlog_.empty() && submissions_->isEmpty(); }
  /// The result of this invocation is not wanted any more. One that has not begun is not executed.
  void cancel(std::uint32_t correlation);
  /// Ctrl-C: what has been submitted is to end.
  void interrupt();
  /// Whether something goes on that has not heard of that.
  bool isUnheard() const { return interruption_.asks(); }
  /// The lane ends: the thread ends as soon as it can.
  void close();
  bool isClosing() const { return closing_.load(std::memory_order_acquire); }

  // The thread.

  /// All that it does.
  void run();
  /// Whether who waits on this thread may have it work meanwhile.
  virtual bool worksOnRequest() const { return false; }
  /// Executes what has been submitted, or waits until something is. False when the thread is to end.
  virtual bool workOnce() { return false; }
  /// Whether it ends by itself what waits for something else, once it is closed.
  virtual bool cancelsAtEnd() const { return false; }
  /// It uses nothing of Python any more.
  void markEnded() { ended_.store(true, std::memory_order_release); }
  bool hasEnded() const { return ended_.load(std::memory_order_acquire); }

  /// KeyboardInterrupt is raised here for Ctrl-C.
  void hearInterruption() { interruption_.endAsking(); }

  // Any thread that has the GIL.

  /// Whether Python is to raise on this thread, for Ctrl-C; `isFirst`: unless it comes to it by itself.
  bool asksToRaise(bool isFirst) const {
    return interruption_.asks() && (cancelsAtEnd() ? !isFirst : invoking_ != 0);
  }

  /// Answers that have been read keep nothing any more.
  void unpinRead();

 protected:
  /// Runs until closed. Under the GIL.
  virtual void work() = 0;
  /// Wakes the thread where it sleeps. Any thread.
  virtual void ring() = 0;
  /// What an invocation gave, where it has no answer yet: true where there will be one later.
  virtual bool takeUnfinished(const iip::FrameHeader& header, Owned& result) = 0;
  /// An invocation that is under way is not wanted any more. On this thread.
  virtual void cancelRunning(std::uint32_t correlation) = 0;
  /// Ctrl-C: what is under way and waits is to end. On this thread.
  virtual void interruptWaiting() {}
  /// The same as cancelRunning(), on JavaScript's thread: for what this thread does not look at meanwhile.
  virtual void cancelElsewhere(std::uint32_t) {}
  /// What is executed from now on, until endLimited(), has so many milliseconds, which may be infinite.
  virtual void beginLimited(std::uint32_t correlation, double timeoutMs) = 0;
  /// `began`: the invocation has begun, and may have to go on.
  virtual void endLimited(bool began) = 0;

  /// Whether execute() shall go on with the next frame.
  virtual bool mayGoOn() const { return true; }
  /// Executes all that has been submitted. False where there was nothing. Under the GIL.
  bool execute();
  /// Whether there is something to do. Without the GIL.
  bool isReady() const {
    return isClosing() || !submissions_->isEmpty() ||
           (isOverflowing_.load(std::memory_order_acquire) && completions_->consumed() == committedSeen_);
  }
  void answerResult(const iip::FrameHeader& header, Owned result);
  void answerFailure(const iip::FrameHeader& header, const Failure& failure, bool executed);
  LaneTables& tables() { return tables_; }

 private:
  struct Pinned {
    /// So many answers have been sent with this one.
    std::uint64_t sent;
    std::vector<std::uint32_t> ids;
  };

  void submitCancel(std::uint32_t correlation);
  void executeFrame(std::size_t offset, std::size_t available);
  bool invoke(const iip::FrameHeader& header, const std::uint8_t* frame, Owned& result, Failure& failure);
  void reachInterruptionMark();
  void withdrawInterruption();
  void endLending(const iip::FrameHeader& header);
  bool isCancelled(std::uint32_t correlation);
  void send(std::size_t offset, std::size_t end);
  void sendOverflow();

  LaneTables& tables_;
  Notifier& notifier_;
  std::unique_ptr<ring::Ring> submissions_;
  std::unique_ptr<ring::Ring> completions_;
  // JavaScript's.
  std::deque<std::vector<std::uint8_t>> backlog_;
  // The thread's: frames and answers while it works on them.
  std::unique_ptr<iip::ReservedMemory> memory_;
  RecordSpace space_;
  Given given_{true};
  ShownBuffers& shown_;
  Session session_;
  Executor executor_;
  std::deque<Pinned> pinned_;
  std::deque<std::vector<std::uint8_t>> overflow_;
  std::uint64_t committedSeen_ = 0;
  unsigned depth_ = 0;
  /// Invocations that Python executes, one inside the other.
  unsigned invoking_ = 0;
  Interruption interruption_;

  std::atomic<bool> isOverflowing_{false};
  /// JavaScript has frames that there was no room for.
  std::atomic<bool> hasBacklog_{false};
  std::atomic<bool> closing_{false};
  std::atomic<bool> ended_{false};
  std::mutex cancelling_;
  std::unordered_set<std::uint32_t> cancelled_;
  std::atomic<bool> hasCancelled_{false};
};

}  // namespace graftwire::python
