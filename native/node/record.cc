#include "node/record.h"

#include <sys/mman.h>

#include <algorithm>

namespace graftwire::node {

namespace {

constexpr std::size_t kilobyte = 1024;
constexpr std::size_t firstBytes = 256 * kilobyte;
/// Addresses only. The limit of a frame inside a process and as much again for what nests in it.
constexpr std::size_t reservedBytes = 2048 * kilobyte * kilobyte;
/// What is kept after a large frame.
constexpr std::size_t keptBytes = 1024 * kilobyte;
constexpr std::size_t trimAboveBytes = 4096 * kilobyte;

}  // namespace

struct Record::Mapping {
  explicit Mapping(void* address) : address(static_cast<std::uint8_t*>(address)) {}
  ~Mapping() { munmap(address, reservedBytes); }
  Mapping(const Mapping&) = delete;
  Mapping& operator=(const Mapping&) = delete;

  std::uint8_t* const address;
};

std::unique_ptr<Record> Record::create() {
  // Without access nothing is charged against the system's memory, also where it does not overcommit.
  void* address = mmap(nullptr, reservedBytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (address == MAP_FAILED) return nullptr;
  std::unique_ptr<Record> record(new Record(std::make_shared<Mapping>(address)));
  return record->grow(firstBytes) ? std::move(record) : nullptr;
}

Record::Record(std::shared_ptr<Mapping> mapping) : mapping_(std::move(mapping)) {
  begin_ = end_ = mapping_->address;
}

bool Record::grow(std::size_t bytes) {
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

napi_value Record::arrayBuffer(napi_env env) {
  if (napi_value before = buffer_.get(); before != nullptr) napi_detach_arraybuffer(env, before);
  buffer_.reset();
  // The finalizer owns a share of the mapping, so that a buffer that outlives the lane still has its memory.
  auto* share = new std::shared_ptr<Mapping>(mapping_);
  const auto release = [](napi_env, void*, void* held) {
    delete static_cast<std::shared_ptr<Mapping>*>(held);
  };
  napi_value buffer = nullptr;
  const auto size = static_cast<std::size_t>(end_ - begin_);
  if (napi_create_external_arraybuffer(env, begin_, size, release, share, &buffer) != napi_ok) {
    delete share;
    return nullptr;
  }
  buffer_ = Persistent(env, buffer);
  return buffer;
}

void Record::noteUse(std::size_t bytes) {
  // A frame's length is only what its header says.
  highWater_ = std::max(highWater_, std::min(bytes, static_cast<std::size_t>(end_ - begin_)));
}

void Record::trim(std::size_t usedBytes) {
  if (highWater_ <= trimAboveBytes || usedBytes > keptBytes) return;
  madvise(begin_ + keptBytes, highWater_ - keptBytes, MADV_DONTNEED);
  highWater_ = usedBytes;
}

}  // namespace graftwire::node
