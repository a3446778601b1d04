#include "ring/kernel_wait.h"

#include <unistd.h>

#include <cerrno>

#if defined(__linux__)
#include <linux/futex.h>
#include <sched.h>
#include <sys/eventfd.h>
#include <sys/syscall.h>

#include <climits>
#include <ctime>
#else
#include <fcntl.h>

#include <algorithm>
#include <thread>
#endif

namespace graftwire::ring {

using Clock = std::chrono::steady_clock;

static_assert(sizeof(std::atomic<std::uint32_t>) == sizeof(std::uint32_t));
static_assert(std::atomic<std::uint32_t>::is_always_lock_free);

#if defined(__linux__)

bool hasSeveralProcessors() {
  cpu_set_t set;
  // A machine with more processors than fit into the set says EINVAL.
  return sched_getaffinity(0, sizeof set, &set) != 0 || CPU_COUNT(&set) > 1;
}

bool sleepWhile(std::atomic<std::uint32_t>& word, std::uint32_t value, Clock::time_point until) {
  // steady_clock is CLOCK_MONOTONIC, which FUTEX_WAIT_BITSET takes as a point in time.
  timespec time{};
  const bool isBounded = until != Clock::time_point::max();
  if (isBounded) {
    const auto since = std::chrono::nanoseconds(until.time_since_epoch()).count();
    if (since <= 0) return false;
    time.tv_sec = since / 1'000'000'000;
    time.tv_nsec = since % 1'000'000'000;
  }
  const long result = syscall(SYS_futex, reinterpret_cast<std::uint32_t*>(&word), FUTEX_WAIT_BITSET_PRIVATE,
                              value, isBounded ? &time : nullptr, nullptr, FUTEX_BITSET_MATCH_ANY);
  return result == 0 || errno != ETIMEDOUT;
}

void wakeOne(std::atomic<std::uint32_t>& word) {
  // The owner of the word may be gone by now: the kernel then wakes nobody, or somebody for no reason.
  syscall(SYS_futex, reinterpret_cast<std::uint32_t*>(&word), FUTEX_WAKE_PRIVATE, 1, nullptr, nullptr, 0);
}

EventDescriptor::EventDescriptor() : read_(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)), write_(read_) {}

EventDescriptor::~EventDescriptor() {
  if (read_ >= 0) close(read_);
}

#elif defined(__APPLE__)

// Untested: nobody has run this on macOS yet. libc++ waits on atomics with these two functions.
extern "C" int __ulock_wait(std::uint32_t operation, void* address, std::uint64_t value,
                            std::uint32_t timeoutUs);
extern "C" int __ulock_wake(std::uint32_t operation, void* address, std::uint64_t value);
constexpr std::uint32_t compareAndWait = 1;

bool hasSeveralProcessors() {
  return std::thread::hardware_concurrency() > 1;
}

bool sleepWhile(std::atomic<std::uint32_t>& word, std::uint32_t value, Clock::time_point until) {
  std::uint32_t timeoutUs = 0;  // for ever
  if (until != Clock::time_point::max()) {
    const auto rest = std::chrono::duration_cast<std::chrono::microseconds>(until - Clock::now()).count();
    if (rest <= 0) return false;
    timeoutUs = static_cast<std::uint32_t>(std::min<std::int64_t>(rest, 1'000'000'000));
  }
  __ulock_wait(compareAndWait, &word, value, timeoutUs);
  return until == Clock::time_point::max() || Clock::now() < until;
}

void wakeOne(std::atomic<std::uint32_t>& word) {
  __ulock_wake(compareAndWait, &word, 0);
}

EventDescriptor::EventDescriptor() {
  int ends[2];
  if (pipe(ends) != 0) return;
  for (const int end : ends) {
    fcntl(end, F_SETFL, O_NONBLOCK);
    fcntl(end, F_SETFD, FD_CLOEXEC);
  }
  read_ = ends[0];
  write_ = ends[1];
}

EventDescriptor::~EventDescriptor() {
  if (read_ >= 0) close(read_);
  if (write_ >= 0) close(write_);
}

#endif

void EventDescriptor::signal() {
  const std::uint64_t one = 1;
  // EAGAIN: it is readable, and that is all there is to do.
  while (write(write_, &one, sizeof one) < 0 && errno == EINTR) {
  }
}

void EventDescriptor::clear() {
  std::uint64_t taken[8];
  // EAGAIN, or less than there was room for: it is empty. An eventfd gives 8 bytes, once.
  for (;;) {
    const ssize_t result = read(read_, taken, sizeof taken);
    if (result == sizeof taken || (result < 0 && errno == EINTR)) continue;
    return;
  }
}

}  // namespace graftwire::ring
