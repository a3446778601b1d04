#pragma once

#include "python/execution_thread.h"
#include "ring/event_doorbell.h"

namespace graftwire::python {

/// Executes coroutine functions on an event loop of asyncio (graftwire.host.loop). A coroutine runs at once,
/// up to where it first has to wait: most never do, and cost no task of their own.
class LoopThread final : public ExecutionThread {
 public:
  LoopThread(LaneTables& tables, Notifier& notifier);

  bool cancelsAtEnd() const override { return true; }
  bool isGood() const { return ExecutionThread::isGood() && bell_ != nullptr; }

  // For the functions that graftwire.host.loop is given.

  /// Executes what has been submitted. None where the lane ends; True where something was executed, and False
  /// where there is nothing and, with `mayWait`, the loop may sleep until the descriptor is readable.
  PyObject* pump(bool mayWait);
  /// The descriptor was readable.
  void clearBell() { bell_->clear(); }
  int descriptor() const { return bell_->descriptor(); }
  /// Executes what has been submitted, in this task, up to the first coroutine that has to wait, which it
  /// gives with what that waits for and its ticket; or None.
  PyObject* executeIn(PyObject* task, PyObject* context, PyObject* pristine);
  /// What the coroutine that had to wait for something has come to: a value, or the pending exception.
  void finish(std::uint32_t ticket, PyObject* value);

 private:
  void work() override;
  void ring() override { bell_->ring(); }
  bool takeUnfinished(const iip::FrameHeader& header, Owned& result) override;
  void cancelRunning(std::uint32_t correlation) override;
  void interruptWaiting() override;
  void beginLimited(std::uint32_t correlation, double timeoutMs) override;
  void endLimited(bool began) override {
    if (!began) timeoutMs_ = -1;
  }

  bool mayGoOn() const override { return !suspended_ && !isSpent_; }
  bool isTaskUntouched();
  bool failWithPending(const iip::FrameHeader& header);

  std::unique_ptr<ring::EventDoorbell> bell_;
  // Of graftwire.host.loop.
  Owned coroutineType_;
  Owned work_;
  Owned cancel_;
  Owned interrupt_;
  Owned limit_;
  Owned loop_;
  Owned send_;
  Owned mustCancel_;
  Owned callbacks_;
  // While a task executes: borrowed.
  PyObject* task_ = nullptr;
  PyObject* context_ = nullptr;
  PyObject* pristine_ = nullptr;
  std::uint32_t taskReferences_ = 0;
  /// A coroutine that has to wait, what for, and its ticket.
  Owned suspended_;
  /// Something is left in the task that the next coroutine must not find.
  bool isSpent_ = false;
  /// Of the invocation that is executed; negative where it has no limit.
  double timeoutMs_ = -1;
};

}  // namespace graftwire::python
