#pragma once

#include <mutex>

#include "ring/sleeper.h"

namespace graftwire::python {

/// How other threads tell a thread of JavaScript that there is something for it to read. It announces when it
/// goes to sleep; until then it looks by itself.
class Notifier {
 public:
  /// Brings the thread of JavaScript to look. Any thread may ask, also under the GIL.
  class Waker {
   public:
    virtual void wake() = 0;

   protected:
    ~Waker() = default;
  };

  explicit Notifier(Waker& waker) : waker_(&waker) {
    sleeper_.arm([] { return false; });
  }

  /// For JavaScript's thread: true where it may sleep, false where `ready()`.
  template <class Ready>
  bool park(Ready ready) {
    return sleeper_.arm(ready);
  }
  /// It is awake.
  void unpark() { sleeper_.disarm(); }

  /// After something was published.
  void notify() {
    if (!sleeper_.ring()) return;
    const std::lock_guard lock(mutex_);
    if (waker_ != nullptr) waker_->wake();
  }
  /// The thread of JavaScript ends.
  void close() {
    const std::lock_guard lock(mutex_);
    waker_ = nullptr;
  }

 private:
  ring::Sleeper sleeper_;
  std::mutex mutex_;
  Waker* waker_;
};

}  // namespace graftwire::python
