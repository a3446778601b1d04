#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <mutex>
#include <vector>

namespace graftwire::python {

/// Keeps memory of JavaScript's where it is, until it ends.
class Keeper {
 public:
  virtual ~Keeper() = default;
  /// Whether it may end on the lane's own thread only, as what holds a reference of N-API's.
  virtual bool isOfThread() const = 0;
};

/// Keepers that Python is done with, on whatever thread that was, until the lane's thread ends them. Outlives
/// the lane: views that Python still holds give back what they keep when they go.
class ReturnedKeepers {
 public:
  /// What is lent, and what waits here. Read by the lane's thread at every call, where being late does not
  /// matter.
  std::atomic<std::size_t> outstanding{0};

  /// Takes a keeper from any thread, and ends it now or later.
  void give(std::unique_ptr<Keeper> keeper) {
    if (keeper == nullptr || !keeper->isOfThread()) return;
    const std::lock_guard lock(mutex_);
    if (isClosed_) {
      // With its thread ended, its environment is gone, which the reference would be given back to.
      keeper.release();
      return;
    }
    waiting_.push_back(std::move(keeper));
    outstanding.fetch_add(1, std::memory_order_relaxed);
  }

  /// Ends what waits. On the lane's thread.
  void collect() {
    std::vector<std::unique_ptr<Keeper>> ended;
    const std::lock_guard lock(mutex_);
    ended.swap(waiting_);
    outstanding.fetch_sub(ended.size(), std::memory_order_relaxed);
  }

  /// The lane's thread ends.
  void close() {
    collect();
    const std::lock_guard lock(mutex_);
    isClosed_ = true;
  }

 private:
  std::mutex mutex_;
  bool isClosed_ = false;
  std::vector<std::unique_ptr<Keeper>> waiting_;
};

}  // namespace graftwire::python
