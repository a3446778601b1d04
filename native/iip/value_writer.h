#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace graftwire::iip {

/// Memory that a writer writes into and that may grow. The writer does not own it.
class WritableMemory {
 public:
  std::uint8_t* begin() const { return begin_; }
  std::uint8_t* end() const { return end_; }

  /// Makes room for at least `bytes` in all, keeping what is there. begin() may change. False where there is
  /// no more memory, or a limit is reached; nothing has changed then.
  virtual bool grow(std::size_t bytes) = 0;

 protected:
  WritableMemory() = default;
  ~WritableMemory() = default;
  WritableMemory(const WritableMemory&) = delete;
  WritableMemory& operator=(const WritableMemory&) = delete;

  std::uint8_t* begin_ = nullptr;
  std::uint8_t* end_ = nullptr;
};

/// Writes MessagePack in the canonical form of docs/iip.md. Positions are offsets, since memory may move.
/// When memory runs out the writer turns bad and writes nothing more: callers check good() once at the end.
class ValueWriter {
 public:
  /// Begins at `position`, which may be beyond the memory that there is yet.
  ValueWriter(WritableMemory& memory, std::size_t position)
      : memory_(memory), at_(memory.begin()), end_(memory.end()) {
    if (reserve(position)) at_ = memory.begin() + position;
  }

  bool good() const { return good_; }
  std::size_t position() const { return static_cast<std::size_t>(at_ - memory_.begin()); }
  std::uint8_t* data(std::size_t position) const { return memory_.begin() + position; }
  /// Goes back to an earlier position, forgetting what was written since. A bad writer stays bad.
  void rewind(std::size_t position) {
    if (good_) at_ = memory_.begin() + position;
  }

  void nil() { byte(0xC0); }
  void boolean(bool value) { byte(value ? 0xC3 : 0xC2); }
  void unsignedInteger(std::uint64_t value) {
    if (value < 0x80) {
      byte(static_cast<std::uint8_t>(value));
    } else {
      wideUnsigned(value);
    }
  }
  void integer(std::int64_t value) {
    if (value >= 0) {
      unsignedInteger(static_cast<std::uint64_t>(value));
    } else if (value >= -32) {
      byte(static_cast<std::uint8_t>(value));
    } else {
      wideNegative(value);
    }
  }
  void floating(double value);
  /// UTF-8 that the caller has checked.
  void text(const void* utf8, std::size_t length);
  void bytes(const void* data, std::size_t length);
  void arrayHead(std::size_t count) { head(0x90, 15, 0xDC, count); }
  void mapHead(std::size_t count) { head(0x80, 15, 0xDE, count); }
  void extension(std::int8_t type, const void* payload, std::size_t length);
  /// Writes the head of an extension, always as ext 32 (6 bytes), and gives its payload to the caller to
  /// fill; nullptr when bad. For extensions that never leave the process, whose writers want to know where
  /// the payload stands.
  std::uint8_t* claimWideExtension(std::int8_t type, std::size_t length);
  /// Any integer, as two's complement in big-endian order of any length: written in its shortest form.
  void bigInteger(const std::uint8_t* bigEndian, std::size_t length);

  /// Writes an extension whose payload is what the calls between the two write: `mark` is the result of open.
  std::size_t openExtension();
  void closeExtension(std::int8_t type, std::size_t mark);
  /// The same, always as ext 32, so that nothing in the payload moves; see claimWideExtension().
  void closeWideExtension(std::int8_t type, std::size_t mark);

  /// Room for `length` bytes at the position, for the caller to fill; nullptr when bad.
  std::uint8_t* claim(std::size_t length) {
    if (!reserve(length)) return nullptr;
    std::uint8_t* here = at_;
    at_ += length;
    return here;
  }

 private:
  bool reserve(std::size_t length) {
    return static_cast<std::size_t>(end_ - at_) >= length ? true : growFor(length);
  }
  bool growFor(std::size_t length);
  void byte(std::uint8_t value) {
    if (reserve(1)) *at_++ = value;
  }
  void fail();
  template <std::size_t valueBytes>
  void numbered(std::uint8_t head, std::uint64_t value);
  void wideUnsigned(std::uint64_t value);
  void wideNegative(std::int64_t value);
  void head(std::uint8_t fixed, std::size_t most, std::uint8_t wide, std::size_t count);
  void sized(std::uint8_t head, std::size_t length);
  void payload(const void* data, std::size_t length);
  void extensionHead(std::int8_t type, std::size_t length);

  WritableMemory& memory_;
  std::uint8_t* at_;
  std::uint8_t* end_;
  bool good_ = true;
};

}  // namespace graftwire::iip
