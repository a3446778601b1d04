#pragma once

#include <atomic>

namespace graftwire::python {

/// Ctrl-C, for what one thread executes of what is called asynchronously: all that has been submitted by then
/// and has no answer is to end, once. What runs is asked to raise KeyboardInterrupt; what has not begun is
/// answered with it, up to a mark that JavaScript has put behind the frames.
class Interruption {
 public:
  /// JavaScript's thread, before it submits the mark.
  void begin() {
    refuses_.store(true, std::memory_order_relaxed);
    // What is refused is not asked: pairs with the load in asks().
    asks_.store(true, std::memory_order_release);
  }
  /// Whether frames that come now are before the mark. Of the thread.
  bool refuses() const { return refuses_.load(std::memory_order_relaxed); }
  void reachMark() { refuses_.store(false, std::memory_order_relaxed); }

  /// Whether what runs has not heard of it. Any thread.
  bool asks() const { return asks_.load(std::memory_order_acquire); }
  /// It has, or there is nothing that runs. Of the thread.
  void endAsking() { asks_.store(false, std::memory_order_relaxed); }

  /// The mark's correlation id, in a frame that would cancel an invocation.
  static constexpr unsigned mark = 0xFFFF'FFFFU;

 private:
  std::atomic<bool> refuses_{false};
  std::atomic<bool> asks_{false};
};

}  // namespace graftwire::python
