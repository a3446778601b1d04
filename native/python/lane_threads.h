#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>

#include "python/execution_thread.h"
#include "python/lane_tables.h"
#include "python/notifier.h"

namespace graftwire::python {

/// The threads of a lane that execute what its JavaScript calls asynchronously. Each is started at its first
/// use. Belongs to the thread of JavaScript, and to the threads themselves, which may outlive it.
class LaneThreads : public std::enable_shared_from_this<LaneThreads> {
 public:
  enum class Which : std::uint32_t {
    /// For coroutine functions: an event loop of asyncio.
    loop = 0,
    /// For all others.
    side = 1,
  };

  LaneThreads(std::shared_ptr<LaneTables> tables, std::shared_ptr<Notifier> notifier)
      : tables_(std::move(tables)), notifier_(std::move(notifier)), owner_(ThreadContext::current().owner) {}

  /// The thread, which runs; nullptr where it cannot be started.
  ExecutionThread* get(Which which);
  /// Wakes those that have something to do.
  void wakeUp();
  /// Copies answers to `offset`, behind each other at multiples of 8, and gives where they end.
  std::size_t collect(iip::WritableMemory& memory, std::size_t offset);
  bool hasAnswers() const;
  /// Ctrl-C: what has been submitted is to end.
  void interrupt();
  /// On which threads something goes on that has not heard of that: a bit for each.
  std::uint32_t unheard() const;
  /// Whether frames that have waited for room can be handed over: collect() does.
  bool wantToGoOn() const;
  void unpinRead();
  /// Ends them, and waits for that for this long at most. One may go on.
  void close(std::chrono::milliseconds grace);
  /// Whoever has used the tables, the lane itself or one of the threads, does so no more; the last gives up
  /// what they hold. Under the GIL, or without a thread state.
  void leave();

 private:
  /// So much at a time is collected; a longer answer comes alone.
  static constexpr std::size_t mostBytes = std::size_t{64} << 10;

  std::shared_ptr<LaneTables> tables_;
  std::shared_ptr<Notifier> notifier_;
  std::uint32_t owner_;
  /// The lane, and the threads that run.
  std::atomic<unsigned> users_{1};
  std::array<std::unique_ptr<ExecutionThread>, 2> threads_;
};

}  // namespace graftwire::python
