#include "iip/reserved_memory.h"

#include <sys/mman.h>

#include <algorithm>

namespace graftwire::iip {

namespace {

constexpr std::size_t kilobyte = 1024;
constexpr std::size_t firstBytes = 256 * kilobyte;
/// What is kept after a large frame.
constexpr std::size_t keptBytes = 1024 * kilobyte;
constexpr std::size_t trimAboveBytes = 4096 * kilobyte;

}  // namespace

struct ReservedMemory::Mapping {
  explicit Mapping(void* address) : address(static_cast<std::uint8_t*>(address)) {}
  ~Mapping() { munmap(address, reservedBytes); }
  Mapping(const Mapping&) = delete;
  Mapping& operator=(const Mapping&) = delete;

  std::uint8_t* const address;
};

std::shared_ptr<ReservedMemory::Mapping> ReservedMemory::reserve() {
  // Without access nothing is charged against the system's memory, also where it does not overcommit.
  void* address = mmap(nullptr, reservedBytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  return address == MAP_FAILED ? nullptr : std::make_shared<Mapping>(address);
}

std::unique_ptr<ReservedMemory> ReservedMemory::create() {
  std::shared_ptr<Mapping> mapping = reserve();
  if (mapping == nullptr) return nullptr;
  std::unique_ptr<ReservedMemory> memory(new ReservedMemory(std::move(mapping)));
  return memory->grow(firstBytes) ? std::move(memory) : nullptr;
}

ReservedMemory::ReservedMemory(std::shared_ptr<Mapping> mapping) : mapping_(std::move(mapping)) {
  begin_ = end_ = mapping_->address;
}

bool ReservedMemory::grow(std::size_t bytes) {
  const auto size = static_cast<std::size_t>(end_ - begin_);
  if (bytes <= size) return true;
  if (bytes > reservedBytes) return false;
  std::size_t target = std::max(size * 2, firstBytes);
  while (target < bytes) target *= 2;
  target = std::min(target, reservedBytes);
  if (mprotect(begin_, target, PROT_READ | PROT_WRITE) != 0) return false;
  // What needs more room will use it, also where its writing then fails and nothing is executed.
  highWater_ = std::max(highWater_, bytes);
  end_ = begin_ + target;
  return true;
}

void ReservedMemory::noteUse(std::size_t bytes) {
  // A frame's length is only what its header says.
  highWater_ = std::max(highWater_, std::min(bytes, static_cast<std::size_t>(end_ - begin_)));
}

void ReservedMemory::trim(std::size_t usedBytes) {
  if (highWater_ <= trimAboveBytes || usedBytes > keptBytes) return;
  madvise(begin_ + keptBytes, highWater_ - keptBytes, MADV_DONTNEED);
  highWater_ = usedBytes;
}

}  // namespace graftwire::iip
