#include "python/java_script.h"

#include <string>

#include "iip/frame_header.h"
#include "iip/limits.h"
#include "python/crossing.h"
#include "python/forked.h"
#include "python/interrupts.h"
#include "python/js_reference.h"
#include "python/session.h"
#include "python/value_from_python.h"
#include "python/value_to_python.h"

namespace graftwire::python {

using iip::FrameHeader;
using iip::FrameKind;

std::atomic<std::int64_t> JavaScript::callbackTimeoutMs{30'000};

PyObject* JavaScript::raiseUnanswered(bool isExhausted) {
  if (isExhausted) {
    py.PyErr_SetString(*py.PyExc_RecursionError, "maximum call stack size of JavaScript exceeded");
  } else {
    // Not an Exception: nothing that is meant for errors shall catch the end of the thread.
    py.PyErr_SetString(*py.PyExc_SystemExit, "the thread of JavaScript is ending");
  }
  return nullptr;
}

PyObject* JavaScript::raiseEnded() {
  return raise(Failure("unknown-reference", "The thread of JavaScript that this object is of has ended."));
}

void JavaScript::close() {
  dispatcher_ = nullptr;
  session_ = nullptr;
  notifier_->close();
  posted_.close();
  printed_.close();
}

PyObject* JavaScript::receive(std::uint32_t id, Kind kind) {
  const auto known = held_.find(id);
  PyObject* object = known != held_.end() ? known->second : nullptr;
  if (object != nullptr) {
    py.Py_IncRef(object);
  } else {
    // The types come with the rest of the package.
    if (Crossing::get() == nullptr) return nullptr;
    object = JsReference::create(*this, id, kind);
    if (object == nullptr) return nullptr;
    // To make it may run code of the user's, and another thread.
    if (const auto made = held_.find(id); made != held_.end()) {
      JsReference::disown(object);
      object = made->second;
      py.Py_IncRef(object);
    } else {
      held_[id] = object;
    }
  }
  ++JsReference::of(object)->received;
  return object;
}

void JavaScript::forget(std::uint32_t id, std::uint32_t count) {
  held_.erase(id);
  if (dispatcher_ == nullptr || Forked::isChild()) return;
  bool isFirst = false;
  {
    const std::lock_guard lock(releasedMutex_);
    released_.push_back(id);
    released_.push_back(count);
    isFirst = !hasReleased_.exchange(true, std::memory_order_relaxed);
  }
  // Otherwise JavaScript looks when Python returns to it.
  if (isFirst && !isOwnThread()) notifier_->notify();
}

bool JavaScript::print(int descriptor, const char* data, std::size_t length) {
  if (!printed_.add(descriptor, data, length)) return false;
  notifier_->notify();
  return true;
}

PyObject* JavaScript::raise(const Failure& failure) {
  if (failure.isPythonException()) return nullptr;
  const Crossing* crossing = Crossing::get();
  const Owned body(py.PyDict_New());
  if (crossing == nullptr || !body) return nullptr;
  const auto set = [&](const char* key, const std::string& text) {
    if (text.empty()) return;
    const Owned value(py.PyUnicode_DecodeUTF8(text.data(), static_cast<PySize>(text.size()), "replace"));
    if (value) py.PyDict_SetItemString(body.get(), key, value.get());
  };
  set("code", failure.details().code);
  set("message", failure.details().message);
  set("remedy", failure.details().remedy);
  set("path", failure.details().path);
  PyObject* arguments[] = {body.get()};
  const Owned exception(py.PyObject_VectorcallDict(crossing->exceptionFrom, arguments, 1, nullptr));
  if (exception) py.PyErr_SetObject(typeOf(exception.get()), exception.get());
  return nullptr;
}

PyObject* JavaScript::invoke(std::uint32_t id, PyObject* member, Shape shape, PyObject* const* arguments,
                             std::size_t count, PyObject* names) {
  if (Forked::isChild()) return raise(Forked::failure());
  if (dispatcher_ == nullptr) return raiseEnded();
  if (!isOwnThread()) return invokeFromElsewhere(id, member, shape, arguments, count, names);
  RecordSpace& space = session_->space;
  const std::size_t offset = space.free();
  const RecordSpace::Held held(space, offset);
  std::size_t end = 0;
  if (!write(*session_, offset, id, member, shape, arguments, count, names, end)) return nullptr;
  {
    const RecordSpace::Held frame(space, end);
    const Dispatcher::Outcome outcome = dispatcher_->dispatch(offset);
    if (outcome != Dispatcher::Outcome::answered) {
      // Whatever the code that called does with the exception, it ends.
      if (outcome == Dispatcher::Outcome::ending)
        Interrupts::process().endThread(ThreadContext::current(), std::chrono::milliseconds{0});
      return raiseUnanswered(outcome == Dispatcher::Outcome::exhausted);
    }
  }
  return read(*session_, offset);
}

bool JavaScript::write(Session& session, std::size_t offset, std::uint32_t id, PyObject* member, Shape shape,
                       PyObject* const* arguments, std::size_t count, PyObject* names, std::size_t& end) {
  Failure failure;
  References& references = session.references;
  const std::size_t given = session.given.count();
  iip::ValueWriter writer(session.space.memory(), offset + FrameHeader::bytes);
  const RecordSpace::Writing writing(session.space, writer);
  ValueFromPython convert(writer, iip::processLimits.maxDepth, failure, session);
  const auto failed = [&](std::size_t index) {
    references.giveBack(session.given, given);
    failure.within("args[" + std::to_string(index) + "]");
    raise(failure);
    return false;
  };
  writeHome(writer, id);
  if (member == nullptr) {
    writer.nil();
  } else if (!convert.write(member)) {
    raise(failure);
    return false;
  }
  if (shape == Shape::get) {
    writer.nil();
  } else if (shape == Shape::set) {
    const std::size_t mark = writer.openExtension();
    if (!convert.write(arguments[0])) return failed(0);
    writer.closeWideExtension(static_cast<std::int8_t>(iip::ExtensionType::assign), mark);
  } else {
    const auto named = names == nullptr ? 0 : static_cast<std::size_t>(py.PyTuple_Size(names));
    writer.arrayHead(count + (named == 0 ? 0 : 1));
    for (std::size_t i = 0; i < count; ++i) {
      if (!convert.write(arguments[i])) return failed(i);
    }
    if (named != 0) writer.mapHead(named);
    for (std::size_t i = 0; i < named; ++i) {
      if (!convert.write(py.PyTuple_GetItem(names, static_cast<PySize>(i))) ||
          !convert.write(arguments[count + i]))
        return failed(count);
    }
  }
  if (!writer.good()) {
    raise(Failure("too-large", "The arguments do not fit into a frame."));
    return false;
  }
  end = writer.position();
  FrameHeader header;
  header.length = static_cast<std::uint32_t>(end - offset);
  header.kind = static_cast<std::uint8_t>(FrameKind::invocation);
  header.correlation = static_cast<std::uint32_t>(offset);
  header.write(session.space.memory().begin() + offset);
  return true;
}

PyObject* JavaScript::read(Session& session, std::size_t offset) {
  const std::uint8_t* frame = session.space.memory().begin() + offset;
  const auto available = static_cast<std::size_t>(session.space.memory().end() - frame);
  FrameHeader header;
  Failure failure;
  const iip::Fault fault = FrameHeader::read(frame, available, iip::processLimits, header);
  if (fault != iip::Fault::none) return raise(Failure::of(fault, "The answer of JavaScript cannot be read."));
  const RecordSpace::Held held(session.space, offset + header.length);
  iip::ValueReader reader(frame + header.bodyOffset(), frame + header.length, iip::processLimits);
  const StepResults noSteps;
  Owned value(ValueToPython(reader, noSteps, failure, session).next(0));
  if (!value) {
    failure.within("result");
    return raise(failure);
  }
  if (header.kind == static_cast<std::uint8_t>(FrameKind::result)) return value.release();
  PyObject* body[] = {value.get()};
  const Owned exception(py.PyObject_VectorcallDict(Crossing::get()->exceptionFrom, body, 1, nullptr));
  if (exception) py.PyErr_SetObject(typeOf(exception.get()), exception.get());
  return nullptr;
}

}  // namespace graftwire::python
