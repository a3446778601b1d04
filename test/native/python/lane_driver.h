#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "iip/frame_header.h"
#include "iip/value_reader.h"
#include "iip/value_writer.h"
#include "python/lane.h"

namespace graftwire::test {

/// A record of one size, whose bytes do not move, as a lane wants it.
class FixedRecord final : public iip::WritableMemory {
 public:
  explicit FixedRecord(std::size_t bytes) : memory_(new std::uint8_t[bytes]) {
    begin_ = memory_.get();
    end_ = begin_ + bytes;
  }
  bool grow(std::size_t bytes) override { return bytes <= static_cast<std::size_t>(end_ - begin_); }

 private:
  std::unique_ptr<std::uint8_t[]> memory_;
};

class SilentConsole final : public python::Console {
 public:
  bool write(int, const char*, std::size_t) override { return true; }
};

/// Does for a lane what JavaScript does: puts frames into its record, looks at the answers, and answers what
/// Python invokes.
class LaneDriver final : public python::Dispatcher {
 public:
  static constexpr std::size_t at = 64;

  struct Answer {
    iip::FrameKind kind;
    std::vector<std::uint8_t> body;
    std::string text() const { return {body.begin(), body.end()}; }
  };

  /// Executes a frame of this kind whose body `write(writer)` writes.
  template <typename Write>
  Answer execute(iip::FrameKind kind, Write write) {
    put(at, kind, write);
    return run();
  }

  /// Executes these bytes, whatever they are.
  Answer executeBytes(const std::vector<std::uint8_t>& bytes) {
    std::memcpy(record_.begin() + at, bytes.data(), bytes.size());
    return run();
  }

  /// What JavaScript does when Python invokes one of its objects: given the frame's offset, puts an answer in
  /// its place. Without it, JavaScript runs no more.
  std::function<void(std::size_t)> onInvocation;

  void wake() override {}

  Outcome dispatch(std::size_t offset) override {
    if (!onInvocation) return Outcome::ending;
    onInvocation(offset);
    return Outcome::answered;
  }

  /// Puts a frame at `offset` whose body `write(writer)` writes.
  template <typename Write>
  void put(std::size_t offset, iip::FrameKind kind, Write write) {
    iip::ValueWriter writer(record_, offset + iip::FrameHeader::bytes);
    write(writer);
    iip::FrameHeader header;
    header.length = static_cast<std::uint32_t>(writer.position() - offset);
    header.kind = static_cast<std::uint8_t>(kind);
    header.correlation = 1;
    header.write(record_.begin() + offset);
  }

  Answer bind(std::uint64_t id, std::string_view name) {
    return execute(iip::FrameKind::bind, [&](iip::ValueWriter& writer) {
      writer.unsignedInteger(id);
      writer.text(name.data(), name.size());
    });
  }

  std::vector<std::uint8_t> frame(std::size_t offset = at) const {
    std::uint32_t length = 0;
    std::memcpy(&length, record_.begin() + offset, sizeof length);
    return {record_.begin() + offset, record_.begin() + offset + length};
  }

  iip::WritableMemory& record() { return record_; }
  python::Lane& lane() { return lane_; }

 private:
  Answer run() {
    lane_.execute(at);
    const std::vector<std::uint8_t> whole = frame();
    return {static_cast<iip::FrameKind>(whole[4]), {whole.begin() + iip::FrameHeader::bytes, whole.end()}};
  }

  FixedRecord record_{4u << 20};
  SilentConsole console_;
  python::Lane lane_{record_, console_, *this};
};

}  // namespace graftwire::test
