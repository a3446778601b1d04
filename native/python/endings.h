#pragma once

#include <pthread.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <ctime>
#include <mutex>
#include <vector>

#include "python/api.h"

namespace graftwire::python {

class ExecutionThread;
class JavaScript;
class ThreadContext;

/// The threads that execute Python for JavaScript, to end what they do when a worker or the process ends
/// (docs/decisions/0013-endings.md). Whoever holds the lock waits for nothing else, the GIL least of all.
class Endings {
 public:
  /// So long something that is ended may go on, before it is left alone, or the process ends around it.
  static constexpr std::chrono::milliseconds grace{2'000};

  static Endings& process();

  /// The calling thread executes Python from now on: as a thread of JavaScript's, or (`execution`) for one.
  void add(ThreadContext& thread, JavaScript& javaScript, ExecutionThread* execution);
  /// Counterpart of add(), on the same thread, under the GIL: from here on nothing interrupts it.
  void remove(ThreadContext& thread, JavaScript& javaScript);

  /// A thread of JavaScript's ends, by its number in Node: what it, and others for it, have Python do is
  /// interrupted. False where it does nothing of the kind. Any thread.
  bool endThread(std::uint32_t owner);
  /// A lane ends: the other threads that execute Python for its JavaScript are interrupted.
  void endLane(const JavaScript& javaScript);

  /// The process ends with this exit code: all threads but the calling one are ended. From now on a thread
  /// sees to it that the process ends although one of them does not.
  void endProcess(int code);
  bool isProcessEnding() const { return isEnding_.load(std::memory_order_acquire); }
  /// Whether something that is ended goes on, and has time left for it.
  bool hasBusy();

  /// The threads that are to be interrupted by Ctrl-C and have not heard of it.
  std::vector<pthread_t> interruptible();
  /// Has Python raise a class on one of them, if it still is. `isFirst`: not where it comes to it by itself.
  /// Under the GIL.
  void raise(pthread_t thread, PyObject* type, bool isFirst);

  /// What the thread that ends the process does.
  enum class Phase : std::uint8_t { waitsForGil, runsPython, leaves };
  void enter(Phase phase) { phase_.store(phase, std::memory_order_release); }

 private:
  using Clock = std::chrono::steady_clock;
  struct Entry {
    ThreadContext* thread;
    JavaScript* javaScript;
    ExecutionThread* execution;
    /// The epoch: it is not ended.
    Clock::time_point endedAt{};
    /// What it did when it was ended.
    std::uint64_t call = 0;
    /// What it did when the process was last seen not to end, and since when.
    std::uint64_t lastCall = 0;
    Clock::time_point since{};
  };

  void end(Entry& entry, Clock::time_point now);
  static bool isSame(const Entry& entry, const ThreadContext& thread, const JavaScript& javaScript);
  bool hasStuck(Clock::time_point now);
  [[noreturn]] void seeToTheEnd(int code, Clock::time_point from, clockid_t clock);

  std::mutex mutex_;
  std::vector<Entry> entries_;
  std::atomic<bool> isEnding_{false};
  std::atomic<Phase> phase_{Phase::waitsForGil};
};

}  // namespace graftwire::python
