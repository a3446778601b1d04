#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <deque>
#include <memory>
#include <vector>

namespace graftwire::python {

/// One invocation of JavaScript's by a thread that is not JavaScript's: its frame, and then the answer.
struct ReverseInvocation {
  enum class State : std::uint8_t {
    waiting,
    /// JavaScript executes it.
    running,
    answered,
    /// JavaScript has no stack left for it.
    exhausted,
    /// The thread of JavaScript has ended, or is about to.
    refused,
  };

  std::vector<std::uint8_t> frame;
  /// What the memory that the answer has been lent belongs to.
  std::uint64_t call = 0;
  std::atomic<State> state{State::waiting};
  /// Whoever posted it waits no longer.
  bool isWithdrawn = false;

  bool isDone() const { return state.load(std::memory_order_acquire) > State::running; }
};

/// What other threads ask of one thread of JavaScript, until it gets to it. Any thread may post and wait,
/// without the GIL; JavaScript's takes and answers.
class ReverseInvocations {
 public:
  using Item = std::shared_ptr<ReverseInvocation>;
  using Time = std::chrono::steady_clock::time_point;

  /// False where the thread of JavaScript has ended.
  bool post(const Item& item);
  /// Waits until it has been answered or refused, something has been posted to `mine` (may be nullptr), or it
  /// is `until`. False only for the last.
  /// Also where `isEnding`, which is set before rouse().
  static bool wait(const ReverseInvocation& item, const ReverseInvocations* mine,
                   const std::atomic<bool>& isEnding, Time until);
  /// Waits until something has been posted here, somebody has called nudge() or it is `until`.
  void waitForMore(Time until) const;
  /// What a thread waits for by waitForMore() may have come.
  static void nudge();
  /// Has all threads that wait look again.
  static void rouse();
  /// Whoever posted it waits no longer, unless it is done by now: false then. JavaScript does not begin with
  /// it any more.
  bool withdraw(const Item& item);

  bool hasPosted() const { return posted_.load(std::memory_order_acquire) != 0; }
  /// The next one, or nullptr.
  Item take();
  /// False where nobody waits for it.
  bool finish(ReverseInvocation& item, ReverseInvocation::State state);
  /// No more is taken; whoever waits is refused.
  void close();

 private:
  std::deque<Item> items_;
  std::atomic<std::size_t> posted_{0};
  bool closed_ = false;
};

}  // namespace graftwire::python
