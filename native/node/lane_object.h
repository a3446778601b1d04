#pragma once

#include <node_api.h>

#include <array>
#include <atomic>
#include <initializer_list>
#include <memory>
#include <utility>

#include "node/handles.h"
#include "node/persistent.h"
#include "node/record.h"
#include "node/shown_memory.h"
#include "node/text_bridge.h"
#include "python/console.h"
#include "python/ctrl_c_beside.h"
#include "python/lane.h"

namespace graftwire::node {

/// What JavaScript holds of a lane: its record, and the functions that work on it. Arguments and results of
/// the hot ones are words at the record's beginning, since each value that passes N-API costs nanoseconds
/// that a word does not.
class LaneObject final : public python::Console,
                         public python::Dispatcher,
                         public python::CtrlCBeside::Calls {
 public:
  /// An object with the functions of `NativeLane` (src/binding/native-addon.ts), and the lane behind it.
  /// `callees`: { write, dispatch }. An interpreter runs. Throws where there is no memory.
  static napi_value open(napi_env env, napi_value callees);

  /// Ends a lane with its environment. On the main thread Python's own end is run instead: the process is
  /// about to go.
  ~LaneObject();
  LaneObject(const LaneObject&) = delete;
  LaneObject& operator=(const LaneObject&) = delete;

  bool write(int descriptor, const char* data, std::size_t length) override;
  Outcome dispatch(std::size_t offset) override;
  /// Has JavaScript look, in a turn of the event loop, at what other threads have for it. Any thread.
  void wake() override;
  /// Ctrl-C has come while JavaScript waits for answers. Any thread.
  void interrupt() override;

 private:
  // Control words, as u32 from the record's beginning. If you change one, also change
  // src/hypertube/control-word.ts.
  enum Word : std::size_t {
    frameOffset = 0,
    textOffset = 1,
    textLength = 2,
    textForm = 3,
    attention = 4,
    abandoned = 5,
    inUse = 6,
    reference = 7,
    stretch = 8,
  };
  /// Bits of the word `attention`.
  enum Attention : std::uint32_t { gilKept = 1, sweepDue = 2, released = 4, interrupted = 8 };

  LaneObject(std::unique_ptr<Record> record, napi_env env, napi_value callees);
  using Function = std::pair<const char*, napi_callback>;
  static void addFunctions(napi_env env, napi_value object, LaneObject* lane,
                           std::initializer_list<Function> functions);

  static napi_value execute(napi_env env, napi_callback_info info);
  static napi_value writeText(napi_env env, napi_callback_info info);
  static napi_value readText(napi_env env, napi_callback_info info);
  static napi_value endTurn(napi_env env, napi_callback_info info);
  static napi_value recordBuffer(napi_env env, napi_callback_info info);
  static napi_value growRecord(napi_env env, napi_callback_info info);
  static napi_value hold(napi_env env, napi_callback_info info);
  static napi_value handle(napi_env env, napi_callback_info info);
  static napi_value release(napi_env env, napi_callback_info info);
  static napi_value sweep(napi_env env, napi_callback_info info);
  static napi_value takeReleased(napi_env env, napi_callback_info info);
  static napi_value counts(napi_env env, napi_callback_info info);
  static napi_value lend(napi_env env, napi_callback_info info);
  static napi_value show(napi_env env, napi_callback_info info);

  // lane_object_threads.cc
  static void addThreadFunctions(napi_env env, napi_value object, LaneObject* lane);
  static napi_value outbox(napi_env env, napi_callback_info info);
  static napi_value submit(napi_env env, napi_callback_info info);
  static napi_value submitFrame(napi_env env, napi_callback_info info);
  static napi_value handOver(napi_env env, napi_callback_info info);
  static napi_value cancel(napi_env env, napi_callback_info info);
  static napi_value wakeThreads(napi_env env, napi_callback_info info);
  static napi_value serve(napi_env env, napi_callback_info info);
  static napi_value collect(napi_env env, napi_callback_info info);
  static napi_value park(napi_env env, napi_callback_info info);
  static napi_value printPosted(napi_env env, napi_callback_info info);
  static napi_value interruptThreads(napi_env env, napi_callback_info info);
  static napi_value unheard(napi_env env, napi_callback_info info);
  static napi_value keepAlive(napi_env env, napi_callback_info info);
  napi_threadsafe_function makeWaker(napi_value callees);

  /// Calls a function of JavaScript's out of a call of Python's. What it throws, which it only does where
  /// there is no stack left, is gone afterwards.
  Outcome callOut(const Persistent& function, std::size_t count, const napi_value* arguments);
  std::uint32_t attentionWanted() const;
  std::uint32_t& word(Word index) { return reinterpret_cast<std::uint32_t*>(record_->begin())[index]; }

  napi_env env_;
  std::unique_ptr<Record> record_;
  Persistent write_;
  Persistent dispatch_;
  Handles handles_;
  ShownMemory shown_;
  TextBridge text_;
  /// Frames that JavaScript has written for a thread of the lane; by threads. At multiples of 8.
  static constexpr std::size_t outboxBytes = 64 * 1024;
  std::array<std::unique_ptr<std::uint64_t[]>, 2> outboxes_;
  napi_threadsafe_function waker_;
  bool isSweepDue_ = false;
  std::atomic<bool> isInterrupted_{false};
  unsigned depth_ = 0;
  // The last to be made and the first to go: it calls what stands above.
  python::Lane lane_;
};

}  // namespace graftwire::node
