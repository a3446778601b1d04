#pragma once

#include <atomic>
#include <csignal>
#include <cstdint>

#include "python/thread_context.h"

namespace graftwire::python {

/// Makes Ctrl-C (SIGINT) a KeyboardInterrupt while the main thread is in Python, or has asynchronous calls
/// under way (CtrlCBeside). A listener of the program's
/// goes first, a second Ctrl-C ends the process, and while Python does nothing all is as without graftwire:
/// whoever had the signal before has it. Only where Node's main thread is Python's, too.
class CtrlC {
 public:
  static CtrlC& process();

  /// The watchdog of Interrupts runs, and lets go of nothing before the process ends.
  void install(ThreadContext& main);
  /// libuv puts its own handler in the place of any other when a program begins to listen, and none when it
  /// stops: goes before that one again.
  void goFirst();

  /// Whether a KeyboardInterrupt is to be raised, which it then no longer is. Under the GIL.
  bool take() { return wantedFor_.exchange(0, std::memory_order_relaxed) != 0; }

  /// Sees to it that no Ctrl-C is lost: one that Python has not come to take is asked for again, and where
  /// the call has ended without, the signal is sent anew. Gives when to do this next.
  std::int64_t follow(std::int64_t now);

 private:
  static void onSignal(int signal, siginfo_t* info, void* context);
  void handle(int signal, siginfo_t* info, void* context);
  [[nodiscard]] const struct sigaction* known(const struct sigaction& action);

  ThreadContext* main_ = nullptr;
  /// Who had the signal before, in memory that stays: a handler may be reading it.
  std::atomic<const struct sigaction*> before_{nullptr};
  /// What ends the process as Node does it.
  std::atomic<const struct sigaction*> ending_{nullptr};
  /// The call that Ctrl-C came in and Python has not heard of; 0 for none.
  std::atomic<std::uint64_t> wantedFor_{0};
  /// The call, or stretch of asynchronous ones, that the last Ctrl-C came in, and when.
  std::atomic<std::uint64_t> lastCall_{0};
  std::atomic<std::int64_t> lastTime_{0};
  /// When the watchdog asks again. Its own.
  std::int64_t again_ = 0;
};

}  // namespace graftwire::python
