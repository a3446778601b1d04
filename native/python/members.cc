#include "python/members.h"

#include "python/exception_frame.h"
#include "python/interpreter.h"

namespace graftwire::python {

bool Members::resolve(const std::string& name, Member& member, Failure& failure) {
  member.name = name;
  const Owned text(py.PyUnicode_DecodeUTF8(name.data(), static_cast<PySize>(name.size()), "strict"));
  PyObject* arguments[] = {text.get()};
  const Owned found(text ? py.PyObject_VectorcallDict(Interpreter::host().resolve, arguments, 1, nullptr)
                         : nullptr);
  if (!found) {
    failure = Failure::pending();
    return false;
  }
  PySize length = 0;
  const char* kind = py.PyUnicode_AsUTF8AndSize(py.PyTuple_GetItem(found.get(), 0), &length);
  member.kind = kind == nullptr || kind[0] == 'a' ? Member::Kind::attribute
                : kind[0] == 'f'                  ? Member::Kind::function
                                                  : Member::Kind::member;
  member.object = Owned::borrowed(py.PyTuple_GetItem(found.get(), 1));
  member.attribute = Owned::borrowed(py.PyTuple_GetItem(found.get(), 2));
  return true;
}

bool Members::bind(std::uint64_t id, std::string name, Failure& failure) {
  if (id == 0 || id >= most) {
    failure = Failure("malformed", "A member is bound to an id from 1 to " + std::to_string(most - 1) + ".");
    return false;
  }
  if (id >= members_.size()) members_.resize(id + 1);
  if (members_[id].kind != Member::Kind::missing) {
    failure = Failure("malformed", "Id " + std::to_string(id) + " is bound already.");
    return false;
  }
  // Not in place: to resolve a name may run code of the module's, which may bind others and so move the
  // table.
  Member member;
  const bool found = resolve(name, member, failure);
  if (!found) member.kind = Member::Kind::missing;
  members_[id] = std::move(member);
  return found;
}

const Member* Members::unknown(std::uint64_t id, Failure& failure) const {
  const bool missing = id < members_.size() && !members_[id].name.empty();
  failure = Failure("unknown-member", missing ? "There is no member " + members_[id].name + "."
                                              : "No member is bound to id " + std::to_string(id) + ".");
  return nullptr;
}

}  // namespace graftwire::python
