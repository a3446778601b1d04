#include "python/lent_buffers.h"

#include <gtest/gtest.h>

#include <atomic>
#include <deque>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "python/hosted_python.h"
#include "python/js_memory.h"
#include "python/owned.h"

namespace graftwire::test {
namespace {

using python::Keeper;
using python::LentBuffers;
using python::Owned;
using python::py;
using python::PySize;
using Borrower = LentBuffers::Borrower;

/// The GIL, on any thread.
class Gil {
 public:
  Gil() : state_(py.PyGILState_Ensure()) {}
  ~Gil() { py.PyGILState_Release(state_); }
  Gil(const Gil&) = delete;
  Gil& operator=(const Gil&) = delete;

 private:
  int state_;
};

/// Heap memory that a keeper frees, so that a sanitizer sees who looks at it afterwards; and which thread
/// ended it.
class Block final : public Keeper {
 public:
  struct Log {
    std::atomic<int> ended{0};
    std::atomic<int> endedElsewhere{0};
    std::thread::id owner = std::this_thread::get_id();
  };

  Block(Log& log, bool isOfThread, std::size_t bytes = 64, std::uint8_t filling = 7)
      : log_(log), isOfThread_(isOfThread), memory_(bytes, filling) {}
  ~Block() override {
    ++log_.ended;
    if (std::this_thread::get_id() != log_.owner) ++log_.endedElsewhere;
  }
  bool isOfThread() const override { return isOfThread_; }
  std::uint8_t* data() { return memory_.data(); }
  std::size_t bytes() const { return memory_.size(); }

 private:
  Log& log_;
  bool isOfThread_;
  std::vector<std::uint8_t> memory_;
};

std::uint32_t lend(LentBuffers& lent, std::unique_ptr<Block> block, Borrower borrower) {
  std::uint8_t* data = block->data();
  const std::size_t bytes = block->bytes();
  return lent.lend(data, bytes, false, std::move(block), borrower);
}

/// The sum of a view's bytes, as Python reads them; -1 where it raises.
long sum(PyObject* view) {
  const Owned bytes(py.PyObject_CallMethod(view, "tobytes", nullptr));
  char* text = nullptr;
  PySize length = 0;
  if (!bytes || py.PyBytes_AsStringAndSize(bytes.get(), &text, &length) != 0) {
    py.PyErr_Clear();
    return -1;
  }
  long total = 0;
  for (PySize i = 0; i < length; ++i) total += static_cast<std::uint8_t>(text[i]);
  return total;
}

class LentMemoryOfJavaScript : public testing::Test {
 protected:
  void SetUp() override {
    if (const std::string& why = startHostedPython(); !why.empty()) GTEST_SKIP() << why;
  }
  Block::Log log_;
  LentBuffers lent_;
};

TEST_F(LentMemoryOfJavaScript, isTakenBackWhenItsFrameHasBeenExecutedAndNobodyLooks) {
  EXPECT_TRUE(lent_.empty());
  const std::uint32_t number = lend(lent_, std::make_unique<Block>(log_, true), Borrower::frameAt(100));
  EXPECT_FALSE(lent_.empty());
  const Gil gil;
  {
    const Owned view(lent_.view(number));
    EXPECT_EQ(sum(view.get()), 64 * 7);
  }
  EXPECT_EQ(log_.ended, 0);
  lent_.endFrom(64);
  EXPECT_EQ(log_.ended, 1);
  EXPECT_TRUE(lent_.empty());
  EXPECT_EQ(lent_.view(number), nullptr);
  py.PyErr_Clear();
}

TEST_F(LentMemoryOfJavaScript, ofAFrameThatIsStillWrittenStaysWhenOneBehindItEnds) {
  const std::uint32_t outer = lend(lent_, std::make_unique<Block>(log_, true), Borrower::frameAt(100));
  lend(lent_, std::make_unique<Block>(log_, true), Borrower::frameAt(300));
  const Gil gil;
  lent_.endFrom(296);
  EXPECT_EQ(log_.ended, 1);
  EXPECT_EQ(sum(Owned(lent_.view(outer)).get()), 64 * 7);
  // What is lent meanwhile does not take the place of what is not ended.
  const std::uint32_t next = lend(lent_, std::make_unique<Block>(log_, true, 1, 3), Borrower::frameAt(200));
  EXPECT_NE(next, outer);
  EXPECT_EQ(sum(Owned(lent_.view(next)).get()), 3);
  lent_.endFrom(64);
  EXPECT_EQ(log_.ended, 3);
}

TEST_F(LentMemoryOfJavaScript, staysForAsLongAsAViewDoesAndIsCutOffThenAlsoForItsExporter) {
  const std::uint32_t number = lend(lent_, std::make_unique<Block>(log_, true), Borrower::frameAt(100));
  const Gil gil;
  Owned view(lent_.view(number));
  const Owned exporter(py.PyObject_GetAttrString(view.get(), "obj"));
  lent_.endFrom(64);
  EXPECT_EQ(log_.ended, 0);
  EXPECT_TRUE(lent_.empty());
  EXPECT_EQ(sum(view.get()), 64 * 7);
  view = Owned();
  // It waits for this thread.
  EXPECT_FALSE(lent_.empty());
  lent_.collect();
  EXPECT_EQ(log_.ended, 1);
  EXPECT_EQ(py.PyMemoryView_FromObject(exporter.get()), nullptr);
  py.PyErr_Clear();
}

TEST_F(LentMemoryOfJavaScript, ofAnOverlappingCallIsNotTakenBackByAnother) {
  const std::uint32_t one = lend(lent_, std::make_unique<Block>(log_, true), Borrower::call(1));
  const std::uint32_t two = lend(lent_, std::make_unique<Block>(log_, true), Borrower::call(2));
  const Gil gil;
  lent_.endFrom(0);
  lent_.end(1);
  EXPECT_EQ(lent_.view(one), nullptr);
  py.PyErr_Clear();
  EXPECT_EQ(sum(Owned(lent_.view(two)).get()), 64 * 7);
  lent_.end(2);
  lent_.collect();
  EXPECT_EQ(log_.ended, 2);
}

TEST_F(LentMemoryOfJavaScript, ofAFrameThatIsHandedOverBelongsToTheOverlappingCall) {
  const std::uint32_t before = lend(lent_, std::make_unique<Block>(log_, true), Borrower::frameAt(80));
  const std::uint32_t inside = lend(lent_, std::make_unique<Block>(log_, true), Borrower::frameAt(120));
  lent_.handOver(100, 200, 5);
  const Gil gil;
  lent_.endFrom(64);
  EXPECT_EQ(lent_.view(before), nullptr);
  py.PyErr_Clear();
  EXPECT_EQ(sum(Owned(lent_.view(inside)).get()), 64 * 7);
  lent_.end(5);
  lent_.collect();
  EXPECT_EQ(log_.ended, 2);
}

TEST_F(LentMemoryOfJavaScript, isKeptForEverWhereItsThreadEndsFirstUnlessItNeedsNoThread) {
  Block* leaked = nullptr;
  Owned pinned;
  Owned shared;
  const Gil gil;
  {
    LentBuffers ending;
    auto block = std::make_unique<Block>(log_, true);
    leaked = block.get();
    pinned = Owned(ending.view(lend(ending, std::move(block), Borrower::call(1))));
    shared = Owned(ending.view(lend(ending, std::make_unique<Block>(log_, false), Borrower::frameAt(64))));
    lend(ending, std::make_unique<Block>(log_, true), Borrower::call(2));
    ending.abandon();
    EXPECT_EQ(log_.ended, 1);
  }
  EXPECT_EQ(sum(pinned.get()), 64 * 7);
  EXPECT_EQ(sum(shared.get()), 64 * 7);
  shared = Owned();
  EXPECT_EQ(log_.ended, 2);
  pinned = Owned();
  EXPECT_EQ(log_.ended, 2);
  delete leaked;
}

/// One thread lends without the GIL, as JavaScript does; others execute the calls and end them, some keeping
/// views for longer; nothing ends elsewhere that is of the lending thread, and nobody looks at freed memory
/// (which a sanitizer would see).
TEST_F(LentMemoryOfJavaScript, isLentWhileOtherThreadsExecuteCallsAndEndThem) {
  struct Call {
    std::uint64_t id;
    std::vector<std::uint32_t> numbers;
    long expected;
  };
  constexpr std::uint64_t calls = 4000;
  std::mutex mutex;
  std::deque<Call> submitted;
  std::atomic<std::uint64_t> executed{0};
  std::atomic<int> wrong{0};
  Block::Log freeLog;
  const auto execute = [&](unsigned seed) {
    // Views that outlive their calls, as numpy arrays do.
    std::deque<PyObject*> kept;
    while (executed < calls) {
      Call call{};
      {
        const std::lock_guard lock(mutex);
        if (submitted.empty()) continue;
        call = std::move(submitted.front());
        submitted.pop_front();
      }
      const Gil gil;
      long total = 0;
      for (const std::uint32_t number : call.numbers) {
        PyObject* view = lent_.view(number);
        total += view == nullptr ? -1 : sum(view);
        if ((call.id + seed) % 3 == 0)
          kept.push_back(view);
        else
          py.Py_DecRef(view);
      }
      if (total != call.expected) ++wrong;
      lent_.end(call.id);
      while (kept.size() > 40) {
        if (sum(kept.front()) < 0) ++wrong;
        py.Py_DecRef(kept.front());
        kept.pop_front();
      }
      ++executed;
    }
    const Gil gil;
    for (PyObject* view : kept) py.Py_DecRef(view);
  };
  std::vector<std::thread> threads;
  for (unsigned i = 0; i < 3; ++i) threads.emplace_back(execute, i);
  int pinnedBlocks = 0;
  int freeBlocks = 0;
  for (std::uint64_t id = 1; id <= calls; ++id) {
    Call call{id, {}, 0};
    for (std::uint64_t i = 0; i <= id % 3; ++i) {
      const bool isOfThread = (id + i) % 2 == 0;
      const auto filling = static_cast<std::uint8_t>((id * 5 + i) % 200);
      ++(isOfThread ? pinnedBlocks : freeBlocks);
      auto block = std::make_unique<Block>(isOfThread ? log_ : freeLog, isOfThread, 32, filling);
      // Half as a frame of the record that is handed over when it is complete.
      const Borrower borrower = id % 2 == 0 ? Borrower::call(id) : Borrower::frameAt(64 + i);
      call.numbers.push_back(lend(lent_, std::move(block), borrower));
      call.expected += 32 * filling;
    }
    if (id % 2 == 1) lent_.handOver(64, 128, id);
    {
      const std::lock_guard lock(mutex);
      submitted.push_back(std::move(call));
    }
    if (!lent_.empty() && id % 16 == 0) lent_.collect();
  }
  for (std::thread& thread : threads) thread.join();
  lent_.collect();
  EXPECT_EQ(wrong, 0);
  EXPECT_EQ(log_.ended, pinnedBlocks);
  EXPECT_EQ(log_.endedElsewhere, 0);
  EXPECT_EQ(freeLog.ended, freeBlocks);
  EXPECT_TRUE(lent_.empty());
}

}  // namespace
}  // namespace graftwire::test
