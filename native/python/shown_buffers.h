#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "python/buffer.h"

namespace graftwire::python {

/// Memory of Python's that an answer shows to JavaScript, until JavaScript has opened it. A view that is held
/// keeps its owner from moving or freeing the memory. Used under the GIL.
class ShownBuffers {
 public:
  struct Release {
    void operator()(Buffer* buffer) const {
      py.PyBuffer_Release(buffer);
      delete buffer;
    }
  };
  using View = std::unique_ptr<Buffer, Release>;

  /// A view of an object's memory; empty where it has none that can be shown, with no exception pending.
  static View of(PyObject* object);

  std::uint32_t show(View view) {
    views_.push_back(std::move(view));
    return static_cast<std::uint32_t>(views_.size() - 1);
  }
  /// Empty where there is none with this number.
  View take(std::uint64_t number) { return number < views_.size() ? std::move(views_[number]) : View(); }
  /// No answer waits to be read.
  void settle() { views_.clear(); }
  bool empty() const { return views_.empty(); }

 private:
  std::vector<View> views_;
};

/// The first byte and the byte behind the last that a view reaches, which with negative strides is before its
/// data.
struct Extent {
  std::uint8_t* begin;
  std::uint8_t* end;
  static Extent of(const Buffer& buffer);
};

}  // namespace graftwire::python
