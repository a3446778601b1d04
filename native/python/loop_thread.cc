#include "python/loop_thread.h"

#include <iterator>
#include <utility>

#include "python/released.h"
#include "python/type_spec.h"

namespace graftwire::python {

using iip::FrameHeader;

namespace {

constexpr const char* capsuleName = "graftwire.LoopThread";

LoopThread* threadOf(PyObject* capsule) {
  return static_cast<LoopThread*>(py.PyCapsule_GetPointer(capsule, capsuleName));
}

PyObject* nothing() {
  py.Py_IncRef(py.none);
  return py.none;
}

/// pump(may_wait)
PyObject* pump(PyObject* self, PyObject* arguments) {
  LoopThread* thread = threadOf(self);
  if (thread == nullptr) return nullptr;
  return thread->pump(py.PyTuple_GetItem(arguments, 0) == py.trueObject);
}

/// clear(): the descriptor was readable.
PyObject* clear(PyObject* self, PyObject*) {
  if (LoopThread* thread = threadOf(self); thread != nullptr) thread->clearBell();
  return nothing();
}

/// finish(ticket, value, exception): the exception is None where there is a value.
PyObject* finish(PyObject* self, PyObject* arguments) {
  LoopThread* thread = threadOf(self);
  if (thread == nullptr) return nullptr;
  const auto ticket = static_cast<std::uint32_t>(py.PyLong_AsLong(py.PyTuple_GetItem(arguments, 0)));
  PyObject* exception = py.PyTuple_GetItem(arguments, 2);
  if (exception == py.none) {
    thread->finish(ticket, py.PyTuple_GetItem(arguments, 1));
  } else {
    py.PyErr_SetObject(typeOf(exception), exception);
    thread->finish(ticket, nullptr);
  }
  return nothing();
}

/// execute(task, context, pristine)
PyObject* execute(PyObject* self, PyObject* arguments) {
  LoopThread* thread = threadOf(self);
  if (thread == nullptr) return nullptr;
  return thread->executeIn(py.PyTuple_GetItem(arguments, 0), py.PyTuple_GetItem(arguments, 1),
                           py.PyTuple_GetItem(arguments, 2));
}

MethodDefinition executeDefinition{"execute", execute, variableArguments, nullptr};
MethodDefinition pumpDefinition{"pump", pump, variableArguments, nullptr};
MethodDefinition clearDefinition{"clear", clear, variableArguments, nullptr};
MethodDefinition finishDefinition{"finish", finish, variableArguments, nullptr};

Owned called(const Owned& function, PyObject* const* arguments, std::size_t count) {
  return Owned(py.PyObject_VectorcallDict(function.get(), arguments, count, nullptr));
}

Owned interned(const char* text) {
  PyObject* name =
      py.PyUnicode_FromStringAndSize(text, static_cast<PySize>(std::char_traits<char>::length(text)));
  if (name != nullptr) py.PyUnicode_InternInPlace(&name);
  return Owned(name);
}

}  // namespace

LoopThread::LoopThread(LaneTables& tables, Notifier& notifier)
    : ExecutionThread(tables, notifier), bell_(ring::EventDoorbell::create()) {}

void LoopThread::work() {
  const Owned module(py.PyImport_ImportModule("graftwire.host.loop"));
  const Owned capsule(py.PyCapsule_New(this, capsuleName, nullptr));
  if (!module || !capsule) return py.PyErr_WriteUnraisable(nullptr);
  const auto get = [&](const char* name) { return Owned(py.PyObject_GetAttrString(module.get(), name)); };
  coroutineType_ = get("CoroutineType");
  work_ = get("work");
  cancel_ = get("cancel");
  interrupt_ = get("interrupt");
  limit_ = get("limit");
  send_ = interned("send");
  mustCancel_ = interned("_must_cancel");
  callbacks_ = interned("_callbacks");
  const Owned run = get("run");
  const Owned makeLoop = get("make_loop");
  const Owned pumpFunction(py.PyCFunction_NewEx(&pumpDefinition, capsule.get(), nullptr));
  const Owned clearFunction(py.PyCFunction_NewEx(&clearDefinition, capsule.get(), nullptr));
  const Owned finishFunction(py.PyCFunction_NewEx(&finishDefinition, capsule.get(), nullptr));
  const Owned executeFunction(py.PyCFunction_NewEx(&executeDefinition, capsule.get(), nullptr));
  const Owned descriptorNumber(py.PyLong_FromLong(descriptor()));
  PyObject* parts[] = {pumpFunction.get(), clearFunction.get(), finishFunction.get(), executeFunction.get(),
                       descriptorNumber.get()};
  if (run && makeLoop) loop_ = called(makeLoop, parts, 5);
  PyObject* loop[] = {loop_.get()};
  const Owned done(loop_ ? called(run, loop, 1) : Owned());
  // What is raised to end it is nobody's concern.
  if (!done && isClosing()) py.PyErr_Clear();
  if (!done && !isClosing()) py.PyErr_WriteUnraisable(nullptr);
  for (Owned* held : {&coroutineType_, &work_, &cancel_, &interrupt_, &limit_, &loop_, &send_, &mustCancel_,
                      &callbacks_, &suspended_})
    *held = Owned();
}

PyObject* LoopThread::pump(bool mayWait) {
  bell_->disarm();
  const auto ready = [this] { return isReady(); };
  bool any = isReady();
  if (!any && mayWait) {
    if (bell_->budget().count() > 0) {
      const Released others;
      any = bell_->spin(ready);
    }
    any = any || !bell_->arm(ready);
  }
  if (isClosing()) return nothing();
  if (any) {
    PyObject* loop[] = {loop_.get()};
    while (isReady() && !isClosing()) {
      // Only what is meant to end a loop comes out of it (SystemExit, KeyboardInterrupt), and has been
      // answered.
      const Owned worked = called(work_, loop, 1);
      if (worked) continue;
      const bool isEnd = py.PyErr_ExceptionMatches(*py.PyExc_SystemExit) != 0 ||
                         py.PyErr_ExceptionMatches(*py.PyExc_KeyboardInterrupt) != 0;
      if (isEnd) {
        py.PyErr_Clear();
      } else {
        // Nothing that is known; it would not go better at once.
        py.PyErr_WriteUnraisable(nullptr);
        break;
      }
    }
  }
  PyObject* told = any ? py.trueObject : py.falseObject;
  py.Py_IncRef(told);
  return told;
}

PyObject* LoopThread::executeIn(PyObject* task, PyObject* context, PyObject* pristine) {
  task_ = task;
  context_ = context;
  pristine_ = pristine;
  isSpent_ = false;
  taskReferences_ = referencesOf(task);
  ExecutionThread::execute();
  task_ = nullptr;
  return suspended_ ? suspended_.release() : nothing();
}

bool LoopThread::isTaskUntouched() {
  const Owned cancelled(py.PyObject_GetAttr(task_, mustCancel_.get()));
  const Owned callbacks(py.PyObject_GetAttr(task_, callbacks_.get()));
  py.PyErr_Clear();
  return cancelled.get() == py.falseObject && callbacks.get() == py.none &&
         referencesOf(task_) == taskReferences_ &&
         py.PyObject_RichCompareBool(context_, pristine_, /* Py_EQ */ 2) == 1;
}

bool LoopThread::failWithPending(const FrameHeader& header) {
  answerFailure(header, Failure::pending(), true);
  return true;
}

bool LoopThread::takeUnfinished(const FrameHeader& header, Owned& result) {
  if (typeOf(result.get()) != coroutineType_.get()) return false;
  Owned coroutine(result.release());
  if (const double timeoutMs = std::exchange(timeoutMs_, -1); timeoutMs >= 0) {
    const Owned milliseconds(py.PyFloat_FromDouble(timeoutMs));
    PyObject* arguments[] = {milliseconds.get()};
    if (const Owned done = called(limit_, arguments, 1); !done) return failWithPending(header);
  }
  PyObject* value = nullptr;
  bool hasReturned = false;
  if (py.PyIter_Send != nullptr) {
    // PYGEN_RETURN, PYGEN_ERROR, PYGEN_NEXT.
    hasReturned = py.PyIter_Send(coroutine.get(), py.none, &value) == 0;
  } else {
    PyObject* arguments[] = {coroutine.get(), py.none};
    value = py.PyObject_VectorcallMethod(send_.get(), arguments, 2, nullptr);
    if (value == nullptr && py.PyErr_ExceptionMatches(*py.PyExc_StopIteration) != 0) {
      PyObject* type = nullptr;
      PyObject* stop = nullptr;
      PyObject* traceback = nullptr;
      py.PyErr_Fetch(&type, &stop, &traceback);
      py.PyErr_NormalizeException(&type, &stop, &traceback);
      value = py.PyObject_GetAttrString(stop, "value");
      hasReturned = true;
      const Owned typeReference(type);
      const Owned stopReference(stop);
      const Owned tracebackReference(traceback);
    }
  }
  Owned given(value);
  if (given && !hasReturned) {
    PyObject* parts[] = {coroutine.release(), given.release(),
                         py.PyLong_FromUnsignedLongLong(header.correlation)};
    suspended_ = Owned(py.PyTuple_New(std::size(parts)));
    PySize index = 0;
    for (PyObject* part : parts) py.PyTuple_SetItem(suspended_.get(), index++, part);
    return true;
  }
  if (given) {
    answerResult(header, std::move(given));
  } else {
    failWithPending(header);
  }
  isSpent_ = !isTaskUntouched();
  return true;
}

void LoopThread::finish(std::uint32_t ticket, PyObject* value) {
  FrameHeader header;
  header.correlation = ticket;
  if (value == nullptr) {
    failWithPending(header);
  } else {
    answerResult(header, Owned::borrowed(value));
  }
}

/// A coroutine's limit is a matter of its context, not of the thread.
void LoopThread::beginLimited(std::uint32_t, double timeoutMs) {
  timeoutMs_ = timeoutMs;
}

void LoopThread::cancelRunning(std::uint32_t correlation) {
  const Owned ticket(py.PyLong_FromUnsignedLongLong(correlation));
  PyObject* arguments[] = {ticket.get()};
  const Owned done = called(cancel_, arguments, 1);
  if (!done) py.PyErr_Clear();
}

void LoopThread::interruptWaiting() {
  const Owned done = called(interrupt_, nullptr, 0);
  if (!done) py.PyErr_Clear();
}

}  // namespace graftwire::python
