#pragma once

#include <cstddef>
#include <memory>

#include "iip/value_writer.h"

namespace graftwire::iip {

/// Memory whose addresses are reserved once and never move; pages are added as they are needed. The limit is
/// that of a frame inside a process and as much again for what nests in it.
class ReservedMemory : public WritableMemory {
 public:
  static constexpr std::size_t reservedBytes = std::size_t{2} << 30;

  /// nullptr where the addresses cannot be reserved.
  static std::unique_ptr<ReservedMemory> create();
  virtual ~ReservedMemory() = default;

  bool grow(std::size_t bytes) override;

  /// So many bytes from the beginning have been used.
  void noteUse(std::size_t bytes);

  /// Gives pages behind the first ones back to the system after a large frame. No frame may stand behind
  /// `usedBytes`.
  void trim(std::size_t usedBytes);

 protected:
  /// The addresses, which go back when the last share has gone.
  struct Mapping;
  static std::shared_ptr<Mapping> reserve();
  explicit ReservedMemory(std::shared_ptr<Mapping> mapping);

  const std::shared_ptr<Mapping>& mapping() const { return mapping_; }

 private:
  std::shared_ptr<Mapping> mapping_;
  std::size_t highWater_ = 0;
};

}  // namespace graftwire::iip
