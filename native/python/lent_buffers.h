#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "python/api.h"
#include "python/owned.h"

namespace graftwire::python {

/// Memory of JavaScript's that Python sees: an argument's for the time of its call, and longer only where
/// Python still holds a view when the call has ended. Used under the GIL, on the lane's thread.
class LentBuffers {
 public:
  /// Keeps the memory where it is, until it ends.
  class Keeper {
   public:
    virtual ~Keeper() = default;
  };

  /// Memory that an argument of the frame being written refers to. Needs no GIL. Gives the number by which it
  /// does.
  std::uint32_t lend(void* data, std::size_t bytes, bool isReadOnly, std::unique_ptr<Keeper> keeper);
  /// A new reference to a memoryview over lent memory, of bytes; nullptr with an exception pending.
  PyObject* view(std::uint64_t number);
  /// No call is under way: what Python holds no view of is taken back.
  void settle();
  /// The lane ends, and with it the memory: what Python still holds views of must be kept for ever.
  void abandon();
  bool empty() const { return lent_.empty(); }

 private:
  struct Lent {
    void* data = nullptr;
    std::size_t bytes = 0;
    bool isReadOnly = false;
    std::unique_ptr<Keeper> keeper;
    Owned exporter;
  };

  std::vector<Lent> lent_;
};

}  // namespace graftwire::python
