#pragma once

#include <atomic>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>

#include "ring/cache_line.h"

namespace graftwire::ring {

/// The body of a record, where it stands; false where there is none.
struct Record {
  const std::uint8_t* data = nullptr;
  std::size_t bytes = 0;

  explicit operator bool() const { return data != nullptr; }
};

/// Records of any length from one thread, the producer, to another one, the consumer, in memory that the ring
/// owns. Both write and read in place. Nothing is allocated but for records of more than
/// largestInPlaceBytes(): their bodies are segments, in memory of their own that the ring frees.
///
/// Each function belongs to one of the two sides; who is the producer or the consumer may change when
/// something else orders the old one's last call before the new one's first. The ring ends when neither side
/// uses it any more. docs/shared-memory.md has the layout and the argument why the memory orders are enough.
class Ring {
 public:
  static constexpr std::size_t minimumBytes = 64;
  static constexpr std::size_t maximumBytes = std::size_t{1} << 32;

  /// `capacityBytes`: a power of two from minimumBytes to maximumBytes. nullptr where it is none, or where
  /// there is no memory.
  static std::unique_ptr<Ring> create(std::size_t capacityBytes);
  ~Ring();
  Ring(const Ring&) = delete;
  Ring& operator=(const Ring&) = delete;

  /// Longer bodies become segments.
  std::size_t largestInPlaceBytes() const { return largestInPlaceBytes_; }

  // The producer's.

  /// Memory for a body of up to `bytes`, at a multiple of 8, until commit() or abort(); one claim at a time.
  /// nullptr where there is no room now, or no memory for a segment: an empty ring always has room.
  std::uint8_t* claim(std::size_t bytes);
  /// The claim's first `bytes` become a record that the consumer sees, with all that this thread wrote
  /// before.
  void commit(std::size_t bytes);
  /// Gives the claim up; the consumer sees nothing of it.
  void abort();
  /// Records committed so far.
  std::uint64_t committed() const { return writer_.committed; }
  /// How many of them were popped, as far as can be known now; what the consumer did before it popped them
  /// has happened. Any thread may ask.
  std::uint64_t consumed() const {
    // Pairs with the store in pop().
    return shared_.consumed.load(std::memory_order_acquire);
  }

  // The consumer's.

  /// The oldest record, the same one until pop(); empty where there is none.
  Record front();
  /// Done with the record of front(), which must have given one.
  void pop();
  /// Whether there is no record: looks at what the producer has published by now.
  bool isEmpty() const {
    // Pairs with the store in publish(). Padding is only ever published together with the record behind it.
    return reader_.position == published_.tail.load(std::memory_order_acquire);
  }

 private:
  // The tests', which look for every state that a ring can be in.
  friend struct RingState;

  /// In front of each body, at a multiple of 8.
  struct Header {
    std::uint32_t bytes;
    std::uint32_t kind;
  };
  static_assert(sizeof(Header) == 8);
  enum Kind : std::uint32_t {
    inPlace = 0,
    /// The rest up to the end of the memory is empty.
    padding = 1,
    /// The body is a Segment.
    segment = 2,
  };
  struct Segment {
    std::uint8_t* memory;
    std::uint64_t bytes;
  };

  Ring(std::uint8_t* memory, std::size_t capacityBytes);

  static std::uint64_t recordBytes(std::uint64_t bodyBytes) {
    return sizeof(Header) + ((bodyBytes + 7) & ~std::uint64_t{7});
  }
  std::uint8_t* at(std::uint64_t position) const { return memory_ + (position & (capacity_ - 1)); }
  std::uint64_t bytesToEnd(std::uint64_t position) const { return capacity_ - (position & (capacity_ - 1)); }
  Header headerAt(std::uint64_t position) const {
    Header header;
    std::memcpy(&header, at(position), sizeof header);
    return header;
  }
  void setHeader(std::uint64_t position, std::uint64_t bytes, Kind kind) {
    const Header header{static_cast<std::uint32_t>(bytes), kind};
    std::memcpy(at(position), &header, sizeof header);
  }

  std::uint8_t* place(std::uint64_t bodyBytes);
  void publish(std::uint64_t bodyBytes, Kind kind);
  std::uint8_t* claimSegment(std::size_t bytes);
  void commitSegment(std::size_t bytes);
  Record frontSegment(std::uint64_t position);
  void freeFrontSegment();

  // Positions count bytes since the beginning and never wrap: 2^64 bytes are years of memory bandwidth.
  // The bytes from head to tail are the consumer's, all others the producer's.

  // Never changed, read by both.
  std::uint8_t* const memory_;
  const std::uint64_t capacity_;
  const std::uint64_t largestInPlaceBytes_;

  // Written by the producer, read by the consumer.
  struct alignas(cacheLineBytes) Published {
    std::atomic<std::uint64_t> tail{0};
  } published_;

  // The producer's own.
  struct alignas(cacheLineBytes) Writer {
    std::uint64_t position = 0;
    /// Where the claimed record begins: `position`, or the beginning of the memory behind padding.
    std::uint64_t claimed = 0;
    /// The head when it was last looked at: there is at least as much room as it says.
    std::uint64_t headSeen = 0;
    std::uint64_t committed = 0;
    std::uint64_t claimedBytes = 0;
    std::uint8_t* segment = nullptr;
    bool isClaimed = false;
  } writer_;

  // Written by the consumer, read by the producer.
  struct alignas(cacheLineBytes) Shared {
    std::atomic<std::uint64_t> head{0};
    std::atomic<std::uint64_t> consumed{0};
  } shared_;

  // The consumer's own.
  struct alignas(cacheLineBytes) Reader {
    /// The head, or what follows the padding that stands there.
    std::uint64_t position = 0;
    /// Behind the record that front() gave; `position` where it gave none.
    std::uint64_t next = 0;
    /// The tail when it was last looked at: there are at least as many records as it says.
    std::uint64_t tailSeen = 0;
    std::uint64_t consumed = 0;
    std::uint8_t* segment = nullptr;
  } reader_;
};

inline std::uint8_t* Ring::place(std::uint64_t bodyBytes) {
  const std::uint64_t needed = recordBytes(bodyBytes);
  const std::uint64_t toEnd = bytesToEnd(writer_.position);
  const bool wraps = needed > toEnd;
  const std::uint64_t end = writer_.position + (wraps ? toEnd : 0) + needed;
  if (end - writer_.headSeen > capacity_) {
    // Pairs with the store in pop(): the consumer has read what is overwritten from here on.
    writer_.headSeen = shared_.head.load(std::memory_order_acquire);
    if (end - writer_.headSeen > capacity_) return nullptr;
  }
  writer_.claimed = writer_.position;
  if (wraps) {
    setHeader(writer_.position, 0, padding);
    writer_.claimed += toEnd;
  }
  return at(writer_.claimed) + sizeof(Header);
}

inline void Ring::publish(std::uint64_t bodyBytes, Kind kind) {
  setHeader(writer_.claimed, bodyBytes, kind);
  writer_.position = writer_.claimed + recordBytes(bodyBytes);
  ++writer_.committed;
  // Pairs with the loads in front() and isEmpty(): header, body and padding stand before the consumer looks.
  published_.tail.store(writer_.position, std::memory_order_release);
}

inline std::uint8_t* Ring::claim(std::size_t bytes) {
  assert(!writer_.isClaimed);
  if (bytes > largestInPlaceBytes_) return claimSegment(bytes);
  std::uint8_t* const body = place(bytes);
  if (body == nullptr) return nullptr;
  writer_.claimedBytes = bytes;
  writer_.isClaimed = true;
  return body;
}

inline void Ring::commit(std::size_t bytes) {
  assert(writer_.isClaimed && bytes <= writer_.claimedBytes);
  writer_.isClaimed = false;
  if (writer_.segment != nullptr) {
    commitSegment(bytes);
  } else {
    publish(bytes, inPlace);
  }
}

inline Record Ring::front() {
  std::uint64_t position = reader_.position;
  if (position == reader_.tailSeen) {
    // Pairs with the store in publish(): what stands before the tail can be read.
    reader_.tailSeen = published_.tail.load(std::memory_order_acquire);
    if (position == reader_.tailSeen) return {};
  }
  Header header = headerAt(position);
  if (header.kind == padding) {
    position += bytesToEnd(position);
    reader_.position = position;
    header = headerAt(position);
  }
  reader_.next = position + recordBytes(header.bytes);
  if (header.kind == segment) return frontSegment(position);
  return {at(position) + sizeof(Header), header.bytes};
}

inline void Ring::pop() {
  assert(reader_.next != reader_.position);
  if (reader_.segment != nullptr) freeFrontSegment();
  reader_.position = reader_.next;
  ++reader_.consumed;
  // Pairs with the load in consumed(): who sees the count sees what the consumer did with the record.
  shared_.consumed.store(reader_.consumed, std::memory_order_release);
  // Pairs with the load in place(): the record has been read before the producer writes over it.
  shared_.head.store(reader_.position, std::memory_order_release);
}

}  // namespace graftwire::ring
