#include "python/gil_watch.h"

#include <pthread.h>

#include <cerrno>
#include <chrono>
#include <thread>

#include "python/thread_context.h"

namespace graftwire::python {

namespace {

// Nobody's in particular, ignored where no handler is there for it, and no debugger stops at it; Go's runtime
// uses it for the same reasons.
constexpr int wantedSignal = SIGURG;
constexpr auto interval = std::chrono::milliseconds(1);
/// How often the watcher looks at a GIL that is not kept before it goes to sleep: waking it costs the keeper
/// more than that.
constexpr int idleLooks = 4;

}  // namespace

GilWatch& GilWatch::process() {
  // Never destroyed: its thread ends with the process.
  static GilWatch& one = *new GilWatch;
  return one;
}

bool GilWatch::install() {
  struct sigaction action{};
  action.sa_sigaction = onSignal;
  action.sa_flags = SA_SIGINFO | SA_RESTART | SA_ONSTACK;
  sigemptyset(&action.sa_mask);
  return sigaction(wantedSignal, &action, &before_) == 0;
}

void GilWatch::onSignal(int signal, siginfo_t* info, void* context) {
  // What this thread was doing may be about to read it.
  const int savedErrno = errno;
  GilWatch& self = process();
  ThreadContext* keeper = self.keeper_.load(std::memory_order_relaxed);
  if (keeper != nullptr && pthread_equal(keeper->thread_, pthread_self()) != 0) keeper->letGo();
  // Whoever was there before may have had a use for it.
  if ((self.before_.sa_flags & SA_SIGINFO) != 0) {
    if (self.before_.sa_sigaction != nullptr) self.before_.sa_sigaction(signal, info, context);
  } else if (self.before_.sa_handler != SIG_DFL && self.before_.sa_handler != SIG_IGN) {
    self.before_.sa_handler(signal);
  }
  errno = savedErrno;
}

void GilWatch::watch(ThreadContext& keeper) {
  keeper_.store(&keeper, std::memory_order_release);
  if (awake_.load(std::memory_order_acquire)) return;
  const std::lock_guard lock(sleeping_);
  awake_.store(true, std::memory_order_release);
  if (!started_) {
    started_ = true;
    std::thread([this] { run(); }).detach();
  }
  wake_.notify_one();
}

void GilWatch::interruptKeeper() {
  ThreadContext* keeper = keeper_.load(std::memory_order_acquire);
  if (keeper != nullptr && keeper->keeps()) pthread_kill(keeper->thread_, wantedSignal);
}

bool GilWatch::isWanted() const {
  const ThreadContext* keeper = keeper_.load(std::memory_order_acquire);
  return keeper->keeps() && !keeper->inside_.load(std::memory_order_relaxed) && !keeper->isOnlyThread();
}

void GilWatch::run() {
  // No signal of the process's is for this thread.
  sigset_t all;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, nullptr);
  for (int idle = 0;;) {
    std::this_thread::sleep_for(interval);
    if (isWanted()) interruptKeeper();
    idle = keeper_.load(std::memory_order_acquire)->keeps() ? 0 : idle + 1;
    if (idle < idleLooks) continue;
    std::unique_lock lock(sleeping_);
    awake_.store(false, std::memory_order_release);
    // A keeper that began between the look and the lock saw `awake_` and did not wake anybody.
    if (!keeper_.load(std::memory_order_acquire)->keeps()) {
      wake_.wait(lock, [this] { return awake_.load(std::memory_order_acquire); });
    }
    awake_.store(true, std::memory_order_release);
    idle = 0;
  }
}

}  // namespace graftwire::python
