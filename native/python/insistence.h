#pragma once

#include <pthread.h>

#include <algorithm>
#include <cstdint>
#include <ctime>

namespace graftwire::python {

/// A time that never comes. Times are nanoseconds of CLOCK_MONOTONIC, which time.monotonic() of Python has
/// too.
constexpr std::int64_t never = INT64_MAX;

/// When a thread that is to end what it does is interrupted, and when again. Between two interruptions it has
/// time to clean up, which counts from the moment at which the first was raised: how long a thread has to
/// wait for a processor, or for the GIL, is not its fault. Touched under the lock of Interrupts.
class Insistence {
 public:
  explicit Insistence(pthread_t thread) : thread_(thread) {}

  /// Nothing is due any more.
  void calm() { *this = Insistence(thread_); }
  /// The next interruption comes at this time.
  void wantFrom(std::int64_t time) {
    state_ = State::waiting;
    again_ = time;
  }
  /// The thread is asked to raise by whoever calls this.
  void ask(std::int64_t now) {
    state_ = State::asked;
    again_ = now + interval;
  }

  /// Whether the thread is to be asked now: for the first time, once more, since what asks it may get lost,
  /// or to raise again. `next` becomes the time to look again, where that is earlier.
  bool isTime(std::int64_t now, std::int64_t& next) {
    if (state_ == State::raised && !hasHadTime(now)) {
      // It cannot have worked for longer than the time that goes by.
      const std::int64_t left = std::max(interval - (work() - workBefore_), shortestLook);
      next = std::min({next, now + left, raisedAt_ + patience});
      return false;
    }
    const bool isDue = state_ == State::raised || again_ <= now;
    if (isDue) ask(now);
    next = std::min(next, again_);
    return isDue;
  }

  /// Whether an interruption is to be raised, for which the thread has been asked.
  bool isAsked() const { return state_ == State::asked; }
  /// It has been, on this thread.
  void raised(std::int64_t now) {
    state_ = State::raised;
    raisedAt_ = now;
    workBefore_ = work();
  }

  /// How long a thread may clean up, in its own time: of the processor; and at the latest.
  static constexpr std::int64_t interval = 50'000'000;
  static constexpr std::int64_t patience = 500'000'000;

 private:
  enum class State : std::uint8_t { waiting, asked, raised };
  static constexpr std::int64_t shortestLook = 1'000'000;

  bool hasHadTime(std::int64_t now) const {
    return now - raisedAt_ >= patience || work() - workBefore_ >= interval;
  }

  std::int64_t work() const {
    clockid_t clock{};
    timespec done{};
    if (pthread_getcpuclockid(thread_, &clock) != 0 || clock_gettime(clock, &done) != 0) return 0;
    return std::int64_t{done.tv_sec} * 1'000'000'000 + done.tv_nsec;
  }

  pthread_t thread_;
  State state_ = State::waiting;
  std::int64_t again_ = 0;
  std::int64_t raisedAt_ = 0;
  std::int64_t workBefore_ = 0;
};

}  // namespace graftwire::python
