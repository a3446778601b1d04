#include "python/value_to_python.h"

#include <string>

#include "iip/extension_type.h"
#include "iip/text.h"
#include "python/crossing.h"
#include "python/key_cache.h"
#include "python/path_step.h"

namespace graftwire::python {

using iip::Fault;
using iip::Token;
using iip::Value;

PyObject* ValueToPython::fail(Fault fault, const char* message) {
  failure_ = Failure::of(fault, message);
  return nullptr;
}

PyObject* ValueToPython::pending() {
  failure_ = Failure::pending();
  return nullptr;
}

PyObject* ValueToPython::next(std::uint32_t depth) {
  Value value;
  const Fault fault = reader_.read(value, depth);
  if (fault != Fault::none) return fail(fault, "cannot be read.");
  return from(value, depth);
}

PyObject* ValueToPython::from(const Value& value, std::uint32_t depth) {
  PyObject* made = nullptr;
  switch (value.token) {
    case Token::unsignedInteger:
      made = value.unsignedInteger <= INT64_MAX
                 ? py.PyLong_FromLongLong(static_cast<long long>(value.unsignedInteger))
                 : py.PyLong_FromUnsignedLongLong(value.unsignedInteger);
      break;
    case Token::negativeInteger:
      made = py.PyLong_FromLongLong(value.negativeInteger);
      break;
    case Token::floating:
      made = py.PyFloat_FromDouble(value.floating);
      break;
    case Token::text:
      made = py.PyUnicode_DecodeUTF8(reinterpret_cast<const char*>(value.data), value.length, "strict");
      break;
    case Token::nil:
      made = py.none;
      py.Py_IncRef(made);
      break;
    case Token::boolean:
      made = value.boolean ? py.trueObject : py.falseObject;
      py.Py_IncRef(made);
      break;
    case Token::bytes:
      made = py.PyBytes_FromStringAndSize(reinterpret_cast<const char*>(value.data), value.length);
      break;
    case Token::array:
      return list(value.length, depth);
    case Token::map:
      return dict(value.length, depth);
    case Token::extension:
      return extension(value, depth);
  }
  return made != nullptr ? made : pending();
}

PyObject* ValueToPython::list(std::uint32_t count, std::uint32_t depth) {
  Owned list(py.PyList_New(count));
  if (!list) return pending();
  for (std::uint32_t i = 0; i < count; ++i) {
    PyObject* item = next(depth + 1);
    if (item == nullptr) {
      failure_.within(i);
      return nullptr;
    }
    py.PyList_SetItem(list.get(), i, item);
  }
  return list.release();
}

PyObject* ValueToPython::key(std::uint32_t depth) {
  Value value;
  const Fault fault = reader_.read(value, depth);
  if (fault != Fault::none) return fail(fault, "has a key that cannot be read.");
  if (value.token == Token::array || value.token == Token::map) {
    return fail(Fault::malformed, "has an array or a map as a key.");
  }
  if (value.token == Token::text && value.length <= KeyCache::longestKey) {
    PyObject* cached = KeyCache::process().find(value.data, value.length);
    return cached != nullptr ? cached : pending();
  }
  return from(value, depth);
}

PyObject* ValueToPython::dict(std::uint32_t count, std::uint32_t depth) {
  Owned dict(py.PyDict_New());
  if (!dict) return pending();
  for (std::uint32_t i = 0; i < count; ++i) {
    const Owned name(key(depth + 1));
    if (!name) return nullptr;
    const Owned item(next(depth + 1));
    if (!item) {
      failure_.within(pathStep(name.get()));
      return nullptr;
    }
    if (py.PyDict_SetItem(dict.get(), name.get(), item.get()) != 0) return pending();
  }
  if (py.PyDict_Size(dict.get()) != static_cast<PySize>(count)) {
    return fail(Fault::duplicateKey,
                "has two keys that are one and the same in Python (as 1, 1.0 and true are).");
  }
  return dict.release();
}

PyObject* ValueToPython::keywords(const Value& map) {
  Owned dict(this->dict(map.length, 0));
  if (!dict) return nullptr;
  PySize at = 0;
  PyObject* name = nullptr;
  PyObject* item = nullptr;
  while (py.PyDict_Next(dict.get(), &at, &name, &item) != 0) {
    if (typeOf(name) != py.unicodeType)
      return fail(Fault::malformed, "The name of a keyword argument is a string.");
  }
  return dict.release();
}

PyObject* ValueToPython::bigInteger(const Value& value) {
  if (value.length == 0) return fail(Fault::malformed, "is an integer without bytes.");
  const Owned bytes(py.PyBytes_FromStringAndSize(reinterpret_cast<const char*>(value.data), value.length));
  if (!bytes) return pending();
  // _PyLong_FromByteArray is not part of the API, and PyLong_FromNativeBytes is of 3.13; the method is in
  // all.
  const Owned fromBytes(py.PyObject_GetAttrString(py.longType, "from_bytes"));
  const Owned order(py.PyUnicode_FromStringAndSize("big", 3));
  const Owned options(py.PyDict_New());
  if (!fromBytes || !order || !options) return pending();
  if (py.PyDict_SetItemString(options.get(), "signed", py.trueObject) != 0) return pending();
  PyObject* arguments[] = {bytes.get(), order.get()};
  PyObject* made = py.PyObject_VectorcallDict(fromBytes.get(), arguments, 2, options.get());
  return made != nullptr ? made : pending();
}

PyObject* ValueToPython::utf16(const Value& value) {
  const std::size_t before = value.length == 0 ? 1 : std::size_t{1} + value.data[0];
  const bool isAligned = reinterpret_cast<std::uintptr_t>(value.data + before) % 2 == 0;
  if (before > value.length || (value.length - before) % 2 != 0 || !isAligned)
    return fail(Fault::malformed, "is a text of half characters.");
  const auto* units = reinterpret_cast<const char16_t*>(value.data + before);
  const std::size_t length = (value.length - before) / 2;
  PyObject* made = nullptr;
  if (!iip::hasSurrogates(units, length)) {
    made = py.PyUnicode_FromKindAndData(2, units, static_cast<PySize>(length));
  } else {
    int littleEndian = -1;
    made = py.PyUnicode_DecodeUTF16(reinterpret_cast<const char*>(units), static_cast<PySize>(length * 2),
                                    "surrogatepass", &littleEndian);
  }
  return made != nullptr ? made : pending();
}

bool readHome(const Value& extension, std::uint64_t& id) {
  iip::ValueReader payload(extension.data, extension.data + extension.length, iip::processLimits);
  Value value;
  if (payload.read(value, 0) != Fault::none || !payload.atEnd() || value.token != Token::unsignedInteger)
    return false;
  id = value.unsignedInteger;
  return true;
}

PyObject* ValueToPython::home(const Value& value) {
  std::uint64_t id = 0;
  if (!readHome(value, id)) return fail(Fault::malformed, "is no id of an object.");
  PyObject* object = session_.references.find(id);
  if (object == nullptr) {
    failure_ = Failure("unknown-reference", "is an object of Python that has been released.");
    return nullptr;
  }
  py.Py_IncRef(object);
  return object;
}

PyObject* ValueToPython::reference(const Value& value) {
  iip::ValueReader payload(value.data, value.data + value.length, iip::processLimits);
  Value id;
  Value callable;
  if (payload.read(id, 0) != Fault::none || payload.read(callable, 0) != Fault::none || !payload.atEnd() ||
      id.token != Token::unsignedInteger || id.unsignedInteger > UINT32_MAX ||
      (callable.token != Token::boolean && callable.token != Token::nil)) {
    return fail(Fault::malformed, "is no reference to an object of JavaScript.");
  }
  using Kind = JavaScript::Kind;
  const Kind kind = callable.token == Token::nil ? Kind::promise
                    : callable.boolean           ? Kind::function
                                                 : Kind::object;
  PyObject* made = session_.javaScript.receive(static_cast<std::uint32_t>(id.unsignedInteger), kind);
  return made != nullptr ? made : pending();
}

/// A tuple, set or frozenset: one array.
PyObject* ValueToPython::collection(const Value& value, std::uint32_t depth) {
  iip::ValueReader payload(value.data, value.data + value.length, iip::processLimits);
  Value array;
  const Fault fault = payload.read(array, depth);
  if (fault != Fault::none) return fail(fault, "cannot be read.");
  if (array.token != Token::array) return fail(Fault::malformed, "is a collection without an array.");
  ValueToPython inner(payload, steps_, failure_, session_);
  const auto type = static_cast<iip::ExtensionType>(value.extension);
  Owned made(type == iip::ExtensionType::tuple ? py.PyTuple_New(array.length)
             : type == iip::ExtensionType::set ? py.PySet_New(nullptr)
                                               : py.PyFrozenSet_New(nullptr));
  if (!made) return pending();
  for (std::uint32_t i = 0; i < array.length; ++i) {
    Owned item(inner.next(depth + 1));
    if (!item) {
      failure_.within(i);
      return nullptr;
    }
    if (type == iip::ExtensionType::tuple) {
      py.PyTuple_SetItem(made.get(), i, item.release());
    } else if (py.PySet_Add(made.get(), item.get()) != 0) {
      return pending();
    }
  }
  if (!payload.atEnd()) return fail(Fault::malformed, "is a collection with more than an array.");
  if (type != iip::ExtensionType::tuple && py.PySet_Size(made.get()) != static_cast<PySize>(array.length))
    return fail(Fault::duplicateKey,
                "has two items that are one and the same in Python (as 1, 1.0 and true are).");
  return made.release();
}

/// A memoryview over memory that JavaScript lends.
PyObject* ValueToPython::memory(const Value& value) {
  iip::ValueReader payload(value.data, value.data + value.length, iip::processLimits);
  ValueToPython inner(payload, steps_, failure_, session_);
  Value number;
  if (payload.read(number, 0) != Fault::none || number.token != Token::unsignedInteger)
    return fail(Fault::malformed, "is no lent memory.");
  const Owned format(inner.next(0));
  const Owned shape(format ? inner.next(0) : nullptr);
  if (!shape) return nullptr;
  const Owned bytes(session_.lent.view(number.unsignedInteger));
  const Owned cast(py.PyUnicode_FromStringAndSize("cast", 4));
  if (!bytes || !cast) return pending();
  // Without a shape, one dimension.
  PyObject* arguments[] = {bytes.get(), format.get(), shape.get()};
  PyObject* made =
      py.PyObject_VectorcallMethod(cast.get(), arguments, shape.get() == py.none ? 2 : 3, nullptr);
  return made != nullptr ? made : pending();
}

/// What the Python side makes of the values in the payload.
PyObject* ValueToPython::decoded(const Value& value, std::uint32_t depth) {
  iip::ValueReader payload(value.data, value.data + value.length, iip::processLimits);
  ValueToPython inner(payload, steps_, failure_, session_);
  const Owned values(py.PyList_New(0));
  if (!values) return pending();
  while (!payload.atEnd()) {
    const Owned item(inner.next(depth + 1));
    if (!item) return nullptr;
    if (py.PyList_Append(values.get(), item.get()) != 0) return pending();
  }
  const Crossing* crossing = Crossing::get();
  const Owned type(py.PyLong_FromLong(value.extension));
  if (crossing == nullptr || !type) return pending();
  PyObject* arguments[] = {type.get(), values.get()};
  PyObject* made = py.PyObject_VectorcallDict(crossing->decode, arguments, 2, nullptr);
  return made != nullptr ? made : pending();
}

PyObject* ValueToPython::extension(const Value& value, std::uint32_t depth) {
  switch (static_cast<iip::ExtensionType>(value.extension)) {
    case iip::ExtensionType::integer:
      return bigInteger(value);
    case iip::ExtensionType::text: {
      PyObject* made =
          py.PyUnicode_DecodeUTF8(reinterpret_cast<const char*>(value.data), value.length, "surrogatepass");
      return made != nullptr ? made : pending();
    }
    case iip::ExtensionType::utf16:
      return utf16(value);
    case iip::ExtensionType::latin1: {
      PyObject* made =
          py.PyUnicode_DecodeLatin1(reinterpret_cast<const char*>(value.data), value.length, nullptr);
      return made != nullptr ? made : pending();
    }
    case iip::ExtensionType::step: {
      iip::ValueReader payload(value.data, value.data + value.length, iip::processLimits);
      Value index;
      if (payload.read(index, 0) != Fault::none || !payload.atEnd() ||
          index.token != Token::unsignedInteger || index.unsignedInteger >= steps_.size()) {
        return fail(Fault::malformed, "refers to a step that has not been run.");
      }
      PyObject* result = steps_[index.unsignedInteger].get();
      py.Py_IncRef(result);
      return result;
    }
    case iip::ExtensionType::home:
      return home(value);
    case iip::ExtensionType::reference:
      return reference(value);
    case iip::ExtensionType::buffer:
      return memory(value);
    case iip::ExtensionType::tuple:
    case iip::ExtensionType::set:
    case iip::ExtensionType::frozenSet:
      return collection(value, depth);
    default:
      return decoded(value, depth);
  }
}

}  // namespace graftwire::python
