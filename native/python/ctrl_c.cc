#include "python/ctrl_c.h"

#include <pthread.h>
#include <unistd.h>

#include <cerrno>
#include <ctime>
#include <vector>

#include "python/ctrl_c_beside.h"
#include "python/interrupt_signal.h"
#include "python/interrupts.h"

namespace graftwire::python {

namespace {

/// In nanoseconds: so soon after another one Ctrl-C means "at once".
constexpr std::int64_t impatience = 1'000'000'000;
/// A signal that comes right before a system call does not end that, so it is soon sent again.
constexpr std::int64_t firstAgain = 5'000'000;

/// Tells stretches of asynchronous calls from calls.
constexpr std::uint64_t besideBit = std::uint64_t{1} << 63;

void chain(const struct sigaction* to, int signal, siginfo_t* info, void* context) {
  const bool isDefault = (to->sa_flags & SA_SIGINFO) == 0 && to->sa_handler == SIG_DFL;
  if (isDefault || (to->sa_flags & static_cast<int>(SA_RESETHAND)) != 0) {
    // The handler of Node's that ends the process raises the signal once more and expects that.
    struct sigaction none{};
    none.sa_handler = SIG_DFL;
    sigaction(signal, &none, nullptr);
  }
  if (isDefault) {
    // Blocked while this handler runs, so that it comes when it ends.
    raise(signal);
  } else if ((to->sa_flags & SA_SIGINFO) != 0) {
    to->sa_sigaction(signal, info, context);
  } else if (to->sa_handler != SIG_IGN) {
    to->sa_handler(signal);
  }
}

bool endsProcess(const struct sigaction& action) {
  return (action.sa_flags & static_cast<int>(SA_RESETHAND)) != 0 ||
         ((action.sa_flags & SA_SIGINFO) == 0 && action.sa_handler == SIG_DFL);
}

bool isIgnored(const struct sigaction& action) {
  return (action.sa_flags & SA_SIGINFO) == 0 && action.sa_handler == SIG_IGN;
}

bool isSame(const struct sigaction& one, const struct sigaction& other) {
  return one.sa_flags == other.sa_flags &&
         ((one.sa_flags & SA_SIGINFO) != 0 ? one.sa_sigaction == other.sa_sigaction
                                           : one.sa_handler == other.sa_handler);
}

}  // namespace

CtrlC& CtrlC::process() {
  static CtrlC& one = *new CtrlC;
  return one;
}

void CtrlC::install(ThreadContext& main) {
  main_ = &main;
  static struct sigaction ending{};
  ending.sa_handler = SIG_DFL;
  ending_.store(&ending, std::memory_order_relaxed);
  goFirst();
}

/// A copy that is never freed. A program may begin and stop listening as often as it likes: handlers are few.
const struct sigaction* CtrlC::known(const struct sigaction& action) {
  static std::vector<const struct sigaction*> all;
  for (const struct sigaction* one : all) {
    if (isSame(*one, action)) return one;
  }
  return all.emplace_back(new struct sigaction(action));
}

void CtrlC::goFirst() {
  if (main_ == nullptr) return;
  struct sigaction current{};
  if (sigaction(SIGINT, nullptr, &current) != 0 || isIgnored(current)) return;
  if ((current.sa_flags & SA_SIGINFO) != 0 && current.sa_sigaction == onSignal) return;
  const struct sigaction* before = known(current);
  if ((current.sa_flags & static_cast<int>(SA_RESETHAND)) != 0)
    ending_.store(before, std::memory_order_relaxed);
  before_.store(before, std::memory_order_release);
  struct sigaction own{};
  own.sa_sigaction = onSignal;
  own.sa_flags = SA_SIGINFO | SA_RESTART | SA_ONSTACK;
  // As libuv wants it for its own.
  sigfillset(&own.sa_mask);
  sigaction(SIGINT, &own, nullptr);
}

void CtrlC::onSignal(int signal, siginfo_t* info, void* context) {
  const int savedErrno = errno;
  process().handle(signal, info, context);
  errno = savedErrno;
}

void CtrlC::handle(int signal, siginfo_t* info, void* context) {
  const struct sigaction* before = before_.load(std::memory_order_acquire);
  std::uint64_t call = main_->runningCall();
  const bool isBeside = call == 0;
  if (isBeside) {
    // The main thread has it by right; another one gets it while that one blocks it.
    if (pthread_equal(pthread_self(), main_->nativeThread()) == 0) {
      pthread_kill(main_->nativeThread(), signal);
      return;
    }
    const std::uint32_t stretch = CtrlCBeside::process().stretch();
    // JavaScript is free to hear of it by itself where the program listens.
    if (stretch == 0 || !endsProcess(*before)) {
      chain(before, signal, info, context);
      return;
    }
    call = besideBit | stretch;
  }
  timespec clock{};
  clock_gettime(CLOCK_MONOTONIC, &clock);
  const std::int64_t now = std::int64_t{clock.tv_sec} * 1'000'000'000 + clock.tv_nsec;
  const bool isSecond = lastCall_.exchange(call, std::memory_order_relaxed) == call &&
                        now - lastTime_.load(std::memory_order_relaxed) <= impatience;
  lastTime_.store(now, std::memory_order_relaxed);
  if (isSecond) {
    chain(ending_.load(std::memory_order_relaxed), signal, info, context);
  } else if (!endsProcess(*before)) {
    chain(before, signal, info, context);
  } else if (isBeside) {
    CtrlCBeside::process().want();
    Interrupts::process().wake();
  } else {
    wantedFor_.store(call, std::memory_order_relaxed);
    pthread_kill(main_->nativeThread(), InterruptSignal::number());
    Interrupts::process().wake();
  }
}

std::int64_t CtrlC::follow(std::int64_t now) {
  std::uint64_t call = wantedFor_.load(std::memory_order_relaxed);
  if (call == 0) {
    again_ = 0;
    return never;
  }
  if (again_ == 0) {
    again_ = now + firstAgain;
  } else if (again_ <= now) {
    again_ = now + Insistence::interval;
    if (main_->runningCall() == call) {
      pthread_kill(main_->nativeThread(), InterruptSignal::number());
    } else if (wantedFor_.compare_exchange_strong(call, 0, std::memory_order_relaxed)) {
      kill(getpid(), SIGINT);
      return never;
    }
  }
  return again_;
}

}  // namespace graftwire::python
