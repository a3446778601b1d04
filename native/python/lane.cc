#include "python/lane.h"

#include "iip/limits.h"
#include "python/counted.h"
#include "python/endings.h"
#include "python/forked.h"
#include "python/interpreter.h"
#include "python/switch_interval.h"

namespace graftwire::python {

using iip::Fault;
using iip::FrameHeader;
using iip::FrameKind;

namespace {

/// For the threads of a lane whose thread of JavaScript ends.
constexpr std::chrono::milliseconds closingGrace{1'000};

}  // namespace

Lane::Lane(iip::WritableMemory& record, Console& console, Dispatcher& dispatcher)
    : record_(record),
      console_(console),
      thread_(ThreadContext::current()),
      space_(record),
      tables_(std::make_shared<LaneTables>(dispatcher)),
      session_{space_, tables_->references, given_, tables_->types, *tables_->javaScript, tables_->lent,
               shown_},
      executor_(tables_->members, session_),
      threads_(std::make_shared<LaneThreads>(tables_, tables_->javaScript->notifier())) {
  tables_->javaScript->setSession(session_, tables_->shown);
  thread_.javaScript = tables_->javaScript;
  thread_.acquire();
  Endings::process().add(thread_, *tables_->javaScript, nullptr);
  if (Interpreter::isMainThread()) {
    JavaScript::ofMainThread = tables_->javaScript;
  } else {
    // From now on two lanes want the GIL.
    tuneSwitchInterval();
  }
}

Lane::~Lane() {
  tables_->javaScript->refuse();
  threads_->close(Endings::process().isProcessEnding() ? std::chrono::milliseconds{0} : closingGrace);
  {
    const GilScope gil(thread_);
    Endings::process().remove(thread_, *tables_->javaScript);
    shown_.settle();
    tables_->lent.abandon();
    if (JavaScript::ofMainThread == tables_->javaScript) JavaScript::ofMainThread = nullptr;
    thread_.javaScript = nullptr;
    tables_->javaScript->close();
    // A thread that goes on keeps what it uses.
    threads_->leave();
  }
  thread_.release();
}

void Lane::serve(std::size_t usedBytes) {
  if (!tables_->javaScript->hasPosted()) return;
  const RecordSpace::Held held(space_, usedBytes);
  tables_->javaScript->serve();
}

bool Lane::park() {
  JavaScript& javaScript = *tables_->javaScript;
  return javaScript.notifier()->park([&] {
    return javaScript.hasPosted() || threads_->hasAnswers() || threads_->wantToGoOn() ||
           javaScript.hasReleasable() || javaScript.printed().hasSome();
  });
}

void Lane::printPosted(std::size_t usedBytes) {
  // Writing comes here first: what has been printed since must not overtake what is being written.
  if (printing_ != 0 || !tables_->javaScript->printed().hasSome()) return;
  const Counted writing(printing_);
  const RecordSpace::Held held(space_, usedBytes);
  for (const Printed::Text& text : tables_->javaScript->printed().take()) {
    if (!console_.write(text.descriptor, text.bytes.data(), text.bytes.size())) Printed::write(text);
  }
}

void Lane::release(const std::vector<std::uint32_t>& ids, std::size_t usedBytes) {
  const GilScope gil(thread_, &console_);
  const RecordSpace::Held held(space_, usedBytes);
  threads_->unpinRead();
  for (const std::uint32_t id : ids) tables_->references.release(id);
  endLending(usedBytes);
}

void Lane::release(std::vector<ShownBuffers::View> views) {
  const GilScope gil(thread_, &console_);
  views.clear();
}

void Lane::execute(std::size_t offset) {
  const GilScope gil(thread_, &console_);
  // Of the answers before this one all that was wanted has been opened.
  if (depth_ == 0) {
    given_.settle();
    if (!shown_.empty()) shown_.settle();
  }
  {
    const Counted deeper(depth_);
    executeFrame(offset);
  }
  endLending(offset);
}

void Lane::executeFrame(std::size_t offset) {
  FrameHeader header;
  Failure failure;
  const std::uint8_t* frame = record_.begin() + offset;
  const auto available = static_cast<std::size_t>(record_.end() - frame);
  const bool isOutermost = depth_ <= 1;
  const Fault fault = FrameHeader::read(frame, available, iip::processLimits, header);
  bool executed = false;
  if (fault != Fault::none) {
    failure = Failure::of(fault, "The header of the frame cannot be read.");
  } else if ((header.flags & ~iip::frameFlag::oneWay) != 0) {
    failure = Failure("unimplemented", "Frames with these flags do not pass inside a process.");
  } else if (header.kind == static_cast<std::uint8_t>(FrameKind::invocation)) {
    const RecordSpace::Held held(space_, offset + header.length);
    Owned result;
    if (executor_.invoke(header, frame, result, failure)) {
      executor_.answerResult(header, offset, std::move(result), isOutermost);
      return;
    }
    executed = executor_.hasExecuted();
    executor_.answerFailure(header, offset, failure, executed, isOutermost);
    return;
  } else if (header.kind == static_cast<std::uint8_t>(FrameKind::bind)) {
    const RecordSpace::Held held(space_, offset + header.length);
    if (executor_.bind(header, frame, failure)) {
      executor_.answerResult(header, offset, Owned::borrowed(py.none), isOutermost);
    } else {
      executor_.answerFailure(header, offset, failure, false, isOutermost);
    }
    return;
  } else {
    failure = Failure("unimplemented", "Frames of kind " + std::to_string(header.kind) +
                                           " are not executed inside a process.");
  }
  executor_.answerFailure(header, offset, failure, executed, isOutermost);
}

}  // namespace graftwire::python
