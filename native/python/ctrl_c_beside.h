#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <mutex>

#include "python/api.h"

namespace graftwire::python {

/// Ctrl-C where the main thread is not in Python, but has asynchronous calls under way: they are interrupted
/// on the threads that execute them. The signal's handler only notes it; the watchdog tells JavaScript, which
/// knows what it has called, and then asks the threads until they have heard.
class CtrlCBeside {
 public:
  /// What of a lane of the main thread takes part.
  class Calls {
   public:
    /// Any thread but a signal handler's.
    virtual void interrupt() = 0;

   protected:
    ~Calls() = default;
  };

  static CtrlCBeside& process();

  /// `stretch`: where JavaScript writes a number while it waits for answers, another one each time that it
  /// begins to; 0 while it does not. On the main thread, as remove() is.
  void add(Calls& calls, const std::uint32_t& stretch);
  void remove(Calls& calls);

  // What the handler of the signal calls, on the main thread.

  /// The number of what is under way; 0 for nothing.
  std::uint32_t stretch() const;
  void want() { isWanted_.store(true, std::memory_order_relaxed); }

  /// JavaScript has begun to interrupt (Interruption::begin).
  void begin();
  /// The watchdog's: does what is to be done now, and gives when there is more.
  std::int64_t follow(std::int64_t now);

 private:
  struct Slot {
    std::atomic<const std::uint32_t*> stretch{nullptr};
    Calls* calls = nullptr;
  };

  bool ask(bool isFirst);
  bool prepare();

  /// Those that find no slot are ended by Ctrl-C as everything else is.
  std::array<Slot, 16> slots_;
  std::mutex mutex_;
  std::atomic<bool> isWanted_{false};
  std::atomic<bool> isBegun_{false};
  // The watchdog's own.
  std::int64_t again_ = INT64_MAX;
  bool isFirst_ = false;
  PyObject* type_ = nullptr;
};

}  // namespace graftwire::python
