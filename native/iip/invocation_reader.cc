#include "iip/invocation_reader.h"

#include "iip/value_kind.h"

namespace graftwire::iip {

namespace {

using Access = InvocationStep::Access;
using Member = InvocationStep::Member;
using Target = InvocationStep::Target;

/// The id in the payload of a home or step: one integer and nothing behind it.
bool readId(const Value& extension, std::uint64_t& id) {
  constexpr Limits ofOneId{UINT32_MAX, 1, 0, 0};
  ValueReader payload(extension.data, extension.data + extension.length, ofOneId);
  Value value;
  return payload.read(value, 0) == Fault::none && payload.atEnd() && readUnsigned(value, id);
}

}  // namespace

Fault InvocationReader::readTarget(const Value& value, InvocationStep& step) const {
  if (isExtension(value, ExtensionType::home)) {
    step.targetKind = Target::home;
    return readId(value, step.target) ? Fault::none : Fault::malformed;
  }
  step.targetKind = Target::step;
  const bool isEarlier =
      isExtension(value, ExtensionType::step) && readId(value, step.target) && step.target < steps_;
  return isEarlier ? Fault::none : Fault::malformed;
}

Fault InvocationReader::readMember(const Value& value, InvocationStep& step) {
  if (isText(value)) {
    step.memberKind = Member::named;
    step.name = value;
    return Fault::none;
  }
  if (value.token == Token::nil) {
    step.memberKind = Member::target;
    return step.targetKind == Target::none ? Fault::malformed : Fault::none;
  }
  return readUnsigned(value, step.member) ? Fault::none : Fault::malformed;
}

Fault InvocationReader::readAccess(const Value& value, InvocationStep& step) {
  step.access = value.token == Token::nil ? Access::read : Access::assign;
  step.value = value;
  return value.token == Token::nil || isExtension(value, ExtensionType::assign) ? Fault::none
                                                                                : Fault::malformed;
}

}  // namespace graftwire::iip
