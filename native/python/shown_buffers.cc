#include "python/shown_buffers.h"

#include <cstring>

namespace graftwire::python {

namespace {

/// Whether JavaScript has typed arrays for the items, and they stand at multiples of their size.
bool isNumeric(const Buffer& buffer) {
  const char* format = buffer.format;
  if (*format == '@' || *format == '=' || *format == '<') ++format;
  if (*format == '\0' || format[1] != '\0' || std::strchr("?cbBhHiIlLqQnNfd", *format) == nullptr)
    return false;
  const PySize bytes = buffer.itemBytes;
  if (bytes != 1 && bytes != 2 && bytes != 4 && bytes != 8) return false;
  for (int i = 0; i < buffer.dimensions; ++i) {
    if (buffer.strides[i] % bytes != 0) return false;
  }
  return true;
}

}  // namespace

ShownBuffers::View ShownBuffers::of(PyObject* object) {
  auto buffer = std::make_unique<Buffer>();
  if (py.PyObject_GetBuffer(object, buffer.get(), bufferFull) != 0) {
    py.PyErr_Clear();
    return {};
  }
  View view(buffer.release());
  const bool isPlain = view->suboffsets == nullptr && view->format != nullptr && view->dimensions > 0 &&
                       view->shape != nullptr && view->strides != nullptr;
  return isPlain && isNumeric(*view) ? std::move(view) : View();
}

std::uint32_t ShownBuffers::show(View view) {
  const std::lock_guard lock(mutex_);
  if (free_.empty()) {
    views_.push_back(std::move(view));
    return firstNumber_ | static_cast<std::uint32_t>(views_.size() - 1);
  }
  const std::uint32_t index = free_.back();
  free_.pop_back();
  views_[index] = std::move(view);
  return firstNumber_ | index;
}

ShownBuffers::View ShownBuffers::take(std::uint32_t number) {
  const std::lock_guard lock(mutex_);
  const std::uint32_t index = number & ~laterBit;
  if (index >= views_.size()) return {};
  free_.push_back(index);
  return std::move(views_[index]);
}

Extent Extent::of(const Buffer& buffer) {
  auto* begin = static_cast<std::uint8_t*>(buffer.data);
  std::uint8_t* last = begin;
  for (int i = 0; i < buffer.dimensions; ++i) {
    if (buffer.shape[i] == 0) return {begin, begin};
    const PySize reach = (buffer.shape[i] - 1) * buffer.strides[i];
    (reach < 0 ? begin : last) += reach;
  }
  return {begin, last + buffer.itemBytes};
}

}  // namespace graftwire::python
