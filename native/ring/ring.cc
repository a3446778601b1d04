#include "ring/ring.h"

#include <bit>
#include <new>

namespace graftwire::ring {

namespace {

constexpr std::align_val_t memoryAlignment{cacheLineBytes};

/// Segments are made by the producer's thread and freed by the consumer's.
std::uint8_t* newSegment(std::size_t bytes) {
  return new (std::nothrow) std::uint8_t[bytes];
}

}  // namespace

std::unique_ptr<Ring> Ring::create(std::size_t capacityBytes) {
  if (!std::has_single_bit(capacityBytes) || capacityBytes < minimumBytes || capacityBytes > maximumBytes) {
    return nullptr;
  }
  void* const memory = ::operator new(capacityBytes, memoryAlignment, std::nothrow);
  if (memory == nullptr) return nullptr;
  std::unique_ptr<Ring> ring(new (std::nothrow) Ring(static_cast<std::uint8_t*>(memory), capacityBytes));
  if (ring == nullptr) ::operator delete(memory, memoryAlignment);
  return ring;
}

Ring::Ring(std::uint8_t* memory, std::size_t capacityBytes)
    : memory_(memory), capacity_(capacityBytes), largestInPlaceBytes_(capacityBytes / 4) {}

Ring::~Ring() {
  abort();
  while (front()) pop();
  ::operator delete(memory_, memoryAlignment);
}

void Ring::abort() {
  delete[] writer_.segment;
  writer_.segment = nullptr;
  writer_.isClaimed = false;
}

std::uint8_t* Ring::claimSegment(std::size_t bytes) {
  // Room first: a producer that waits for it does not allocate in vain.
  if (place(sizeof(Segment)) == nullptr) return nullptr;
  writer_.segment = newSegment(bytes);
  if (writer_.segment == nullptr) return nullptr;
  writer_.claimedBytes = bytes;
  writer_.isClaimed = true;
  return writer_.segment;
}

void Ring::commitSegment(std::size_t bytes) {
  const Segment body{writer_.segment, bytes};
  writer_.segment = nullptr;
  std::memcpy(at(writer_.claimed) + sizeof(Header), &body, sizeof body);
  publish(sizeof body, segment);
}

Record Ring::frontSegment(std::uint64_t position) {
  Segment body;
  std::memcpy(&body, at(position) + sizeof(Header), sizeof body);
  reader_.segment = body.memory;
  return {body.memory, static_cast<std::size_t>(body.bytes)};
}

void Ring::freeFrontSegment() {
  delete[] reader_.segment;
  reader_.segment = nullptr;
}

}  // namespace graftwire::ring
