#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "python/api.h"

namespace graftwire::python {

/// Interned strings of the dict keys seen last: the same few keys come again and again, and an interned key
/// makes both the insertion and every later look-up in Python a comparison of pointers. Guarded by the GIL.
class KeyCache {
 public:
  static constexpr std::size_t longestKey = 24;

  static KeyCache& process();

  /// A new reference to the str with these bytes of UTF-8; nullptr with a Python exception pending.
  PyObject* find(const std::uint8_t* utf8, std::size_t length) {
    Slot& slot = slots_[hash(utf8, length) % slots_.size()];
    if (slot.key == nullptr || slot.length != length || std::memcmp(slot.bytes.data(), utf8, length) != 0) {
      if (!fill(slot, utf8, length)) return nullptr;
    }
    py.Py_IncRef(slot.key);
    return slot.key;
  }

 private:
  struct Slot {
    PyObject* key = nullptr;
    std::size_t length = 0;
    std::array<std::uint8_t, longestKey> bytes{};
  };

  static std::uint32_t hash(const std::uint8_t* bytes, std::size_t length) {
    std::uint32_t sum = 2166136261u ^ static_cast<std::uint32_t>(length);
    for (std::size_t i = 0; i < length; ++i) sum = (sum ^ bytes[i]) * 16777619u;
    return sum ^ (sum >> 15);
  }

  static bool fill(Slot& slot, const std::uint8_t* utf8, std::size_t length);

  std::array<Slot, 512> slots_{};
};

}  // namespace graftwire::python
