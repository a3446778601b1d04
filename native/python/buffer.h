#pragma once

#include "python/api.h"

namespace graftwire::python {

/// CPython's Py_buffer, whose layout is the same from 3.0 on and part of the stable ABI since 3.11.
struct Buffer {
  void* data;
  PyObject* object;
  PySize bytes;
  PySize itemBytes;
  int isReadOnly;
  int dimensions;
  char* format;
  PySize* shape;
  PySize* strides;
  PySize* suboffsets;
  void* internal;
};

/// PyBUF_FULL_RO: whatever layout the owner has, with its format.
constexpr int bufferFull = 0x0100 | 0x0010 | 0x0008 | 0x0004;
constexpr int bufferWritable = 0x0001;

}  // namespace graftwire::python
