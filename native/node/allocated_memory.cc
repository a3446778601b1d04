#include "node/allocated_memory.h"

#include <cstdlib>
#include <map>
#include <mutex>

namespace graftwire::node {

namespace {

/// What is alive, by where it begins.
struct Registry {
  std::mutex mutex;
  std::map<std::uintptr_t, std::weak_ptr<AllocatedMemory>> alive;
};

/// Never destroyed: views of Python's may end when the process does.
Registry& registry() {
  static Registry& one = *new Registry;
  return one;
}

std::uintptr_t number(const void* address) {
  return reinterpret_cast<std::uintptr_t>(address);
}

std::uint8_t* aligned(void* block) {
  const std::uintptr_t above = number(block) + AllocatedMemory::alignment - 1;
  return reinterpret_cast<std::uint8_t*>(above - above % AllocatedMemory::alignment);
}

}  // namespace

AllocatedMemory::AllocatedMemory(void* block, std::size_t bytes)
    : block_(block), begin_(aligned(block)), bytes_(bytes) {}

AllocatedMemory::~AllocatedMemory() {
  {
    // Before it is freed: then the next one may begin here.
    Registry& all = registry();
    const std::lock_guard lock(all.mutex);
    all.alive.erase(number(begin_));
  }
  std::free(block_);
}

std::shared_ptr<AllocatedMemory> AllocatedMemory::create(std::size_t bytes) {
  if (bytes > SIZE_MAX - alignment) return nullptr;
  // Not aligned_alloc(): large blocks of calloc() are zero without being touched. At least one byte of room
  // stays behind the end, so that an address there is not another one's beginning.
  void* block = std::calloc(bytes + alignment, 1);
  if (block == nullptr) return nullptr;
  std::shared_ptr<AllocatedMemory> made(new AllocatedMemory(block, bytes));
  Registry& all = registry();
  const std::lock_guard lock(all.mutex);
  all.alive.emplace(number(made->begin_), made);
  return made;
}

std::shared_ptr<AllocatedMemory> AllocatedMemory::at(const void* address) {
  Registry& all = registry();
  std::shared_ptr<AllocatedMemory> found;
  const std::lock_guard lock(all.mutex);
  const auto behind = all.alive.upper_bound(number(address));
  // Of one that is just being freed nothing is left to be shared.
  if (behind != all.alive.begin()) found = std::prev(behind)->second.lock();
  const bool isInside = found != nullptr && number(address) <= number(found->begin_) + found->bytes_;
  return isInside ? found : nullptr;
}

napi_value AllocatedMemory::allocate(napi_env env, napi_callback_info info) {
  std::size_t count = 1;
  napi_value argument = nullptr;
  double bytes = 0;
  napi_get_cb_info(env, info, &count, &argument, nullptr, nullptr);
  if (napi_get_value_double(env, argument, &bytes) != napi_ok || bytes < 1) return nullptr;
  std::shared_ptr<AllocatedMemory> memory = create(static_cast<std::size_t>(bytes));
  if (memory == nullptr) return nullptr;
  // Belongs to the backing store, not to the ArrayBuffer: `transfer()` may move it to another one. V8 counts
  // the length of an external backing store towards its collections by itself.
  auto* share = new std::shared_ptr<AllocatedMemory>(memory);
  const auto giveBack = [](napi_env, void*, void* held) {
    delete static_cast<std::shared_ptr<AllocatedMemory>*>(held);
  };
  napi_value buffer = nullptr;
  if (napi_create_external_arraybuffer(env, memory->begin_, memory->bytes_, giveBack, share, &buffer) ==
      napi_ok)
    return buffer;
  // Node has called the finalizer where it could not make one.
  return nullptr;
}

}  // namespace graftwire::node
