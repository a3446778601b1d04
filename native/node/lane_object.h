#pragma once

#include <node_api.h>

#include <memory>

#include "node/node_console.h"
#include "node/record.h"
#include "node/text_bridge.h"
#include "python/lane.h"

namespace graftwire::node {

/// What JavaScript holds of a lane: its record, and the functions that work on it. Arguments and results of
/// the hot ones are words at the record's beginning, since each value that passes N-API costs nanoseconds
/// that a word does not.
class LaneObject {
 public:
  /// An object { execute, writeText, readText, endTurn, record, grow }, and the lane behind it. An
  /// interpreter runs. Throws where there is no memory.
  static napi_value open(napi_env env, napi_value write);

  /// Ends a lane with its environment. On the main thread Python's own end is run instead: the process is
  /// about to go.
  ~LaneObject();
  LaneObject(const LaneObject&) = delete;
  LaneObject& operator=(const LaneObject&) = delete;

 private:
  // Control words, as u32 from the record's beginning. If you change one, also change
  // src/hypertube/control-word.ts.
  enum Word : std::size_t {
    frameOffset = 0,
    textOffset = 1,
    textLength = 2,
    textForm = 3,
    gilKept = 4,
    abandoned = 5
  };

  LaneObject(std::unique_ptr<Record> record, napi_env env, napi_value write)
      : record_(std::move(record)), console_(env, write), lane_(*record_, console_) {}

  static napi_value execute(napi_env env, napi_callback_info info);
  static napi_value writeText(napi_env env, napi_callback_info info);
  static napi_value readText(napi_env env, napi_callback_info info);
  static napi_value endTurn(napi_env env, napi_callback_info info);
  static napi_value recordBuffer(napi_env env, napi_callback_info info);
  static napi_value growRecord(napi_env env, napi_callback_info info);

  std::uint32_t& word(Word index) { return reinterpret_cast<std::uint32_t*>(record_->begin())[index]; }

  std::unique_ptr<Record> record_;
  NodeConsole console_;
  python::Lane lane_;
  TextBridge text_;
  unsigned depth_ = 0;
};

}  // namespace graftwire::node
