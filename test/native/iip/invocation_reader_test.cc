#include "iip/invocation_reader.h"

#include <gtest/gtest.h>

#include <string>

#include "hex.h"

namespace graftwire::iip {
namespace {

using test::Bytes;
using test::operator""_hex;
using Access = InvocationStep::Access;
using Member = InvocationStep::Member;
using Target = InvocationStep::Target;

class Reading {
 public:
  explicit Reading(Bytes bytes, const Limits& limits = networkLimits)
      : bytes_(std::move(bytes)), reader_(bytes_.data(), bytes_.data() + bytes_.size(), limits) {}

  Fault next() { return reader_.next(step); }
  Fault skipArguments() {
    for (std::uint32_t i = 0; i < step.arguments; ++i) {
      const Fault fault = reader_.values().skip(0);
      if (fault != Fault::none) return fault;
    }
    return Fault::none;
  }
  bool atEnd() const { return reader_.atEnd(); }
  std::string name() const { return {reinterpret_cast<const char*>(step.name.data), step.name.length}; }

  InvocationStep step;

 private:
  Bytes bytes_;
  InvocationReader reader_;
};

Fault firstFault(const Bytes& bytes) {
  return Reading(bytes).next();
}

TEST(InvocationReader, ReadsTheCallOfABoundFunction) {
  Reading reading("c0 07 92 02 03"_hex);
  ASSERT_EQ(reading.next(), Fault::none);
  EXPECT_EQ(reading.step.targetKind, Target::none);
  EXPECT_EQ(reading.step.memberKind, Member::bound);
  EXPECT_EQ(reading.step.member, 7u);
  EXPECT_EQ(reading.step.access, Access::call);
  EXPECT_EQ(reading.step.arguments, 2u);
  EXPECT_FALSE(reading.atEnd());
  EXPECT_EQ(reading.skipArguments(), Fault::none);
  EXPECT_TRUE(reading.atEnd());
}

TEST(InvocationReader, ReadsAGraphOfSteps) {
  // shop.customer(7).orders; then its total is set to 9; then the result of the first step is read itself.
  Reading reading(
      "d414 05 a8 637573746f6d6572 91 07  d415 00 a6 6f7264657273 c0  d415 01 cc09 d417 09  d415 00 c0 c0"_hex);
  ASSERT_EQ(reading.next(), Fault::none);
  EXPECT_EQ(reading.step.targetKind, Target::home);
  EXPECT_EQ(reading.step.target, 5u);
  EXPECT_EQ(reading.step.memberKind, Member::named);
  EXPECT_EQ(reading.name(), "customer");
  EXPECT_EQ(reading.step.arguments, 1u);
  ASSERT_EQ(reading.skipArguments(), Fault::none);
  ASSERT_EQ(reading.next(), Fault::none);
  EXPECT_EQ(reading.step.targetKind, Target::step);
  EXPECT_EQ(reading.step.target, 0u);
  EXPECT_EQ(reading.name(), "orders");
  EXPECT_EQ(reading.step.access, Access::read);
  ASSERT_EQ(reading.next(), Fault::none);
  EXPECT_EQ(reading.step.target, 1u);
  EXPECT_EQ(reading.step.memberKind, Member::bound);
  EXPECT_EQ(reading.step.member, 9u);
  EXPECT_EQ(reading.step.access, Access::assign);
  EXPECT_EQ(test::formatHex(reading.step.value.data, reading.step.value.length), "09");
  ASSERT_EQ(reading.next(), Fault::none);
  EXPECT_EQ(reading.step.memberKind, Member::target);
  EXPECT_EQ(reading.step.access, Access::read);
  EXPECT_TRUE(reading.atEnd());
}

TEST(InvocationReader, ReadsIdsInEveryFormOfAnInteger) {
  for (const char* id : {"07", "cc07", "d10007", "cf0000000000000007", "d40107", "c7020100 07"}) {
    const std::string payload = *id == 'd' && id[1] == '4' ? id : id;
    const Bytes ofId = *test::parseHex(id);
    const std::string length = test::formatHex({static_cast<std::uint8_t>(ofId.size())});
    Reading reading(*test::parseHex("c7" + length + "14" + id + id + "c0"));
    ASSERT_EQ(reading.next(), Fault::none) << id;
    EXPECT_EQ(reading.step.target, 7u) << id;
    EXPECT_EQ(reading.step.memberKind, Member::bound) << id;
    EXPECT_EQ(reading.step.member, 7u) << id;
  }
}

TEST(InvocationReader, RefusesWhatIsNoStep) {
  for (const char* hex : {
           "",                   // no step at all
           "c0",                 // cut off
           "c0 07",              //
           "c0 07 92 02",        //
           "07 07 c0",           // targets that are none
           "a161 07 c0",         //
           "90 07 c0",           //
           "d413 05 07 c0",      // a reference is the sender's object
           "c70014 07 c0",       // a home without an id
           "d514 0101 07 c0",    // with two
           "d414 ff 07 c0",      // with a negative one
           "d414 c0 07 c0",      // with nil
           "d514 a161 07 c0",    // with a name
           "c7021490 90 07 c0",  // with an array
           "d415 00 07 c0",      // the result of a step that does not exist yet
           "c0 c0 c0",           // neither target nor member
           "c0 ff c0",           // members that are none
           "c0 c2 c0",           //
           "c0 90 c0",           //
           "c0 cb4000000000000000 c0",
           "c0 c70901010000000000000000 c0",
           "c0 d41307 c0",
           "c0 07 c3",      // arguments that are none
           "c0 07 07",      //
           "c0 07 80",      //
           "c0 07 a0",      //
           "c0 07 d41680",  // keywords outside of an array
       }) {
    EXPECT_EQ(firstFault(*test::parseHex(hex)), Fault::malformed) << hex;
  }
}

TEST(InvocationReader, TakesOnlyResultsOfEarlierSteps) {
  Reading own("c0 07 c0  d415 01 07 c0"_hex);
  ASSERT_EQ(own.next(), Fault::none);
  EXPECT_EQ(own.next(), Fault::malformed);
  Reading earlier("c0 07 c0  d415 00 07 c0"_hex);
  ASSERT_EQ(earlier.next(), Fault::none);
  EXPECT_EQ(earlier.next(), Fault::none);
}

TEST(InvocationReader, ReadsAsManyStepsAsTheLimitSays) {
  Bytes bytes;
  for (int i = 0; i < 4; ++i) bytes.insert(bytes.end(), {0xC0, 0x07, 0xC0});
  Limits limits = networkLimits;
  limits.maxSteps = 3;
  Reading reading(bytes, limits);
  for (int i = 0; i < 3; ++i) ASSERT_EQ(reading.next(), Fault::none);
  EXPECT_EQ(reading.next(), Fault::malformed);
}

TEST(InvocationReader, CountsTheValuesOfAllSteps) {
  Limits limits = networkLimits;
  limits.maxValues = 7;
  Reading reading("c0 07 91 01  c0 07 c0"_hex, limits);
  ASSERT_EQ(reading.next(), Fault::none);
  ASSERT_EQ(reading.skipArguments(), Fault::none);
  EXPECT_EQ(reading.next(), Fault::none);
  limits.maxValues = 6;
  Reading tooMany("c0 07 91 01  c0 07 c0"_hex, limits);
  ASSERT_EQ(tooMany.next(), Fault::none);
  ASSERT_EQ(tooMany.skipArguments(), Fault::none);
  EXPECT_EQ(tooMany.next(), Fault::tooManyValues);
}

}  // namespace
}  // namespace graftwire::iip
