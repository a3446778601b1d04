#pragma once

#include "interpreter.h"

namespace graftwire::floor {

// shareRecord(buffer: ArrayBuffer): the memory that both sides read and write in place. Kept for the life of
// the process.
napi_value shareRecord(napi_env env, napi_callback_info info);

// echoRecord(): builds the Python value that stands in the record, calls echo with it, writes the answer in
// its place.
//
// The format is the least that the small nested object of the benchmark needs (bench/subjects/floor-record.ts
// is the other side): one tag byte and its payload, in the machine's byte order, ASCII text only, nothing
// checked.
//   0 None   1 False   2 True   3 i32   4 f64   5 text: u8 length, bytes   6 list: u8 length, values
//   7 dict: u8 length, then for each a key (u8 length, bytes) and a value
template <Between between>
napi_value echoRecord(napi_env env, napi_callback_info info);

}  // namespace graftwire::floor
