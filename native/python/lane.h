#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "iip/frame_header.h"
#include "iip/value_reader.h"
#include "iip/value_writer.h"
#include "python/console.h"
#include "python/failure.h"
#include "python/java_script.h"
#include "python/members.h"
#include "python/owned.h"
#include "python/session.h"
#include "python/thread_context.h"
#include "python/value_to_python.h"

namespace graftwire::python {

/// The Python side of one JavaScript thread: it executes the frames that this thread puts into its record, on
/// this thread. Belongs to the thread that made it.
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

  /// JavaScript gives references back. Bytes of the record up to `usedBytes` are in use by it.
  void release(const std::vector<std::uint32_t>& ids, std::size_t usedBytes);
  /// Where a frame of JavaScript's may begin that is made while Python runs.
  std::size_t freeOffset() const { return space_.free(); }
  /// What Python holds no longer of JavaScript's objects; see JavaScript::released(). Empty while an answer
  /// is written, which may name what Python gives up meanwhile.
  std::vector<std::uint32_t> takeReleased() const {
    return answering_ == 0 ? javaScript_->takeReleased() : std::vector<std::uint32_t>();
  }
  /// Whether an answer is being written, which may name what JavaScript has a handle of no longer.
  bool isAnswering() const { return answering_ > 0; }
  bool hasReleased() const { return javaScript_->hasReleased(); }
  /// Memory of JavaScript's for the arguments of a frame that is being written, and memory of Python's in an
  /// answer that is read.
  LentBuffers& lent() { return lent_; }
  ShownBuffers& shown() { return shown_; }
  /// Gives up views of Python's memory.
  void release(std::vector<ShownBuffers::View> views);
  /// How many objects of Python's JavaScript holds.
  std::size_t references() const { return references_.size(); }
  /// How many objects of JavaScript's Python holds.
  std::size_t held() const { return javaScript_->size(); }

  /// Whether the GIL is kept between calls; see ThreadContext.
  bool keepsGil() const { return thread_.keeps(); }
  /// The turn of the event loop ends.
  void endTurn() { thread_.endTurn(); }

 private:
  void executeFrame(std::size_t offset);
  /// The frames from here on have been executed: memory goes back to whom it belongs.
  void endLending(std::size_t offset) {
    if (!lent_.empty()) lent_.endFrom(offset);
  }
  void bind(const iip::FrameHeader& header, std::size_t offset);
  void invoke(const iip::FrameHeader& header, std::size_t offset);
  bool step(iip::ValueReader& reader, const StepResults& results, Owned& result, Failure& failure);
  bool quickStep(PyObject* object, std::uint8_t name, std::uint8_t arguments, std::size_t homeBytes,
                 iip::ValueReader& reader, const StepResults& results, Owned& result, Failure& failure);
  bool stepOn(PyObject* target, iip::ValueReader& reader, const iip::Value& name, const iip::Value& arguments,
              const StepResults& results, Owned& result, Failure& failure);
  bool assign(PyObject* owner, PyObject* attribute, const iip::Value& extension, const StepResults& results,
              Owned& result, Failure& failure);
  bool read(PyObject* owner, PyObject* attribute, Owned& result, Failure& failure);
  /// Calls `callee`, or the method of `target` that `callee` names where there is a target.
  bool call(PyObject* callee, PyObject* target, iip::ValueReader& reader, std::uint32_t count,
            const StepResults& results, Owned& result, Failure& failure);
  const Member* find(const iip::Value& name, Failure& failure);

  void answerResult(const iip::FrameHeader& header, std::size_t offset, Owned result);
  void answerFailure(const iip::FrameHeader& header, std::size_t offset, Failure& failure, bool executed);

  iip::WritableMemory& record_;
  Console& console_;
  ThreadContext& thread_;
  RecordSpace space_;
  Members members_;
  References references_;
  CrossingTypes types_;
  // Python's objects that stand for JavaScript's may outlive the lane.
  JavaScript* javaScript_;
  LentBuffers lent_;
  ShownBuffers shown_;
  Session session_;
  /// Whether the code of a member has run in the invocation that is being executed.
  bool executed_ = false;
  /// Invocations under way, one inside the other.
  unsigned depth_ = 0;
  /// Answers that are being written.
  unsigned answering_ = 0;
};

}  // namespace graftwire::python
