#pragma once

#include <algorithm>
#include <cstddef>

#include "iip/value_writer.h"

namespace graftwire::python {

/// Which part of a lane's record is in use by C++: while a frame is read, written or executed, code of the
/// user's may run (a finalizer, an encoder, a callback) and make invocations of its own, in both directions.
/// Their frames begin at free().
class RecordSpace {
 public:
  explicit RecordSpace(iip::WritableMemory& memory) : memory_(memory) {}

  iip::WritableMemory& memory() { return memory_; }
  /// Where a nested frame may begin.
  std::size_t free() const {
    const std::size_t written = writer_ == nullptr ? 0 : writer_->position();
    return (std::max(end_, written) + 7) & ~std::size_t{7};
  }

  /// Bytes up to `end` are in use for the time of a scope.
  class Held {
   public:
    Held(RecordSpace& space, std::size_t end) : space_(space), before_(space.end_) {
      space.end_ = std::max(before_, end);
    }
    ~Held() { space_.end_ = before_; }
    Held(const Held&) = delete;
    Held& operator=(const Held&) = delete;

   private:
    RecordSpace& space_;
    std::size_t before_;
  };

  /// What a writer has written is in use for the time of a scope.
  class Writing {
   public:
    Writing(RecordSpace& space, const iip::ValueWriter& writer)
        : held_(space, space.free()), space_(space), before_(space.writer_) {
      space.writer_ = &writer;
    }
    ~Writing() { space_.writer_ = before_; }
    Writing(const Writing&) = delete;
    Writing& operator=(const Writing&) = delete;

   private:
    Held held_;
    RecordSpace& space_;
    const iip::ValueWriter* before_;
  };

 private:
  iip::WritableMemory& memory_;
  std::size_t end_ = 0;
  const iip::ValueWriter* writer_ = nullptr;
};

}  // namespace graftwire::python
