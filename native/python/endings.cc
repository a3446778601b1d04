#include "python/endings.h"

#include <pthread.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <ctime>
#include <system_error>
#include <thread>

#include "python/execution_thread.h"
#include "python/guarded_thread.h"
#include "python/interrupts.h"
#include "python/java_script.h"
#include "python/reverse_invocations.h"
#include "python/thread_context.h"

namespace graftwire::python {

namespace {

/// The loop cancels its tasks by itself, and gives them half a second.
constexpr std::chrono::milliseconds cancellingTime{700};

/// After so long without any work a thread is taken for one that waits.
constexpr std::chrono::milliseconds idleTime{300};

/// Of the thread that a clock is of, in nanoseconds.
std::int64_t workOf(clockid_t clock) {
  timespec done{};
  clock_gettime(clock, &done);
  return std::int64_t{done.tv_sec} * 1'000'000'000 + done.tv_nsec;
}

}  // namespace

Endings& Endings::process() {
  // Never destroyed: threads may still end when the process does.
  static Endings& one = *new Endings;
  return one;
}

bool Endings::isSame(const Entry& entry, const ThreadContext& thread, const JavaScript& javaScript) {
  return entry.thread == &thread && entry.javaScript == &javaScript;
}

void Endings::add(ThreadContext& thread, JavaScript& javaScript, ExecutionThread* execution) {
  Interrupts::process().watchOver(thread);
  const std::lock_guard lock(mutex_);
  entries_.push_back({&thread, &javaScript, execution});
  // Nothing begins any more.
  const bool isLate = isProcessEnding() && (execution != nullptr || thread.owner != 0);
  if (isLate || (execution != nullptr && execution->isClosing())) end(entries_.back(), Clock::now());
}

void Endings::remove(ThreadContext& thread, JavaScript& javaScript) {
  {
    const std::lock_guard lock(mutex_);
    std::erase_if(entries_, [&](const Entry& entry) { return isSame(entry, thread, javaScript); });
  }
  Interrupts::process().relent(thread);
}

void Endings::end(Entry& entry, Clock::time_point now) {
  if (entry.endedAt != Clock::time_point{}) return;
  entry.endedAt = now;
  entry.call = entry.thread->runningCall();
  entry.thread->isEnding.store(true, std::memory_order_release);
  if (entry.execution != nullptr) {
    entry.execution->close();
  } else {
    entry.javaScript->refuse();
  }
  // It comes to its end by itself.
  if (entry.thread == &ThreadContext::current()) return;
  const bool cancels = entry.execution != nullptr && entry.execution->cancelsAtEnd();
  Interrupts::process().endThread(*entry.thread, cancels ? cancellingTime : std::chrono::milliseconds{0});
}

bool Endings::endThread(std::uint32_t owner) {
  bool any = false;
  {
    const std::lock_guard lock(mutex_);
    const Clock::time_point now = Clock::now();
    for (Entry& entry : entries_) {
      if (entry.thread->owner != owner) continue;
      any = true;
      end(entry, now);
    }
  }
  if (any) ReverseInvocations::rouse();
  return any;
}

void Endings::endLane(const JavaScript& javaScript) {
  {
    const std::lock_guard lock(mutex_);
    const Clock::time_point now = Clock::now();
    for (Entry& entry : entries_) {
      if (entry.javaScript == &javaScript && entry.execution != nullptr) end(entry, now);
    }
  }
  ReverseInvocations::rouse();
}

void Endings::endProcess(int code) {
  if (isEnding_.exchange(true)) return;
  const ThreadContext* here = &ThreadContext::current();
  const Clock::time_point now = Clock::now();
  {
    const std::lock_guard lock(mutex_);
    for (Entry& entry : entries_) {
      if (entry.thread != here) {
        end(entry, now);
      } else if (entry.javaScript != nullptr) {
        // Whoever waits for this thread's JavaScript would do so for ever.
        entry.javaScript->refuse();
      }
    }
  }
  ReverseInvocations::rouse();
  sigset_t all;
  sigset_t before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  try {
    clockid_t clock{};
    pthread_getcpuclockid(pthread_self(), &clock);
    std::thread([this, code, now, clock] { seeToTheEnd(code, now, clock); }).detach();
  } catch (const std::system_error&) {
    // Without a thread for it the end may take as long as what is under way.
  }
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

bool Endings::hasBusy() {
  const std::lock_guard lock(mutex_);
  const Clock::time_point now = Clock::now();
  return std::any_of(entries_.begin(), entries_.end(), [now](const Entry& entry) {
    if (entry.endedAt == Clock::time_point{} || now - entry.endedAt >= grace) return false;
    return entry.execution != nullptr || (entry.call != 0 && entry.thread->runningCall() == entry.call);
  });
}

std::vector<pthread_t> Endings::interruptible() {
  std::vector<pthread_t> found;
  const std::lock_guard lock(mutex_);
  for (const Entry& entry : entries_) {
    if (entry.execution != nullptr && entry.execution->isUnheard())
      found.push_back(entry.thread->guarded->thread);
  }
  return found;
}

void Endings::raise(pthread_t thread, PyObject* type, bool isFirst) {
  const std::lock_guard lock(mutex_);
  for (const Entry& entry : entries_) {
    const bool isIt = entry.execution != nullptr && pthread_equal(entry.thread->guarded->thread, thread) != 0;
    if (!isIt || !entry.execution->asksToRaise(isFirst) || entry.thread->guarded->shields != 0) continue;
    // Who keeps interruptions off takes this one back, too.
    entry.thread->guarded->asked = true;
    py.PyThreadState_SetAsyncExc(static_cast<unsigned long>(thread), type);
  }
}

/// Whether a thread that Node is going to wait for will not end. Those for asynchronous calls nobody waits
/// for.
bool Endings::hasStuck(Clock::time_point now) {
  const std::lock_guard lock(mutex_);
  bool found = false;
  for (Entry& entry : entries_) {
    if (entry.execution != nullptr || entry.endedAt == Clock::time_point{}) continue;
    const std::uint64_t call = entry.thread->runningCall();
    if (entry.since == Clock::time_point{}) {
      entry.lastCall = entry.call;
      entry.since = entry.endedAt;
    }
    if (call != entry.lastCall) {
      entry.lastCall = call;
      entry.since = now;
    }
    found |= call != 0 && now - entry.since >= grace;
  }
  return found;
}

void Endings::seeToTheEnd(int code, Clock::time_point from, clockid_t clock) {
  std::int64_t work = 0;
  Clock::time_point idleSince = from;
  for (;;) {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
    const Clock::time_point now = Clock::now();
    const Phase phase = phase_.load(std::memory_order_acquire);
    if (phase == Phase::runsPython) continue;
    const bool isBlocked = phase == Phase::waitsForGil && now - from >= grace;
    // Listeners of the program's may follow, and what Node says of an uncaught error; then it joins its
    // workers.
    if (const std::int64_t done = workOf(clock); done != work) {
      work = done;
      idleSince = now;
    }
    const bool isIdle = now - idleSince >= idleTime;
    if (isBlocked || (phase == Phase::leaves && isIdle && hasStuck(now))) _exit(code);
  }
}

}  // namespace graftwire::python
