#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace graftwire::python {

/// Numbers by the address of an object: what is asked on every object that crosses, so it is open addressing
/// in one block of memory. Holds no references.
class PointerMap {
 public:
  /// nullptr where the address is not in the map. Valid until the map changes.
  const std::uint32_t* find(const void* key) const {
    if (slots_.empty()) return nullptr;
    for (std::size_t i = home(key);; i = (i + 1) & mask()) {
      if (slots_[i].key == key) return &slots_[i].value;
      if (slots_[i].key == nullptr) return nullptr;
    }
  }

  /// Adds an address that is not in the map.
  void add(const void* key, std::uint32_t value) {
    if (2 * (size_ + 1) > slots_.size()) grow();
    put(key, value);
    ++size_;
  }

  void remove(const void* key) {
    if (slots_.empty()) return;
    std::size_t hole = home(key);
    while (slots_[hole].key != key) {
      if (slots_[hole].key == nullptr) return;
      hole = (hole + 1) & mask();
    }
    // What was put behind because this place was taken moves up, so that no gap ends a search too early.
    for (std::size_t next = (hole + 1) & mask(); slots_[next].key != nullptr; next = (next + 1) & mask()) {
      const std::size_t wanted = home(slots_[next].key);
      if (((next - wanted) & mask()) < ((next - hole) & mask())) continue;
      slots_[hole] = slots_[next];
      hole = next;
    }
    slots_[hole] = {};
    --size_;
  }

  void clear() {
    slots_.clear();
    size_ = 0;
  }
  std::size_t size() const { return size_; }

 private:
  struct Slot {
    const void* key = nullptr;
    std::uint32_t value = 0;
  };

  std::size_t mask() const { return slots_.size() - 1; }
  std::size_t home(const void* key) const {
    // Objects stand at multiples of 16.
    const std::uint64_t mixed = (reinterpret_cast<std::uintptr_t>(key) >> 4) * 0x9E3779B97F4A7C15u;
    return static_cast<std::size_t>(mixed >> 32) & mask();
  }
  void put(const void* key, std::uint32_t value) {
    std::size_t i = home(key);
    while (slots_[i].key != nullptr) i = (i + 1) & mask();
    slots_[i] = {key, value};
  }
  void grow() {
    std::vector<Slot> before(slots_.empty() ? 64 : 2 * slots_.size());
    before.swap(slots_);
    for (const Slot& slot : before) {
      if (slot.key != nullptr) put(slot.key, slot.value);
    }
  }

  std::vector<Slot> slots_;
  std::size_t size_ = 0;
};

}  // namespace graftwire::python
