#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "python/api.h"
#include "python/failure.h"
#include "python/owned.h"

namespace graftwire::python {

/// What a bound id stands for.
struct Member {
  enum class Kind : std::uint8_t {
    missing,
    function,
    /// Of a module: read and set on it each time.
    attribute,
    /// Of the objects of a class: called, read or set on the target of the step.
    member,
  };
  Kind kind = Kind::missing;
  /// The function, or the object that has the attribute.
  Owned object;
  /// The attribute's name.
  Owned attribute;
  /// Full name, for messages.
  std::string name;
};

/// A session's table of bound members. A name is looked up once, in the table that the Python side made from
/// its models, as a whole string; an invocation then is an index into a vector.
class Members {
 public:
  static constexpr std::uint32_t most = 65'536;

  /// Binds `name`. One that does not exist is kept as missing: its invocations are answered with
  /// unknown-member. False where the id cannot be used or Python failed.
  bool bind(std::uint64_t id, std::string name, Failure& failure);

  /// nullptr with the failure filled in where the id is not bound or its member missing.
  const Member* find(std::uint64_t id, Failure& failure) const {
    if (id < members_.size() && members_[id].kind != Member::Kind::missing) return &members_[id];
    return unknown(id, failure);
  }

  /// Looks a full name up without binding it.
  static bool resolve(const std::string& name, Member& member, Failure& failure);

  void clear() { members_.clear(); }

 private:
  const Member* unknown(std::uint64_t id, Failure& failure) const;

  std::vector<Member> members_;
};

}  // namespace graftwire::python
