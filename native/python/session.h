#pragma once

#include "python/crossing_types.h"
#include "python/java_script.h"
#include "python/lent_buffers.h"
#include "python/record_space.h"
#include "python/references.h"
#include "python/shown_buffers.h"

namespace graftwire::python {

/// What the two ends of a lane know of each other's objects, and what one of its contexts has of its own: the
/// memory in which frames stand, and what the frames that it writes have given.
struct Session {
  RecordSpace& space;
  References& references;
  Given& given;
  CrossingTypes& types;
  JavaScript& javaScript;
  LentBuffers& lent;
  ShownBuffers& shown;
};

}  // namespace graftwire::python
