#pragma once

#include "python/execution_thread.h"
#include "ring/doorbell.h"

namespace graftwire::python {

/// Executes functions that may take long, one after the other, beside the loop: what blocks here blocks
/// neither JavaScript nor a coroutine.
class SideThread final : public ExecutionThread {
 public:
  using ExecutionThread::ExecutionThread;

  bool worksOnRequest() const override { return true; }
  bool workOnce() override;

 private:
  void work() override;
  void ring() override { bell_.ring(); }
  bool takeUnfinished(const iip::FrameHeader&, Owned&) override { return false; }
  void cancelRunning(std::uint32_t) override {}
  void cancelElsewhere(std::uint32_t correlation) override;
  void beginLimited(std::uint32_t correlation, double timeoutMs) override;
  void endLimited(bool) override;

  /// An invocation under way that can be cancelled.
  struct Running {
    std::uint32_t correlation;
    std::uint32_t guard;
  };
  std::mutex runningMutex_;
  // One inside the other.
  std::vector<Running> running_;
  ThreadContext* thread_ = nullptr;

  ring::Doorbell bell_;
};

}  // namespace graftwire::python
