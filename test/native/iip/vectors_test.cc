#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "growable_memory.h"
#include "hex.h"
#include "iip/canonicalise.h"
#include "iip/frame.h"
#include "iip/preamble.h"
#include "tagged.h"
#include "tagged_frame.h"

// The bytes of test/vectors, which the TypeScript and the Python implementation read and write too.

namespace graftwire::iip {
namespace {

using test::Bytes;
using test::bytesOf;
using test::GrowableMemory;
using test::Json;

/// The rows of one file; a file without rows fails.
Json rowsOf(const std::string& name) {
  std::ifstream file(GRAFTWIRE_SOURCE_DIR "/test/vectors/" + name);
  const Json rows = Json::parse(file).at("rows");
  EXPECT_FALSE(rows.empty()) << name;
  return rows;
}

std::string nameOf(const Json& row) {
  return row.value("name", "");
}

template <class Rewrite>
std::string verdict(Rewrite rewrite, const Bytes& bytes, const Limits& limits) {
  GrowableMemory out;
  out.grow(bytes.size() * 2);
  std::size_t written = 0;
  const Fault fault = rewrite(bytes.data(), bytes.size(), limits, out, written);
  return fault == Fault::none ? test::formatHex(out.begin(), written) : faultName(fault);
}

std::string valueVerdict(const Bytes& bytes, const Limits& limits = networkLimits) {
  return verdict(canonicalise, bytes, limits);
}

std::string frameVerdict(const Bytes& bytes) {
  return verdict(rewriteFrame, bytes, networkLimits);
}

std::string written(const Json& value) {
  GrowableMemory memory;
  ValueWriter writer(memory, 0);
  test::writeTagged(writer, value);
  return test::formatHex(memory.begin(), writer.position());
}

bool reads(const Json& value, const Bytes& bytes) {
  ValueReader reader(bytes.data(), bytes.data() + bytes.size(), networkLimits);
  return test::readsTagged(reader, value) && reader.atEnd();
}

TEST(Vectors, OfValuesAreReadAndWritten) {
  for (const Json& row : rowsOf("values.json")) {
    EXPECT_EQ(written(row.at("value")), row.at("hex")) << nameOf(row);
    EXPECT_TRUE(reads(row.at("value"), bytesOf(row.at("hex")))) << nameOf(row);
    EXPECT_EQ(valueVerdict(bytesOf(row.at("hex"))), row.at("hex")) << nameOf(row);
  }
}

TEST(Vectors, OfLenientFormsAreReadAndWrittenCanonically) {
  for (const Json& row : rowsOf("lenient.json")) {
    EXPECT_TRUE(reads(row.at("value"), bytesOf(row.at("hex")))) << nameOf(row);
    EXPECT_EQ(written(row.at("value")), row.at("canonical")) << nameOf(row);
    EXPECT_EQ(valueVerdict(bytesOf(row.at("hex"))), row.at("canonical")) << nameOf(row);
  }
}

TEST(Vectors, OfKeysThatOnlyLookTheSameAreAccepted) {
  for (const Json& row : rowsOf("distinct-keys.json")) {
    EXPECT_EQ(valueVerdict(bytesOf(row.at("hex"))), row.at("canonical")) << nameOf(row);
  }
}

TEST(Vectors, OfInvalidBytesAreRefusedWithTheirCode) {
  for (const Json& row : rowsOf("invalid.json")) {
    EXPECT_EQ(valueVerdict(bytesOf(row.at("hex"))), row.at("code")) << nameOf(row);
  }
}

TEST(Vectors, OfLimitsAreAnsweredAsTheySay) {
  for (const Json& row : rowsOf("limits.json")) {
    Limits limits = networkLimits;
    limits.maxValues = row.at("values");
    limits.maxDepth = row.at("depth");
    const std::string answer = row.at("answer");
    EXPECT_EQ(valueVerdict(bytesOf(row.at("hex")), limits),
              answer == "ok" ? row.at("hex").get<std::string>() : answer)
        << nameOf(row);
  }
}

TEST(Vectors, OfLongValuesAreReadAndWritten) {
  for (const Json& row : rowsOf("long.json")) {
    const auto count = row.at("count").get<std::size_t>();
    const Bytes item = bytesOf(row.at("item"));
    Bytes content;
    for (std::size_t i = 0; i < count; ++i) content.insert(content.end(), item.begin(), item.end());
    Bytes whole = bytesOf(row.at("header"));
    whole.insert(whole.end(), content.begin(), content.end());
    EXPECT_EQ(valueVerdict(whole), test::formatHex(whole)) << nameOf(row);

    GrowableMemory memory;
    memory.grow(whole.size());
    ValueWriter writer(memory, 0);
    const std::string of = row.at("of");
    if (of == "str") writer.text(content.data(), content.size());
    if (of == "bin") writer.bytes(content.data(), content.size());
    if (of == "ext") writer.extension(100, content.data(), content.size());
    if (of == "array") {
      writer.arrayHead(count);
      for (std::size_t i = 0; i < count; ++i) writer.nil();
    }
    EXPECT_EQ(memory.first(writer.position()), whole) << nameOf(row);
  }
}

TEST(Vectors, OfFramesAreReadAndWritten) {
  for (const Json& row : rowsOf("frames.json")) {
    EXPECT_EQ(test::formatHex(test::TaggedFrameWriter().write(row.at("frame"))), row.at("hex"))
        << nameOf(row);
    EXPECT_EQ(frameVerdict(bytesOf(row.at("hex"))), row.at("hex")) << nameOf(row);
  }
}

TEST(Vectors, OfLenientFramesAreWrittenCanonically) {
  for (const Json& row : rowsOf("frames-lenient.json")) {
    EXPECT_EQ(frameVerdict(bytesOf(row.at("hex"))), row.at("canonical")) << nameOf(row);
  }
}

TEST(Vectors, OfInvalidFramesAreRefusedWithTheirCode) {
  for (const Json& row : rowsOf("frames-invalid.json")) {
    EXPECT_EQ(frameVerdict(bytesOf(row.at("hex"))), row.at("code")) << nameOf(row);
  }
}

Preamble versions(const Json& range) {
  return {range.at(0), range.at(1), 0};
}

TEST(Vectors, OfPreamblesAreReadWrittenAndNegotiated) {
  for (const Json& row : rowsOf("preamble.json")) {
    const std::string type = row.at("type");
    if (type == "preamble" || type == "read") {
      Preamble preamble;
      ASSERT_EQ(Preamble::read(bytesOf(row.at("hex")).data(), preamble), Fault::none) << nameOf(row);
      EXPECT_EQ(preamble.lowestVersion, row.at("lowest")) << nameOf(row);
      EXPECT_EQ(preamble.highestVersion, row.at("highest")) << nameOf(row);
      EXPECT_EQ(preamble.maxFrameBytes, row.at("maxFrameBytes")) << nameOf(row);
      Bytes bytes(Preamble::bytes);
      preamble.write(bytes.data());
      EXPECT_EQ(bytes == bytesOf(row.at("hex")), type == "preamble") << nameOf(row);
    } else if (type == "invalid") {
      const Bytes bytes = bytesOf(row.at("hex"));
      Preamble preamble;
      // The caller gathers 16 bytes before it asks.
      EXPECT_TRUE(bytes.size() < Preamble::bytes ||
                  Preamble::read(bytes.data(), preamble) == Fault::malformed)
          << nameOf(row);
    } else if (type == "prefix") {
      const Bytes bytes = bytesOf(row.at("hex"));
      EXPECT_EQ(Preamble::isPrefix(bytes.data(), bytes.size()), row.at("isPrefix")) << row;
    } else {
      ASSERT_EQ(type, "negotiation");
      std::uint8_t version = 0;
      const Fault fault = Preamble::negotiate(versions(row.at("one")), versions(row.at("other")), version);
      EXPECT_EQ(fault, row.at("version").is_null() ? Fault::versionMismatch : Fault::none) << row;
      if (fault == Fault::none) {
        EXPECT_EQ(version, row.at("version")) << row;
      }
    }
  }
}

}  // namespace
}  // namespace graftwire::iip
