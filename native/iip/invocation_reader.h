#pragma once

#include <cstddef>
#include <cstdint>

#include "iip/fault.h"
#include "iip/limits.h"
#include "iip/value_reader.h"

namespace graftwire::iip {

/// One step of an invocation, up to where its arguments begin. Pointers lead into the frame.
struct InvocationStep {
  enum class Target : std::uint8_t {
    /// The member belongs to a module.
    none,
    /// An object of the receiver; its id is `target`.
    home,
    /// The result of the earlier step of this number.
    step,
  };
  enum class Member : std::uint8_t {
    /// The id that bind gave it.
    bound,
    /// By name: `name`, UTF-8 or WTF-8 that has not been checked.
    named,
    /// The target itself.
    target,
  };
  enum class Access : std::uint8_t {
    /// `arguments` values follow, each at depth 0, which the caller reads from values().
    call,
    read,
    /// The payload, `value`, is one value at depth 0, of which nothing has been checked.
    assign,
  };

  Target targetKind = Target::none;
  Member memberKind = Member::target;
  Access access = Access::read;
  std::uint64_t target = 0;
  std::uint64_t member = 0;
  /// Of `named`: a text, or extension 2.
  Value name;
  std::uint32_t arguments = 0;
  /// Of `assign`: extension 23.
  Value value;
};

/// Reads an invocation's body step by step, in place and without allocating.
class InvocationReader {
 public:
  InvocationReader(const std::uint8_t* begin, const std::uint8_t* end, const Limits& limits)
      : values_(begin, end, limits), maxSteps_(limits.maxSteps) {}

  /// Whether the invocation is complete. One without a step is malformed, so ask only behind the first.
  bool atEnd() const { return values_.atEnd(); }

  /// How many steps next() has read.
  std::uint32_t steps() const { return steps_; }

  /// Reads the next step. The arguments of the one before must have been read from values().
  Fault next(InvocationStep& step) {
    if (steps_ == maxSteps_) return Fault::malformed;
    Value value;
    Fault fault = values_.read(value, 0);
    if (fault != Fault::none) return fault;
    step.targetKind = InvocationStep::Target::none;
    if (value.token != Token::nil && (fault = readTarget(value, step)) != Fault::none) return fault;

    fault = values_.read(value, 0);
    if (fault != Fault::none) return fault;
    step.memberKind = InvocationStep::Member::bound;
    if (value.token == Token::unsignedInteger) {
      step.member = value.unsignedInteger;
    } else if ((fault = readMember(value, step)) != Fault::none) {
      return fault;
    }

    // The array of arguments is no level: it stands at depth 0, and so do its items.
    fault = values_.read(value, 0);
    if (fault != Fault::none) return fault;
    step.access = InvocationStep::Access::call;
    if (value.token == Token::array) {
      step.arguments = value.length;
    } else if ((fault = readAccess(value, step)) != Fault::none) {
      return fault;
    }
    ++steps_;
    return Fault::none;
  }

  /// Where the arguments are read from.
  ValueReader& values() { return values_; }

 private:
  // What is rarer than a call of a module's bound function.
  Fault readTarget(const Value& value, InvocationStep& step) const;
  static Fault readMember(const Value& value, InvocationStep& step);
  static Fault readAccess(const Value& value, InvocationStep& step);

  ValueReader values_;
  std::uint32_t maxSteps_;
  std::uint32_t steps_ = 0;
};

}  // namespace graftwire::iip
