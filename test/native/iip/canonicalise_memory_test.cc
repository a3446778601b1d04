#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <new>
#include <string>

#include "growable_memory.h"
#include "hex.h"
#include "iip/canonicalise.h"
#include "iip/frame.h"

// Every allocation of this executable is counted while a test asks for it. Each block remembers what was
// asked for.

namespace {

struct alignas(std::max_align_t) BlockHead {
  std::size_t bytes;
};

struct Count {
  bool isOn = false;
  std::size_t current = 0;
  std::size_t peak = 0;
  /// Which allocation fails, counted from 0.
  std::size_t failing = SIZE_MAX;
  std::size_t allocations = 0;
};
thread_local Count count;

void* allocate(std::size_t bytes) {
  if (count.isOn) {
    if (count.allocations++ == count.failing) return nullptr;
    count.current += bytes;
    count.peak = std::max(count.peak, count.current);
  }
  auto* block = static_cast<BlockHead*>(std::malloc(sizeof(BlockHead) + bytes));
  if (block == nullptr) return nullptr;
  block->bytes = bytes;
  return block + 1;
}

void release(void* memory) {
  if (memory == nullptr) return;
  BlockHead* block = static_cast<BlockHead*>(memory) - 1;
  // What was allocated before counting began may be released while it is on.
  if (count.isOn) count.current -= std::min(count.current, block->bytes);
  std::free(block);
}

}  // namespace

void* operator new(std::size_t bytes) {
  void* memory = allocate(bytes);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}
void* operator new[](std::size_t bytes) {
  return operator new(bytes);
}
void* operator new(std::size_t bytes, const std::nothrow_t&) noexcept {
  return allocate(bytes);
}
void* operator new[](std::size_t bytes, const std::nothrow_t&) noexcept {
  return allocate(bytes);
}
void operator delete(void* memory) noexcept {
  release(memory);
}
void operator delete[](void* memory) noexcept {
  release(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  release(memory);
}
void operator delete[](void* memory, std::size_t) noexcept {
  release(memory);
}
void operator delete(void* memory, const std::nothrow_t&) noexcept {
  release(memory);
}
void operator delete[](void* memory, const std::nothrow_t&) noexcept {
  release(memory);
}

namespace graftwire::iip {
namespace {

using test::Bytes;
using test::GrowableMemory;

/// The most bytes that were allocated at one time, not counting the output.
std::size_t peakOf(const Bytes& bytes, const Limits& limits) {
  GrowableMemory out;
  out.grow(bytes.size() * 2);
  std::size_t written = 0;
  count = {};
  count.isOn = true;
  canonicalise(bytes.data(), bytes.size(), limits, out, written);
  count.isOn = false;
  EXPECT_EQ(count.current, 0u) << "something leaks";
  return count.peak;
}

Bytes repeated(const std::string& prefix, const std::string& unit, std::size_t times) {
  Bytes bytes = *test::parseHex(prefix);
  const Bytes one = *test::parseHex(unit);
  for (std::size_t i = 0; i < times; ++i) bytes.insert(bytes.end(), one.begin(), one.end());
  return bytes;
}

TEST(CanonicaliseMemory, IsAtMostSixteenBytesForEachByteRead) {
  const Limits deep{UINT32_MAX, UINT32_MAX, UINT32_MAX, 0};
  for (std::size_t times = 0; times < 3000; times = times * 3 / 2 + 1) {
    for (const Limits& limits : {networkLimits, deep}) {
      for (const Bytes& bytes : {
               repeated("", "91", times),
               repeated("", "90", times),
               repeated("", "8101", times),
               repeated("", "8100", times),
               repeated("", "82019101", times),
               repeated("", "8f00", times),
               repeated("", "82 01c0 02", times),
               repeated("df00000700", "00c0", times),
               repeated("df00000001", "00c0", times),
               repeated("dd00000700", "8101c0", times),
               repeated("dd00000700", "82c0c001c0", times),
               repeated("de0fff", "cc0191", times),
           }) {
        EXPECT_LE(peakOf(bytes, limits), 16 * bytes.size())
            << test::formatHex(bytes).substr(0, 40) << " of " << bytes.size();
      }
    }
  }
}

TEST(CanonicaliseMemory, IsNoneForScalarsAndTexts) {
  EXPECT_EQ(peakOf(repeated("da0bb8", "61", 3000), networkLimits), 0u);
  EXPECT_EQ(peakOf(repeated("c50bb8", "61", 3000), networkLimits), 0u);
  EXPECT_EQ(peakOf(repeated("", "c0", 3000), networkLimits), 0u);
}

TEST(CanonicaliseMemory, DoesNotFollowDeclaredLengths) {
  for (const char* hex :
       {"ddffffffff00", "dfffffffff00", "dbffffffff00", "c6ffffffff00", "c9ffffffff0000", "df7fffffff 00"}) {
    EXPECT_EQ(peakOf(*test::parseHex(hex), processLimits), 0u) << hex;
  }
}

TEST(CanonicaliseMemory, IsMissedWithoutACrashWhicheverAllocationFails) {
  Bytes bytes;
  for (int i = 0; i < 100; ++i) bytes.insert(bytes.end(), {0x81, 0xA1, 0x61});
  bytes.push_back(0xC0);
  std::size_t allocations = 1;
  for (std::size_t failing = 0; failing < allocations; ++failing) {
    GrowableMemory out;
    out.grow(bytes.size() * 2);
    std::size_t written = 1;
    count = {};
    count.isOn = true;
    count.failing = failing;
    const Fault fault = canonicalise(bytes.data(), bytes.size(), networkLimits, out, written);
    count.isOn = false;
    EXPECT_EQ(fault, Fault::outOfMemory) << failing;
    EXPECT_EQ(written, 0u);
    EXPECT_EQ(count.current, 0u);
    if (failing == 0) {
      count = {};
      count.isOn = true;
      ASSERT_EQ(canonicalise(bytes.data(), bytes.size(), networkLimits, out, written), Fault::none);
      count.isOn = false;
      allocations = count.allocations;
      ASSERT_GT(allocations, 4u);
    }
  }
}

}  // namespace
}  // namespace graftwire::iip
