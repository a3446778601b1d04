#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "python/api.h"
#include "python/keeper.h"

namespace graftwire::python {

/// Memory of JavaScript's that Python sees: an argument's for the time of its call, and longer only where
/// Python still holds a view when the call has ended. Calls overlap: one may be executed on another thread
/// while the lane's thread writes the arguments of the next.
class LentBuffers {
 public:
  /// The call that memory is lent for.
  class Borrower {
   public:
    /// The frame that is written at this place of the record, or further on from where it begins. It is
    /// executed before the lane's thread goes on, and before any frame that stands before it.
    static Borrower frameAt(std::size_t place) { return Borrower(place); }
    /// A call that goes on while the lane's thread does, by a number of its own.
    static Borrower call(std::uint64_t number) { return Borrower(number | overlapping); }

    bool operator==(const Borrower& other) const { return id_ == other.id_; }
    /// Whether it is a frame that stands in this part of the record.
    bool isFrameIn(std::size_t begin, std::size_t end) const {
      return (id_ & overlapping) == 0 && id_ >= begin && id_ < end;
    }

   private:
    static constexpr std::uint64_t overlapping = std::uint64_t{1} << 63;
    explicit Borrower(std::uint64_t id) : id_(id) {}
    std::uint64_t id_;
  };

  LentBuffers() = default;
  LentBuffers(const LentBuffers&) = delete;
  LentBuffers& operator=(const LentBuffers&) = delete;

  /// Memory that an argument refers to which is being written. On the lane's thread, without the GIL. Gives
  /// the number by which the argument does.
  std::uint32_t lend(void* data, std::size_t bytes, bool isReadOnly, std::unique_ptr<Keeper> keeper,
                     Borrower borrower);
  /// What the frame in this part of the record was lent belongs to an overlapping call from now on. On the
  /// lane's thread, before anybody else may read the frame.
  void handOver(std::size_t begin, std::size_t end, std::uint64_t call);

  /// A new reference to a memoryview over lent memory, of bytes; nullptr with an exception pending. Under the
  /// GIL, on any thread.
  PyObject* view(std::uint64_t number);

  /// The frames from this place of the record on have been executed. Under the GIL, on the lane's thread.
  void endFrom(std::size_t place);
  /// A call has ended. Under the GIL, on any thread. What may end on the lane's thread only waits for
  /// collect().
  void end(std::uint64_t call);
  /// Ends what Python is done with. On the lane's thread.
  void collect() { returned_->collect(); }
  /// The lane ends. Under the GIL, on the lane's thread.
  void abandon();

  /// Whether nothing is lent and nothing waits. On the lane's thread.
  bool empty() const { return returned_->outstanding.load(std::memory_order_relaxed) == 0; }

 private:
  struct Lent {
    void* data;
    std::size_t bytes;
    bool isReadOnly;
    bool isFree;
    Borrower borrower;
    std::unique_ptr<Keeper> keeper;
    /// Once there is a view, this has the keeper. Owned.
    PyObject* exporter;
  };

  template <typename Predicate>
  void endWhere(Predicate isEnding);

  // Never held while anything of CPython's runs that may run code of others.
  std::mutex mutex_;
  // By number: the numbers of what is still lent stay.
  std::vector<Lent> lent_;
  std::vector<std::uint32_t> free_;
  std::shared_ptr<ReturnedKeepers> returned_ = std::make_shared<ReturnedKeepers>();
};

}  // namespace graftwire::python
