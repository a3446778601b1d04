#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "iip/frame_header.h"
#include "iip/value_reader.h"
#include "iip/value_writer.h"
#include "python/console.h"
#include "python/failure.h"
#include "python/members.h"
#include "python/owned.h"
#include "python/thread_context.h"
#include "python/value_to_python.h"

namespace graftwire::python {

/// The Python side of one JavaScript thread: it executes the frames that this thread puts into its record, on
/// this thread. Belongs to the thread that made it.
class Lane {
 public:
  /// The record and the console outlive the lane. An interpreter runs.
  Lane(iip::WritableMemory& record, Console& console);
  ~Lane();
  Lane(const Lane&) = delete;
  Lane& operator=(const Lane&) = delete;

  /// Executes the frame at this offset of the record and puts the answer, if the frame has one, in its place.
  /// The record may have grown. May be called again from inside, for a frame that stands behind.
  void execute(std::size_t offset);

  /// Whether the GIL is kept between calls; see ThreadContext.
  bool keepsGil() const { return thread_.keeps(); }
  /// The turn of the event loop ends.
  void endTurn() { thread_.endTurn(); }

 private:
  void bind(const iip::FrameHeader& header, std::size_t offset);
  void invoke(const iip::FrameHeader& header, std::size_t offset);
  bool step(iip::ValueReader& reader, const StepResults& results, Owned& result, Failure& failure);
  bool call(const Member& member, iip::ValueReader& reader, std::uint32_t count, const StepResults& results,
            Owned& result, Failure& failure);
  const Member* find(const iip::Value& name, Failure& failure);

  void answerResult(const iip::FrameHeader& header, std::size_t offset, Owned result);
  void answerFailure(const iip::FrameHeader& header, std::size_t offset, Failure& failure, bool executed);

  iip::WritableMemory& record_;
  Console& console_;
  ThreadContext& thread_;
  Members members_;
  /// Whether the code of a member has run in the invocation that is being executed.
  bool executed_ = false;
};

}  // namespace graftwire::python
