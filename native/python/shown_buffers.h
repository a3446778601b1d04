#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "python/buffer.h"

namespace graftwire::python {

/// Memory of Python's that an answer shows to JavaScript, until JavaScript has opened it. A view that is held
/// keeps its owner from moving or freeing the memory. Filled under the GIL, on any thread; emptied by the
/// thread of JavaScript.
class ShownBuffers {
 public:
  struct Release {
    void operator()(Buffer* buffer) const {
      py.PyBuffer_Release(buffer);
      delete buffer;
    }
  };
  using View = std::unique_ptr<Buffer, Release>;
  /// Set in the numbers of what is shown by answers that are read later.
  static constexpr std::uint32_t laterBit = 0x8000'0000;

  /// `later`: of answers that are read later, several of which may be under way.
  explicit ShownBuffers(bool later = false) : firstNumber_(later ? laterBit : 0) {}

  /// A view of an object's memory; empty where it has none that can be shown, with no exception pending.
  static View of(PyObject* object);

  std::uint32_t show(View view);
  /// Empty where there is none with this number.
  View take(std::uint32_t number);
  /// No answer waits to be read.
  void settle() {
    views_.clear();
    free_.clear();
  }
  bool empty() const { return views_.empty(); }

 private:
  std::uint32_t firstNumber_;
  std::mutex mutex_;
  std::vector<View> views_;
  std::vector<std::uint32_t> free_;
};

/// The first byte and the byte behind the last that a view reaches, which with negative strides is before its
/// data.
struct Extent {
  std::uint8_t* begin;
  std::uint8_t* end;
  static Extent of(const Buffer& buffer);
};

}  // namespace graftwire::python
