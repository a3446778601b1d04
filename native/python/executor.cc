#include "python/executor.h"

#include <array>

#include "iip/extension_type.h"
#include "iip/limits.h"
#include "python/exception_frame.h"
#include "python/forked.h"
#include "python/interrupts.h"
#include "python/value_from_python.h"

namespace graftwire::python {

using iip::Fault;
using iip::FrameHeader;
using iip::FrameKind;
using iip::Token;
using iip::Value;
using iip::ValueReader;
using iip::ValueWriter;

namespace {

/// The arguments of one call: room for a vectorcall's spare slot, then the arguments. Few enough live on the
/// stack.
class Arguments {
 public:
  explicit Arguments(std::uint32_t count) {
    if (count >= onStack_.size()) {
      onHeap_.resize(count + 1);
      slots_ = onHeap_.data();
    }
  }
  Arguments(const Arguments&) = delete;
  Arguments& operator=(const Arguments&) = delete;
  ~Arguments() {
    for (std::uint32_t i = 1; i <= count_; ++i) py.Py_DecRef(slots_[i]);
  }

  /// Takes the reference over.
  void add(PyObject* argument) { slots_[++count_] = argument; }
  PyObject* const* data() const { return slots_ + 1; }
  std::uint32_t count() const { return count_; }

 private:
  // Not initialised: only what was added is read.
  std::array<PyObject*, 9> onStack_;
  std::vector<PyObject*> onHeap_;
  PyObject** slots_ = onStack_.data();
  std::uint32_t count_ = 0;
};

/// How many bytes a `home` takes that begins here in one of the forms in which JavaScript writes it; 0 for
/// all else.
std::size_t quickHome(const ValueReader& reader, std::uint64_t& id) {
  constexpr auto home = static_cast<std::uint8_t>(iip::ExtensionType::home);
  const std::uint8_t* head = reader.peek(8);
  if (head == nullptr) head = reader.peek(3);
  if (head == nullptr || (head[0] != 0xD4 && reader.bytesLeft() < 8)) return 0;
  if (head[0] == 0xD4 && head[1] == home && head[2] < 0x80) {
    id = head[2];
    return 3;
  }
  if (head[0] != 0xC7 || head[1] != 5 || head[2] != home || head[3] != 0xCE) return 0;
  id = (std::uint64_t{head[4]} << 24) | (std::uint64_t{head[5]} << 16) | (std::uint64_t{head[6]} << 8) |
       head[7];
  return 8;
}

bool isExtension(const Value& value, iip::ExtensionType type) {
  return value.token == Token::extension && value.extension == static_cast<std::int8_t>(type);
}

bool fails(Failure& failure, Fault fault, const char* message) {
  if (fault == Fault::none) return false;
  failure = Failure::of(fault, message);
  return true;
}

/// Reads `**kwargs`: an extension whose payload is one map.
PyObject* readKeywords(const Value& extension, const StepResults& results, Failure& failure,
                       Session& session) {
  ValueReader reader(extension.data, extension.data + extension.length, iip::processLimits);
  Value map;
  if (fails(failure, reader.read(map, 0), "Keyword arguments cannot be read.")) return nullptr;
  if (map.token != Token::map) {
    failure = Failure::of(Fault::malformed, "Keyword arguments are a map.");
    return nullptr;
  }
  PyObject* keywords = ValueToPython(reader, results, failure, session).keywords(map);
  if (keywords == nullptr && !failure.isPythonException() && failure.hasPath()) failure.within("kwargs");
  return keywords;
}

}  // namespace

bool Executor::bind(const FrameHeader& header, const std::uint8_t* frame, Failure& failure) {
  ValueReader reader(frame + header.bodyOffset(), frame + header.length, iip::processLimits);
  Value id;
  Value name;
  if (reader.read(id, 0) != Fault::none || reader.read(name, 0) != Fault::none || !reader.atEnd() ||
      id.token != Token::unsignedInteger || name.token != Token::text) {
    failure = Failure::of(Fault::malformed, "A bind is an id and a name.");
    return false;
  }
  return members_.bind(id.unsignedInteger, std::string(reinterpret_cast<const char*>(name.data), name.length),
                       failure);
}

bool Executor::invoke(const FrameHeader& header, const std::uint8_t* frame, Owned& result, Failure& failure) {
  ValueReader reader(frame + header.bodyOffset(), frame + header.length, iip::processLimits);
  StepResults results;
  executed_ = false;
  for (std::uint32_t steps = 1;; ++steps) {
    if (steps > iip::processLimits.maxSteps) {
      failure = Failure::of(Fault::malformed, "The invocation has too many steps.");
      return false;
    }
    // Memory behind this frame may move while the step runs; that of the frame does not.
    if (!step(reader, results, result, failure)) {
      if (steps > 1) failure.inStep(steps - 1);
      return false;
    }
    if (reader.atEnd()) break;
    results.push_back(std::move(result));
  }
  // The end of an object may run code of the user's, which may overwrite an answer that is written: whatever
  // can end, ends before.
  return true;
}

const Member* Executor::find(const Value& name, Failure& failure) {
  if (name.token == Token::unsignedInteger) return members_.find(name.unsignedInteger, failure);
  failure = Failure("unimplemented", "Inside a process members are invoked by their bound ids.");
  return nullptr;
}

bool Executor::step(ValueReader& reader, const StepResults& results, Owned& result, Failure& failure) {
  // What nearly every step is: a call of a function by a small id, with few arguments.
  if (const std::uint8_t* head = reader.peek(3);
      head != nullptr && head[0] == 0xC0 && head[1] < 0x80 && (head[2] & 0xF0) == 0x90) {
    const Member* member = members_.find(head[1], failure);
    if (member == nullptr) return false;
    if (member->kind == Member::Kind::function) {
      reader.pass(3);
      return call(member->object.get(), nullptr, reader, head[2] & 0x0Fu, results, result, failure);
    }
  }
  if (std::uint64_t id = 0; const std::size_t bytes = quickHome(reader, id)) {
    const std::uint8_t* head = reader.peek(bytes + 2);
    PyObject* object = head == nullptr ? nullptr : session_.references.find(id);
    const bool hasName = object != nullptr && (head[bytes] < 0x80 || head[bytes] == 0xC0);
    if (hasName && ((head[bytes + 1] & 0xF0) == 0x90 || head[bytes + 1] == 0xC0))
      return quickStep(object, head[bytes], head[bytes + 1], bytes, reader, results, result, failure);
  }
  Value target;
  Value name;
  Value arguments;
  if (fails(failure, reader.read(target, 0), "The target of a step cannot be read.")) return false;
  if (fails(failure, reader.read(name, 0), "The member of a step cannot be read.")) return false;
  if (fails(failure, reader.read(arguments, 0), "The arguments of a step cannot be read.")) return false;
  if (isExtension(target, iip::ExtensionType::home) || isExtension(target, iip::ExtensionType::step)) {
    const Owned object(ValueToPython(reader, results, failure, session_).from(target, 0));
    return object && stepOn(object.get(), reader, name, arguments, results, result, failure);
  }
  if (target.token != Token::nil) {
    failure =
        Failure("malformed", "The target of a step is nil, an object or the result of an earlier step.");
    return false;
  }
  const Member* member = find(name, failure);
  if (member == nullptr) return false;
  if (arguments.token == Token::array && member->kind == Member::Kind::function)
    return call(member->object.get(), nullptr, reader, arguments.length, results, result, failure);
  if (member->kind == Member::Kind::attribute) {
    // Held: while they are used the table of members may grow, and with it the member move.
    const Owned owner = Owned::borrowed(member->object.get());
    const Owned attribute = Owned::borrowed(member->attribute.get());
    if (arguments.token == Token::nil) return read(owner.get(), attribute.get(), result, failure);
    if (isExtension(arguments, iip::ExtensionType::assign))
      return assign(owner.get(), attribute.get(), arguments, results, result, failure);
  }
  failure = Failure("malformed", member->name + " cannot be invoked in this way.");
  return false;
}

/// The same, of an object: `name` is a bound id or nil, `arguments` the head of few or nil.
bool Executor::quickStep(PyObject* object, std::uint8_t name, std::uint8_t arguments, std::size_t homeBytes,
                         ValueReader& reader, const StepResults& results, Owned& result, Failure& failure) {
  // While it is used, its handle may end.
  const Owned target = Owned::borrowed(object);
  const bool isCall = arguments != 0xC0;
  reader.pass(homeBytes + 2, 3);
  if (name == 0xC0 && isCall)
    return call(target.get(), nullptr, reader, arguments & 0x0Fu, results, result, failure);
  const Member* member = name == 0xC0 ? nullptr : members_.find(name, failure);
  if (member != nullptr && member->kind == Member::Kind::member) {
    if (isCall)
      return call(member->attribute.get(), target.get(), reader, arguments & 0x0Fu, results, result, failure);
    return read(target.get(), member->attribute.get(), result, failure);
  }
  if (!failure) failure = Failure("malformed", "An object cannot be invoked in this way.");
  return false;
}

bool Executor::stepOn(PyObject* target, ValueReader& reader, const Value& name, const Value& arguments,
                      const StepResults& results, Owned& result, Failure& failure) {
  if (name.token == Token::nil && arguments.token == Token::array)
    return call(target, nullptr, reader, arguments.length, results, result, failure);
  const Member* member = find(name, failure);
  if (member == nullptr) return false;
  if (member->kind == Member::Kind::member) {
    const Owned attribute = Owned::borrowed(member->attribute.get());
    if (arguments.token == Token::array)
      return call(attribute.get(), target, reader, arguments.length, results, result, failure);
    if (arguments.token == Token::nil) return read(target, attribute.get(), result, failure);
    if (isExtension(arguments, iip::ExtensionType::assign))
      return assign(target, attribute.get(), arguments, results, result, failure);
  }
  failure = Failure("malformed", member->name + " cannot be invoked in this way.");
  return false;
}

bool Executor::read(PyObject* owner, PyObject* attribute, Owned& result, Failure& failure) {
  executed_ = true;
  result = Owned(py.PyObject_GetAttr(owner, attribute));
  executed_ = true;
  if (!result) failure = Failure::pending();
  return static_cast<bool>(result);
}

bool Executor::assign(PyObject* owner, PyObject* attribute, const Value& extension,
                      const StepResults& results, Owned& result, Failure& failure) {
  ValueReader payload(extension.data, extension.data + extension.length, iip::processLimits);
  const Owned value(ValueToPython(payload, results, failure, session_).next(0));
  if (!value) {
    failure.within("value");
    return false;
  }
  executed_ = true;
  const bool isSet = py.PyObject_SetAttr(owner, attribute, value.get()) == 0;
  executed_ = true;
  if (!isSet) {
    failure = Failure::pending();
    return false;
  }
  result = Owned::borrowed(py.none);
  return true;
}

bool Executor::call(PyObject* callee, PyObject* target, ValueReader& reader, std::uint32_t count,
                    const StepResults& results, Owned& result, Failure& failure) {
  // The table of members may grow while the arguments are made and while the call runs (the callee may load a
  // module), and the target may be released: neither is looked at again.
  Arguments arguments(target == nullptr ? count : count + 1);
  if (target != nullptr) {
    py.Py_IncRef(target);
    arguments.add(target);
  }
  Owned keywords;
  ValueToPython convert(reader, results, failure, session_);
  for (std::uint32_t i = 0; i < count; ++i) {
    Value value;
    if (fails(failure, reader.read(value, 0), "An argument cannot be read.")) return false;
    if (i + 1 == count && isExtension(value, iip::ExtensionType::keywords)) {
      keywords = Owned(readKeywords(value, results, failure, session_));
      if (!keywords) return false;
      break;
    }
    PyObject* argument = convert.from(value, 0);
    if (argument == nullptr) {
      failure.within("args[" + std::to_string(i) + "]");
      return false;
    }
    arguments.add(argument);
  }
  executed_ = true;
  if (target == nullptr) {
    result = Owned(py.PyObject_VectorcallDict(callee, arguments.data(), arguments.count() | vectorcallOffset,
                                              keywords.get()));
  } else if (!keywords) {
    result = Owned(py.PyObject_VectorcallMethod(callee, arguments.data(),
                                                arguments.count() | vectorcallOffset, nullptr));
  } else if (const Owned method(py.PyObject_GetAttr(target, callee)); method) {
    result = Owned(py.PyObject_VectorcallDict(method.get(), arguments.data() + 1, arguments.count() - 1,
                                              keywords.get()));
  }
  // A nested invocation has set it for itself.
  executed_ = true;
  if (!result) failure = Failure::pending();
  return static_cast<bool>(result);
}

std::size_t Executor::answerResult(const FrameHeader& header, std::size_t offset, Owned result,
                                   bool isOutermost) {
  if (Forked::isChild()) Forked::end(false);
  const Counted answering(answering_);
  ValueWriter writer(session_.space.memory(), offset + FrameHeader::bytes);
  const RecordSpace::Writing writing(session_.space, writer);
  Failure failure;
  const std::size_t given = session_.given.count();
  bool written = ValueFromPython(writer, iip::processLimits.maxDepth, failure, session_).write(result.get());
  if (!written) {
    failure.within("result");
  } else if (!writer.good()) {
    written = false;
    failure = Failure("too-large", "does not fit into a frame of " +
                                       std::to_string(iip::processLimits.maxFrameBytes) + " bytes.");
  }
  if (!written) {
    session_.references.giveBack(session_.given, given);
    result = Owned();
    return answerFailure(header, offset, failure, true, isOutermost);
  }
  const std::size_t end = finish(header, FrameKind::result, offset, writer.position());
  // Its end may run code of the user's, which must not overwrite the answer.
  const RecordSpace::Held answered(session_.space, end);
  result = Owned();
  return end;
}

std::size_t Executor::answerFailure(const FrameHeader& header, std::size_t offset, const Failure& failure,
                                    bool executed, bool isOutermost) {
  if (Forked::isChild()) Forked::end(failure.isPythonException());
  const Counted answering(answering_);
  const InterruptShield shield(ThreadContext::current());
  const auto write = [&](const Failure& why) {
    ValueWriter writer(session_.space.memory(), offset + FrameHeader::bytes);
    const RecordSpace::Writing writing(session_.space, writer);
    writeExceptionBody(writer, why, executed, session_, isOutermost);
    return writer.good() ? writer.position() : 0;
  };
  std::size_t end = write(failure);
  // What is left of the record always holds this one: a record is never smaller than its first page.
  if (end == 0) end = write(Failure("out-of-memory", "No memory is left to describe the exception."));
  return finish(header, FrameKind::exception, offset, end);
}

std::size_t Executor::finish(const FrameHeader& header, FrameKind kind, std::size_t offset, std::size_t end) {
  FrameHeader answer;
  answer.length = static_cast<std::uint32_t>(end - offset);
  answer.kind = static_cast<std::uint8_t>(kind);
  answer.correlation = header.correlation;
  answer.session = header.session;
  answer.write(session_.space.memory().begin() + offset);
  return end;
}

}  // namespace graftwire::python
