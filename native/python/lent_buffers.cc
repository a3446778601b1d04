#include "python/lent_buffers.h"

#include <utility>

#include "python/js_memory.h"
#include "python/owned.h"

namespace graftwire::python {

std::uint32_t LentBuffers::lend(void* data, std::size_t bytes, bool isReadOnly,
                                std::unique_ptr<Keeper> keeper, Borrower borrower) {
  const std::lock_guard lock(mutex_);
  returned_->outstanding.fetch_add(1, std::memory_order_relaxed);
  Lent lent{data, bytes, isReadOnly, false, borrower, std::move(keeper), nullptr};
  if (free_.empty()) {
    lent_.push_back(std::move(lent));
    return static_cast<std::uint32_t>(lent_.size() - 1);
  }
  const std::uint32_t number = free_.back();
  free_.pop_back();
  lent_[number] = std::move(lent);
  return number;
}

void LentBuffers::handOver(std::size_t begin, std::size_t end, std::uint64_t call) {
  const std::lock_guard lock(mutex_);
  for (Lent& lent : lent_) {
    if (!lent.isFree && lent.borrower.isFrameIn(begin, end)) lent.borrower = Borrower::call(call);
  }
}

PyObject* LentBuffers::view(std::uint64_t number) {
  // What makes it may run other code, which may lend and end: not under the lock.
  const Owned fresh(JsMemory::create());
  if (!fresh) return nullptr;
  Owned exporter;
  {
    const std::lock_guard lock(mutex_);
    Lent* lent = number < lent_.size() && !lent_[number].isFree ? &lent_[number] : nullptr;
    if (lent != nullptr && lent->exporter == nullptr) {
      JsMemory::of(fresh.get())
          ->lend(lent->data, lent->bytes, lent->isReadOnly, std::move(lent->keeper), returned_);
      lent->exporter = fresh.get();
      py.Py_IncRef(fresh.get());
    }
    if (lent != nullptr) exporter = Owned::borrowed(lent->exporter);
  }
  if (exporter) return py.PyMemoryView_FromObject(exporter.get());
  py.PyErr_SetString(*py.PyExc_BufferError, "no such memory has been lent");
  return nullptr;
}

template <typename Predicate>
void LentBuffers::endWhere(Predicate isEnding) {
  std::vector<Lent> ended;
  {
    const std::lock_guard lock(mutex_);
    for (std::size_t number = 0; number < lent_.size(); ++number) {
      Lent& lent = lent_[number];
      if (lent.isFree || !isEnding(lent.borrower)) continue;
      ended.push_back(std::move(lent));
      lent.isFree = true;
      lent.exporter = nullptr;
      free_.push_back(static_cast<std::uint32_t>(number));
    }
    if (free_.size() == lent_.size()) {
      lent_.clear();
      free_.clear();
    }
  }
  for (Lent& lent : ended) {
    if (lent.exporter == nullptr) {
      returned_->give(std::move(lent.keeper));
    } else {
      JsMemory::of(lent.exporter)->end();
      py.Py_DecRef(lent.exporter);
    }
  }
  returned_->outstanding.fetch_sub(ended.size(), std::memory_order_relaxed);
}

void LentBuffers::endFrom(std::size_t place) {
  endWhere([place](const Borrower& borrower) { return borrower.isFrameIn(place, SIZE_MAX); });
  collect();
}

void LentBuffers::end(std::uint64_t call) {
  endWhere([of = Borrower::call(call)](const Borrower& borrower) { return borrower == of; });
}

void LentBuffers::abandon() {
  endWhere([](const Borrower&) { return true; });
  returned_->close();
}

}  // namespace graftwire::python
