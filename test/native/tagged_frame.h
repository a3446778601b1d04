#pragma once

#include <cstdint>
#include <cstring>
#include <map>
#include <string>

#include "growable_memory.h"
#include "iip/frame_header.h"
#include "iip/optional_header.h"
#include "tagged.h"

namespace graftwire::test {

inline iip::FrameKind frameKindOf(const std::string& name) {
  static const std::map<std::string, iip::FrameKind> kinds = {{"hello", iip::FrameKind::hello},
                                                              {"bind", iip::FrameKind::bind},
                                                              {"invocation", iip::FrameKind::invocation},
                                                              {"result", iip::FrameKind::result},
                                                              {"exception", iip::FrameKind::exception},
                                                              {"cancel", iip::FrameKind::cancel},
                                                              {"release", iip::FrameKind::release},
                                                              {"item", iip::FrameKind::item},
                                                              {"end", iip::FrameKind::end},
                                                              {"credit", iip::FrameKind::credit},
                                                              {"event", iip::FrameKind::event},
                                                              {"unsubscribe", iip::FrameKind::unsubscribe},
                                                              {"describe", iip::FrameKind::describe},
                                                              {"resume", iip::FrameKind::resume},
                                                              {"ping", iip::FrameKind::ping},
                                                              {"goodbye", iip::FrameKind::goodbye}};
  return kinds.at(name);
}

/// Writes a frame as test/vectors describes it in JSON.
class TaggedFrameWriter {
 public:
  Bytes write(const Json& frame) {
    writer_.claim(iip::FrameHeader::bytes);
    const Json none = Json::object();
    const Json& optional = frame.contains("optional") ? frame.at("optional") : none;
    const std::size_t table = writeFields(optional, frame);
    const std::size_t bodyBegin = writer_.position();
    if (frame.contains("steps")) {
      for (const Json& step : frame.at("steps")) writeStep(step);
    } else {
      for (const Json& value : frame.at("body")) writeTagged(writer_, value);
    }
    if (frame.contains("segments")) writeSegments(frame.at("segments"), table, bodyBegin);

    iip::FrameHeader header;
    header.length = static_cast<std::uint32_t>(writer_.position());
    header.kind = static_cast<std::uint8_t>(frameKindOf(frame.at("kind")));
    if (frame.value("oneWay", false)) header.flags |= iip::frameFlag::oneWay;
    if (frame.value("selfContained", false)) header.flags |= iip::frameFlag::selfContained;
    if (frame.contains("segments")) header.flags |= iip::frameFlag::segments;
    header.optionalLength = static_cast<std::uint16_t>(bodyBegin - iip::FrameHeader::bytes);
    header.correlation = frame.at("correlation");
    header.session = frame.at("session");
    header.write(writer_.data(0));
    return memory_.first(writer_.position());
  }

 private:
  void raw(const void* from, std::size_t length) {
    std::uint8_t* to = writer_.claim(length);
    if (length != 0) std::memcpy(to, from, length);
  }
  void raw(const Bytes& bytes) { raw(bytes.data(), bytes.size()); }

  std::size_t openField(std::uint8_t tag) {
    const std::size_t at = writer_.position();
    raw({tag, 0, 0, 0});
    return at;
  }
  void closeField(std::size_t at) {
    const auto length = static_cast<std::uint16_t>(writer_.position() - at - iip::OptionalField::headBytes);
    std::memcpy(writer_.data(at + 2), &length, sizeof length);
  }
  void field(std::uint8_t tag, const Bytes& bytes) {
    const std::size_t at = openField(tag);
    raw(bytes);
    closeField(at);
  }

  /// Returns where the table of segments stands.
  std::size_t writeFields(const Json& optional, const Json& frame) {
    std::map<int, Bytes> unknown;
    if (optional.contains("unknown")) {
      for (const Json& one : optional.at("unknown")) unknown[one.at(0)] = bytesOf(one.at(1));
    }
    const auto writeUnknown = [&](bool isBeforeKnown) {
      for (const auto& [tag, bytes] : unknown) {
        if ((tag < iip::optionalTag::deadline) == isBeforeKnown) field(static_cast<std::uint8_t>(tag), bytes);
      }
    };
    writeUnknown(true);
    if (optional.contains("deadline")) {
      const std::uint64_t microseconds = std::stoull(optional.at("deadline").get<std::string>());
      Bytes bytes(sizeof microseconds);
      std::memcpy(bytes.data(), &microseconds, sizeof microseconds);
      field(iip::optionalTag::deadline, bytes);
    }
    if (optional.contains("trace")) {
      const Json& trace = optional.at("trace");
      Bytes bytes = bytesOf(trace.at("traceId"));
      const Bytes span = bytesOf(trace.at("spanId"));
      bytes.insert(bytes.end(), span.begin(), span.end());
      bytes.push_back(trace.at("flags"));
      field(iip::optionalTag::trace, bytes);
    }
    if (optional.contains("modelHash")) field(iip::optionalTag::modelHash, bytesOf(optional.at("modelHash")));
    if (optional.contains("headers")) {
      const std::size_t at = openField(iip::optionalTag::headers);
      writer_.mapHead(optional.at("headers").size());
      for (const Json& pair : optional.at("headers")) {
        for (const Json& part : pair) writeTagged(writer_, {{"str", part}});
      }
      closeField(at);
    }
    std::size_t table = 0;
    if (frame.contains("segments")) {
      const std::size_t at = openField(iip::optionalTag::segments);
      table = writer_.position();
      raw(Bytes(4 + 8 * frame.at("segments").size()));
      closeField(at);
    }
    writeUnknown(false);
    return table;
  }

  void writeSegments(const Json& segments, std::size_t table, std::size_t bodyBegin) {
    const std::size_t bodyBytes = writer_.position() - bodyBegin;
    std::memcpy(writer_.data(table), &bodyBytes, 4);
    std::size_t entryAt = table + 4;
    for (const Json& segment : segments) {
      raw(Bytes((8 - writer_.position() % 8) % 8));
      const Bytes bytes = bytesOf(segment);
      const std::uint32_t entry[] = {static_cast<std::uint32_t>(writer_.position()),
                                     static_cast<std::uint32_t>(bytes.size())};
      std::memcpy(writer_.data(entryAt), entry, sizeof entry);
      entryAt += sizeof entry;
      raw(bytes);
    }
  }

  void writeStep(const Json& step) {
    const Json& target = step.at("target");
    if (target.is_null()) {
      writer_.nil();
    } else {
      const bool isHome = target.contains("home");
      const std::size_t mark = writer_.openExtension();
      const Json& id = isHome ? target.at("home") : target.at("step");
      writeTagged(writer_, {{"int", id.is_string() ? id : Json(id.dump())}});
      close(isHome ? iip::ExtensionType::home : iip::ExtensionType::step, mark);
    }
    writeTagged(writer_, step.at("member"));
    const Json& access = step.at("access");
    if (access.is_string()) return writer_.nil();
    if (access.contains("assign")) {
      const std::size_t mark = writer_.openExtension();
      writeTagged(writer_, access.at("assign"));
      return close(iip::ExtensionType::assign, mark);
    }
    const bool hasKeywords = access.contains("keywords");
    writer_.arrayHead(access.at("call").size() + (hasKeywords ? 1 : 0));
    for (const Json& argument : access.at("call")) writeTagged(writer_, argument);
    if (!hasKeywords) return;
    const std::size_t mark = writer_.openExtension();
    writeTagged(writer_, {{"map", access.at("keywords")}});
    close(iip::ExtensionType::keywords, mark);
  }

  void close(iip::ExtensionType type, std::size_t mark) {
    writer_.closeExtension(static_cast<std::int8_t>(type), mark);
  }

  GrowableMemory memory_;
  iip::ValueWriter writer_{memory_, 0};
};

}  // namespace graftwire::test
