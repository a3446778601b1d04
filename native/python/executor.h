#pragma once

#include <cstddef>
#include <cstdint>

#include "iip/frame_header.h"
#include "iip/value_reader.h"
#include "python/counted.h"
#include "python/failure.h"
#include "python/members.h"
#include "python/owned.h"
#include "python/session.h"
#include "python/value_to_python.h"

namespace graftwire::python {

/// Executes the frames of one context of a lane, and writes their answers into the context's memory. Used
/// under the GIL, on the context's thread; may be entered again by what it executes.
class Executor {
 public:
  /// Both outlive it.
  Executor(Members& members, Session& session) : members_(members), session_(session) {}

  /// Binds the name in a frame. False with the failure filled in.
  bool bind(const iip::FrameHeader& header, const std::uint8_t* frame, Failure& failure);
  /// Executes the steps of an invocation, whose bytes stay where they are meanwhile. False with the failure
  /// filled in.
  bool invoke(const iip::FrameHeader& header, const std::uint8_t* frame, Owned& result, Failure& failure);

  /// Write the answer to a frame at an offset of the context's memory, and give where it ends.
  std::size_t answerResult(const iip::FrameHeader& header, std::size_t offset, Owned result,
                           bool isOutermost);
  std::size_t answerFailure(const iip::FrameHeader& header, std::size_t offset, const Failure& failure,
                            bool executed, bool isOutermost);

  /// Whether the code of a member has run in the last invocation.
  bool hasExecuted() const { return executed_; }
  /// Answers that are being written, which may name what JavaScript has a handle of no longer.
  bool isAnswering() const { return answering_ > 0; }

 private:
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
  std::size_t finish(const iip::FrameHeader& header, iip::FrameKind kind, std::size_t offset,
                     std::size_t end);

  Members& members_;
  Session& session_;
  bool executed_ = false;
  unsigned answering_ = 0;
};

}  // namespace graftwire::python
