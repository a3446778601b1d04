#include "python/interrupts.h"

#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <ctime>
#include <string_view>
#include <thread>

#include "python/ctrl_c.h"
#include "python/ctrl_c_beside.h"
#include "python/interrupt_signal.h"
#include "python/owned.h"
#include "python/type_spec.h"

namespace graftwire::python {

namespace {

std::int64_t monotonic() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return std::int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

/// What PyThreadState_SetAsyncExc knows a thread by.
unsigned long identOf(const GuardedThread& thread) {
  return static_cast<unsigned long>(thread.thread);
}

PyObject* newNone() {
  py.Py_IncRef(py.none);
  return py.none;
}

PyObject* stateOfCall(PyObject*, PyObject*) {
  return Interrupts::process().state();
}

PyObject* noteRaised(PyObject*, PyObject*) {
  Interrupts::process().raised();
  return newNone();
}

MethodDefinition stateDefinition{"call_state", stateOfCall, variableArguments, nullptr};
MethodDefinition raisedDefinition{"raised", noteRaised, variableArguments, nullptr};

}  // namespace

/// Whether a thread is in the import system itself, between two instructions of which an exception would
/// leave a module's lock held: all threads that import the module would wait for ever. Code that a module
/// runs is none of it. Under the GIL: where the thread is now, the exception would be raised.
bool Interrupts::isImporting(unsigned long ident) {
  PyObject* frames = py.PySys_GetObject("_current_frames");
  const Owned all(frames == nullptr ? nullptr : py.PyObject_VectorcallDict(frames, nullptr, 0, nullptr));
  const Owned frame(all ? py.PyObject_CallMethod(all.get(), "get", "k", ident) : nullptr);
  const Owned code(frame ? py.PyObject_GetAttrString(frame.get(), "f_code") : nullptr);
  const Owned name(code ? py.PyObject_GetAttrString(code.get(), "co_filename") : nullptr);
  PySize length = 0;
  const char* text = name ? py.PyUnicode_AsUTF8AndSize(name.get(), &length) : nullptr;
  py.PyErr_Clear();
  return text != nullptr &&
         std::string_view(text, static_cast<std::size_t>(length)).starts_with("<frozen importlib");
}

Interrupts& Interrupts::process() {
  // Never destroyed: its thread ends with the process.
  static Interrupts& one = *new Interrupts;
  return one;
}

void Interrupts::adoptMainThread(ThreadContext& thread) {
  if (InterruptSignal::install() == 0) return;
  guarded(thread, true);
  {
    const std::lock_guard lock(mutex_);
    watch();
  }
  CtrlC::process().install(thread);
}

GuardedThread& Interrupts::guarded(ThreadContext& thread, bool bySignal) {
  if (thread.guarded == nullptr) {
    thread.guarded = new GuardedThread(bySignal);
    const std::lock_guard lock(mutex_);
    threads_.push_back(thread.guarded);
  }
  return *thread.guarded;
}

void Interrupts::forget(ThreadContext& thread) {
  {
    const std::lock_guard lock(mutex_);
    std::erase(threads_, thread.guarded);
  }
  for (const GuardedThread::Guard& guard : thread.guarded->guards) {
    if (guard.type != nullptr) py.Py_DecRef(guard.type);
  }
  delete thread.guarded;
  thread.guarded = nullptr;
}

/// Has the classes at hand, since a signal handler should not import. Under the GIL.
void Interrupts::prepare() {
  const Owned module(py.PyImport_ImportModule("graftwire.host.interrupts"));
  const Owned state(py.PyCFunction_NewEx(&stateDefinition, nullptr, nullptr));
  const Owned raised(py.PyCFunction_NewEx(&raisedDefinition, nullptr, nullptr));
  if (module && state && raised) {
    makeType_ = py.PyObject_CallMethod(module.get(), "adopt", "OO", state.get(), raised.get());
  }
  if (makeType_ == nullptr) py.PyErr_Clear();
  isPrepared_.store(true, std::memory_order_release);
}

std::uint32_t Interrupts::begin(ThreadContext& thread, double timeoutMs) {
  if (!isPrepared_.load(std::memory_order_acquire)) {
    const GilScope gil(thread, thread.console);
    prepare();
  }
  GuardedThread& guarded = this->guarded(thread);
  constexpr double longestMs = 1e12;
  const std::int64_t deadline =
      timeoutMs < longestMs ? monotonic() + static_cast<std::int64_t>(timeoutMs * 1e6) : never;
  const std::lock_guard lock(mutex_);
  guarded.guards.push_back({++lastId_, deadline});
  // The watchdog is left asleep where it will wake early enough; also for a call that has ended by then.
  if (deadline < nextLook_) {
    nextLook_ = deadline;
    watch();
    wake();
  }
  return lastId_;
}

InterruptReason Interrupts::end(ThreadContext& thread) {
  GuardedThread& guarded = *thread.guarded;
  GuardedThread::Guard ended{};
  {
    const std::lock_guard lock(mutex_);
    ended = guarded.guards.back();
    guarded.guards.pop_back();
    if (guarded.due() == nullptr) guarded.calm();
  }
  if (ended.due == InterruptReason::none && ended.deadline <= monotonic())
    ended.due = InterruptReason::timeout;
  // A class was made before Python was asked to raise it, and each belongs to one call.
  if (ended.type != nullptr) {
    const GilScope gil(thread, thread.console);
    if (guarded.asked) withdraw(guarded);
    py.Py_DecRef(ended.type);
  }
  return ended.due;
}

/// Takes back what Python has been asked to raise on a thread; under the GIL.
void Interrupts::withdraw(GuardedThread& thread) {
  thread.asked = false;
  py.PyThreadState_SetAsyncExc(identOf(thread), nullptr);
}

void Interrupts::cancel(ThreadContext& thread, std::uint32_t id) {
  if (thread.guarded == nullptr) return;
  GuardedThread& guarded = *thread.guarded;
  {
    const std::lock_guard lock(mutex_);
    const auto found = std::find_if(guarded.guards.begin(), guarded.guards.end(),
                                    [id](const GuardedThread::Guard& guard) { return guard.id == id; });
    if (found == guarded.guards.end() || found->due != InterruptReason::none) return;
    found->due = InterruptReason::cancelled;
    guarded.insistence.ask(monotonic());
    nextLook_ = 0;
    watch();
  }
  wake();
  if (guarded.bySignal) {
    pthread_kill(guarded.thread, InterruptSignal::number());
  } else {
    const GilScope gil(thread, thread.console);
    askPython(guarded);
  }
}

void Interrupts::cancelElsewhere(ThreadContext& thread, std::uint32_t id) {
  {
    const std::lock_guard lock(mutex_);
    GuardedThread* guarded = thread.guarded;
    if (guarded == nullptr) return;
    const auto found = std::find_if(guarded->guards.begin(), guarded->guards.end(),
                                    [id](const GuardedThread::Guard& guard) { return guard.id == id; });
    if (found == guarded->guards.end() || found->due != InterruptReason::none) return;
    found->due = InterruptReason::cancelled;
    nextLook_ = 0;
    watch();
  }
  wake();
}

void Interrupts::endThread(ThreadContext& thread, std::chrono::milliseconds delay) {
  {
    const std::lock_guard lock(mutex_);
    GuardedThread* guarded = thread.guarded;
    if (guarded == nullptr || guarded->isWhollyDue()) return;
    GuardedThread::Guard whole{GuardedThread::whole, never};
    whole.due = InterruptReason::cancelled;
    guarded->guards.insert(guarded->guards.begin(), whole);
    guarded->insistence.wantFrom(monotonic() + std::chrono::nanoseconds(delay).count());
    nextLook_ = 0;
    watch();
  }
  wake();
}

void Interrupts::relent(ThreadContext& thread) {
  GuardedThread* guarded = thread.guarded;
  if (guarded == nullptr) return;
  GuardedThread::Guard ended{};
  {
    const std::lock_guard lock(mutex_);
    if (!guarded->isWhollyDue()) return;
    ended = guarded->guards.front();
    guarded->guards.erase(guarded->guards.begin());
    guarded->calm();
  }
  if (guarded->asked) withdraw(*guarded);
  if (ended.type != nullptr) py.Py_DecRef(ended.type);
}

void Interrupts::wake() const {
  const std::uint64_t one = 1;
  // It cannot fail but where it has been woken often enough already.
  [[maybe_unused]] const auto written = write(wakeUp_, &one, sizeof one);
}

/// Starts the watchdog at its first need; under the lock.
void Interrupts::watch() {
  if (watching_) return;
  watching_ = true;
  // A forked child has no watchdog, and shall not find the lock held by it.
  static const int follows [[maybe_unused]] =
      pthread_atfork([] { process().mutex_.lock(); }, [] { process().mutex_.unlock(); },
                     [] {
                       process().watching_ = false;
                       process().nextLook_ = never;
                       process().mutex_.unlock();
                     });
  wakeUp_ = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  std::thread([this] { run(); }).detach();
}

void Interrupts::run() {
  // No signal of the process's is for this thread.
  sigset_t all;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, nullptr);
  std::vector<GuardedThread*> asking;
  for (;;) {
    asking.clear();
    const std::int64_t next = std::min(look(asking), CtrlCBeside::process().follow(monotonic()));
    if (!asking.empty()) {
      const int state = py.PyGILState_Ensure();
      if (!isPrepared_.load(std::memory_order_acquire)) prepare();
      for (GuardedThread* thread : asking) askPython(*thread);
      py.PyGILState_Release(state);
    }
    const std::int64_t wait = std::max<std::int64_t>(next - monotonic(), 0);
    const timespec timeout{wait / 1'000'000'000, wait % 1'000'000'000};
    pollfd woken{wakeUp_, POLLIN, 0};
    ppoll(&woken, 1, next == never ? nullptr : &timeout, nullptr);
    std::uint64_t times = 0;
    [[maybe_unused]] const auto count = read(wakeUp_, &times, sizeof times);
  }
}

/// Interrupts the thread that has a signal handler for it, and collects the others. Gives when to look again.
std::int64_t Interrupts::look(std::vector<GuardedThread*>& asking) {
  const std::int64_t now = monotonic();
  std::int64_t next = CtrlC::process().follow(now);
  const std::lock_guard lock(mutex_);
  for (GuardedThread* thread : threads_) {
    if (!thread->look(now, next)) continue;
    if (thread->bySignal) {
      pthread_kill(thread->thread, InterruptSignal::number());
    } else {
      asking.push_back(thread);
    }
  }
  nextLook_ = next;
  return next;
}

/// Has Python raise on another thread what is due there; under the GIL.
void Interrupts::askPython(GuardedThread& thread) {
  {
    // It may be gone.
    const std::lock_guard lock(mutex_);
    if (std::find(threads_.begin(), threads_.end(), &thread) == threads_.end()) return;
  }
  // What goes on is asked again.
  if (isImporting(identOf(thread))) return;
  // Threads end under the GIL, which the making of a class may give up.
  PyObject* type = typeFor(thread);
  if (type == nullptr) return;
  const Owned held(type);
  const std::lock_guard lock(mutex_);
  if (std::find(threads_.begin(), threads_.end(), &thread) == threads_.end()) return;
  const GuardedThread::Guard* due = thread.due();
  if (due == nullptr || due->type != type || thread.shields != 0) return;
  // While this waited for the GIL it may have raised what it was asked for before.
  if (!thread.insistence.isAsked()) return;
  thread.asked = true;
  py.PyThreadState_SetAsyncExc(identOf(thread), type);
}

/// A new reference to the class that is raised for what is due on a thread; nullptr where nothing is, or it
/// cannot be made.
PyObject* Interrupts::typeFor(GuardedThread& thread) {
  std::uint32_t id = 0;
  InterruptReason reason = InterruptReason::none;
  {
    const std::lock_guard lock(mutex_);
    const GuardedThread::Guard* due = thread.due();
    if (due == nullptr) return nullptr;
    if (due->type != nullptr) return Owned::borrowed(due->type).release();
    id = due->id;
    reason = due->due;
  }
  const char* name = reason == InterruptReason::timeout ? "timeout" : "cancelled";
  Owned made(makeType_ == nullptr ? nullptr : py.PyObject_CallMethod(makeType_, "__call__", "Is", id, name));
  if (!made) {
    py.PyErr_Clear();
    made = Owned::borrowed(*py.PyExc_KeyboardInterrupt);
  }
  const std::lock_guard lock(mutex_);
  // Whatever else runs Python may have ended the call, and its thread, meanwhile.
  if (std::find(threads_.begin(), threads_.end(), &thread) == threads_.end()) return nullptr;
  GuardedThread::Guard* due = thread.due();
  if (due == nullptr || due->id != id) return nullptr;
  if (due->type == nullptr) due->type = Owned::borrowed(made.get()).release();
  return Owned::borrowed(due->type).release();
}

bool Interrupts::raiseDue() {
  GuardedThread* thread = ThreadContext::current().guarded;
  if (thread == nullptr || thread->shields != 0 || thread->isRaising) return false;
  if (CtrlC::process().take()) {
    py.PyErr_SetObject(*py.PyExc_KeyboardInterrupt, py.none);
    return true;
  }
  // The class is made by Python, which may ask for this again.
  thread->isRaising = true;
  const Owned type(typeFor(*thread));
  thread->isRaising = false;
  if (!type) return false;
  {
    const std::lock_guard lock(mutex_);
    // A signal that was sent twice does not shorten the time for cleaning up.
    if (!thread->insistence.isAsked()) return false;
    const bool isSkipped = thread->skips();
    if (thread->raises()) {
      pthread_kill(thread->thread, InterruptSignal::number());
    } else {
      thread->insistence.raised(monotonic());
    }
    if (isSkipped) return false;
  }
  py.PyErr_SetObject(type.get(), py.none);
  return true;
}

void Interrupts::raised() {
  GuardedThread* thread = ThreadContext::current().guarded;
  // The handler counts for itself.
  if (thread == nullptr || thread->bySignal || thread->shields != 0) return;
  const std::lock_guard lock(mutex_);
  const GuardedThread::Guard* due = thread->due();
  if (due == nullptr || due->type == nullptr) return;
  if (!thread->raises()) {
    thread->insistence.raised(monotonic());
    return;
  }
  thread->asked = true;
  py.PyThreadState_SetAsyncExc(identOf(*thread), due->type);
}

PyObject* Interrupts::state() {
  GuardedThread* thread = ThreadContext::current().guarded;
  if (thread == nullptr) return newNone();
  std::int64_t deadline = never;
  bool isEnding = false;
  std::uint32_t id = 0;
  {
    const std::lock_guard lock(mutex_);
    if (thread->guards.empty()) return newNone();
    for (const GuardedThread::Guard& guard : thread->guards) {
      deadline = std::min(deadline, guard.deadline);
      isEnding |= guard.due != InterruptReason::none;
    }
    id = thread->guards.back().id;
  }
  isEnding |= deadline <= monotonic();
  PyObject* tuple = py.PyTuple_New(3);
  PyObject* parts[] = {
      deadline == never ? newNone() : py.PyFloat_FromDouble(static_cast<double>(deadline) / 1e9),
      py.PyBool_FromLong(isEnding ? 1 : 0), py.PyLong_FromLongLong(id)};
  for (PySize i = 0; tuple != nullptr && i < 3; ++i) py.PyTuple_SetItem(tuple, i, parts[i]);
  return tuple;
}

}  // namespace graftwire::python
