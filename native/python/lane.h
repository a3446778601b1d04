#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "iip/frame_header.h"
#include "iip/value_writer.h"
#include "python/console.h"
#include "python/executor.h"
#include "python/java_script.h"
#include "python/lane_tables.h"
#include "python/lane_threads.h"
#include "python/session.h"
#include "python/thread_context.h"

namespace graftwire::python {

/// The Python side of one JavaScript thread: it executes the frames that this thread puts into its record, on
/// this thread, and has others execute what is called asynchronously. Belongs to the thread that made it.
class Lane {
 public:
  /// The record, the console and the dispatcher outlive the lane. An interpreter runs.
  Lane(iip::WritableMemory& record, Console& console, Dispatcher& dispatcher);
  ~Lane();
  Lane(const Lane&) = delete;
  Lane& operator=(const Lane&) = delete;

  /// Executes the frame at this offset of the record and puts the answer, if the frame has one, in its place.
  /// The record may have grown. May be called again from inside, for a frame that stands behind.
  void execute(std::size_t offset);

  /// The threads for what is called asynchronously.
  LaneThreads& threads() { return *threads_; }
  /// Executes what other threads ask of JavaScript. Bytes of the record up to `usedBytes` are in use by it.
  void serve(std::size_t usedBytes);
  /// Prints what other threads have printed. Bytes of the record up to `usedBytes` are in use.
  void printPosted(std::size_t usedBytes);
  /// Whether JavaScript may sleep until it is woken: nothing is there for it to read.
  bool park();
  void unpark() { tables_->javaScript->notifier()->unpark(); }

  /// JavaScript gives references back. Bytes of the record up to `usedBytes` are in use by it.
  void release(const std::vector<std::uint32_t>& ids, std::size_t usedBytes);
  /// Where a frame of JavaScript's may begin that is made while Python runs.
  std::size_t freeOffset() const { return space_.free(); }
  /// What Python holds no longer of JavaScript's objects; see JavaScript::released(). Empty while an answer
  /// is written, which may name what Python gives up meanwhile.
  std::vector<std::uint32_t> takeReleased() const {
    return executor_.isAnswering() ? std::vector<std::uint32_t>() : tables_->javaScript->takeReleased();
  }
  /// Whether an answer is being written, which may name what JavaScript has a handle of no longer, or one of
  /// JavaScript's is still to be read.
  bool isAnswering() const { return executor_.isAnswering() || tables_->javaScript->hasUnreadAnswers(); }
  bool hasReleased() const { return tables_->javaScript->hasReleased(); }
  /// Memory of JavaScript's for the arguments of a frame that is being written.
  LentBuffers& lent() { return tables_->lent; }
  /// Memory of Python's in an answer that is read.
  ShownBuffers::View takeShown(std::uint32_t number) {
    return (number & ShownBuffers::laterBit) != 0 ? tables_->shown.take(number) : shown_.take(number);
  }
  /// Gives up views of Python's memory.
  void release(std::vector<ShownBuffers::View> views);
  /// How many objects of Python's JavaScript holds.
  std::size_t references() const { return tables_->references.size(); }
  /// How many objects of JavaScript's Python holds.
  std::size_t held() const { return tables_->javaScript->size(); }

  /// Whether the GIL is kept between calls; see ThreadContext.
  bool keepsGil() const { return thread_.keeps(); }
  /// The turn of the event loop ends.
  void endTurn() { thread_.endTurn(); }

 private:
  void executeFrame(std::size_t offset);
  /// The frames from here on have been executed: memory goes back to whom it belongs.
  void endLending(std::size_t offset) {
    if (!tables_->lent.empty()) tables_->lent.endFrom(offset);
  }

  iip::WritableMemory& record_;
  Console& console_;
  ThreadContext& thread_;
  RecordSpace space_;
  std::shared_ptr<LaneTables> tables_;
  Given given_;
  ShownBuffers shown_;
  Session session_;
  Executor executor_;
  std::shared_ptr<LaneThreads> threads_;
  /// Invocations under way, one inside the other.
  unsigned depth_ = 0;
  unsigned printing_ = 0;
};

}  // namespace graftwire::python
