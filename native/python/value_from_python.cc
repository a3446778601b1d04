#include "python/value_from_python.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

#include "iip/extension_type.h"
#include "iip/text.h"
#include "python/exception_frame.h"
#include "python/js_reference.h"
#include "python/owned.h"
#include "python/path_step.h"

namespace graftwire::python {

namespace {

/// Up to here JavaScript makes a string from UTF-8 faster than it calls the addon.
constexpr std::size_t shortText = 8;

/// False where the form is not known, too.
bool hasSurrogates(const TextView& view) {
  if (view.width == 2) return iip::hasSurrogates(static_cast<const char16_t*>(view.data), view.length);
  if (view.width != 4) return false;
  const auto* points = static_cast<const char32_t*>(view.data);
  return std::any_of(points, points + view.length,
                     [](char32_t point) { return (point & 0xFFFFF800u) == 0xD800; });
}

}  // namespace

bool ValueFromPython::pending() {
  failure_ = Failure::pending();
  return false;
}

bool ValueFromPython::value(PyObject* object, const Level* inside) {
  const PyObject* type = typeOf(object);
  if (type == py.longType) return integer(object);
  if (type == py.unicodeType) return text(object);
  if (type == py.floatType) {
    writer_.floating(py.PyFloat_AsDouble(object));
    return true;
  }
  if (object == py.none) {
    writer_.nil();
    return true;
  }
  if (type == py.boolType) {
    writer_.boolean(object == py.trueObject);
    return true;
  }
  if (type == py.dictType) return dict(object, inside);
  if (type == py.listType) return list(object, inside);
  if (type == py.bytesType) {
    char* data = nullptr;
    PySize length = 0;
    if (py.PyBytes_AsStringAndSize(object, &data, &length) != 0) return pending();
    writer_.bytes(data, static_cast<std::size_t>(length));
    return true;
  }
  return other(object, inside);
}

bool ValueFromPython::integer(PyObject* object) {
  int overflow = 0;
  const long long number = py.PyLong_AsLongLongAndOverflow(object, &overflow);
  if (overflow != 0) return bigInteger(object);
  writer_.integer(number);
  return true;
}

/// By its hexadecimal digits: int.to_bytes needs a dict for its keyword, and making a dict may run the
/// garbage collector.
bool ValueFromPython::bigInteger(PyObject* object) {
  const Owned text(py.PyNumber_ToBase(object, 16));
  PySize length = 0;
  const char* digits = text ? py.PyUnicode_AsUTF8AndSize(text.get(), &length) : nullptr;
  if (digits == nullptr) return pending();
  const bool isNegative = digits[0] == '-';
  const char* const first = digits + (isNegative ? 3 : 2);
  const char* digit = digits + length;
  // One byte more than the digits need, for the sign.
  std::vector<std::uint8_t> bytes(static_cast<std::size_t>(digit - first) / 2 + 2, 0);
  const auto next = [&] {
    if (digit == first) return 0u;
    const auto character = static_cast<unsigned char>(*--digit);
    return character <= '9' ? character - unsigned{'0'} : character - unsigned{'a'} + 10u;
  };
  unsigned carry = 1;
  for (auto byte = bytes.rbegin(); byte != bytes.rend(); ++byte) {
    const unsigned low = next();
    unsigned value = low | next() << 4;
    if (isNegative) {
      value = (value ^ 0xFFu) + carry;
      carry = value >> 8;
    }
    *byte = static_cast<std::uint8_t>(value);
  }
  writer_.bigInteger(bytes.data(), bytes.size());
  return true;
}

bool ValueFromPython::text(PyObject* object) {
  const TextView view = TextLayout::process().view(object);
  if (view.isAscii) {
    writer_.text(view.data, view.length);
    return true;
  }
  if (view.length > shortText && wideText(view)) return true;
  // Here and not by a failing encoder, which would make an exception.
  if (hasSurrogates(view)) return surrogates(object);
  PySize length = 0;
  const char* utf8 = py.PyUnicode_AsUTF8AndSize(object, &length);
  if (utf8 == nullptr) return surrogates(object);
  writer_.text(utf8, static_cast<std::size_t>(length));
  return true;
}

/// Writes the characters as they are, or as UTF-16; false where there are surrogates to be looked at, or the
/// form is not known.
bool ValueFromPython::wideText(const TextView& view) {
  if (view.width == 1) {
    std::uint8_t* to =
        writer_.claimWideExtension(static_cast<std::int8_t>(iip::ExtensionType::latin1), view.length);
    if (to != nullptr) std::memcpy(to, view.data, view.length);
    return true;
  }
  std::size_t units = view.length;
  const auto* points = static_cast<const char32_t*>(view.data);
  if (view.width == 4) {
    unsigned surrogates = 0;
    for (std::size_t i = 0; i < view.length; ++i) {
      units += points[i] > 0xFFFF ? 1 : 0;
      surrogates |= static_cast<unsigned>((points[i] & 0xFFFFF800u) == 0xD800);
    }
    if (surrogates != 0) return false;
  } else if (view.width != 2 || iip::hasSurrogates(static_cast<const char16_t*>(view.data), view.length)) {
    return false;
  }
  // Behind the head of 6 bytes and the byte that says so, the units begin at an even address.
  const std::size_t padding = (writer_.position() + 7) % 2;
  std::uint8_t* to = writer_.claimWideExtension(static_cast<std::int8_t>(iip::ExtensionType::utf16),
                                                1 + padding + 2 * units);
  if (to == nullptr) return true;
  to[0] = static_cast<std::uint8_t>(padding);
  to += 1 + padding;
  if (view.width == 2) {
    std::memcpy(to, view.data, 2 * units);
    return true;
  }
  auto* out = reinterpret_cast<char16_t*>(to);
  for (std::size_t i = 0; i < view.length; ++i) {
    const char32_t point = points[i];
    if (point > 0xFFFF) {
      *out++ = static_cast<char16_t>(0xD7C0 + (point >> 10));
      *out++ = static_cast<char16_t>(0xDC00 + (point & 0x3FF));
    } else {
      *out++ = static_cast<char16_t>(point);
    }
  }
  return true;
}

bool ValueFromPython::surrogates(PyObject* object) {
  py.PyErr_Clear();
  const Owned bytes(py.PyUnicode_AsEncodedString(object, "utf-8", "surrogatepass"));
  char* data = nullptr;
  PySize length = 0;
  if (!bytes || py.PyBytes_AsStringAndSize(bytes.get(), &data, &length) != 0) return pending();
  const auto* wtf8 = reinterpret_cast<const std::uint8_t*>(data);
  if (iip::classifyText(wtf8, static_cast<std::size_t>(length)) != iip::TextForm::wtf8) {
    failure_ = Failure("unsupported-value",
                       "is a str with a high and a low surrogate side by side as two code points, which "
                       "JavaScript would take for one "
                       "character.",
                       "Decode it first: s.encode('utf-16', 'surrogatepass').decode('utf-16').");
    return false;
  }
  writer_.extension(static_cast<std::int8_t>(iip::ExtensionType::text), wtf8,
                    static_cast<std::size_t>(length));
  return true;
}

bool ValueFromPython::enter(const Level& level) {
  if (level.depth < maxDepth_) return true;
  // Rare, so the chain of containers is only searched here: in a cycle one of them stands in it twice.
  for (const Level* inner = level.outer; inner != nullptr; inner = inner->outer) {
    if (inner->container != level.container) continue;
    // The path ends where the cycle closes for the first time: outwards from here each container stands one
    // turn before.
    const Level* one = &level;
    for (const Level* other = inner; other != nullptr && other->container == one->container;
         other = other->outer)
      one = one->outer;
    keptDepth_ = one->depth + 1;
    failure_ =
        Failure("cyclic-value", "contains itself.", "Break the cycle, or pass the parts by themselves.");
    return false;
  }
  failure_ = Failure("too-deep", "is inside more than " + std::to_string(maxDepth_) + " containers.");
  return false;
}

bool ValueFromPython::changed() {
  failure_ = Failure("unsupported-value", "changed while it was sent.");
  return false;
}

bool ValueFromPython::list(PyObject* object, const Level* inside) {
  const Level level{inside, object, inside == nullptr ? 0 : inside->depth + 1};
  if (!enter(level)) return false;
  const Owned held = Owned::borrowed(object);
  const PySize size = py.PyList_Size(object);
  writer_.arrayHead(static_cast<std::size_t>(size));
  for (PySize i = 0; i < size; ++i) {
    if (!value(py.PyList_GetItem(object, i), &level)) {
      within(level, static_cast<std::uint64_t>(i));
      return false;
    }
    if (py.PyList_Size(object) != size) return changed();
  }
  return true;
}

bool ValueFromPython::dict(PyObject* object, const Level* inside) {
  const Level level{inside, object, inside == nullptr ? 0 : inside->depth + 1};
  if (!enter(level)) return false;
  const Owned held = Owned::borrowed(object);
  const PySize size = py.PyDict_Size(object);
  writer_.mapHead(static_cast<std::size_t>(size));
  PySize at = 0;
  PySize written = 0;
  PyObject* key = nullptr;
  PyObject* item = nullptr;
  while (py.PyDict_Next(object, &at, &key, &item) != 0) {
    const Owned heldKey = Owned::borrowed(key);
    const Owned heldItem = Owned::borrowed(item);
    if (!value(key, &level) || !value(item, &level)) {
      within(level, pathStep(key));
      return false;
    }
    if (++written > size || py.PyDict_Size(object) != size) return changed();
  }
  return written == size || changed();
}

bool ValueFromPython::other(PyObject* object, const Level* inside) {
  const Owned held = Owned::borrowed(object);
  const CrossingType* type = session_.types.of(typeOf(object), session_.references, failure_);
  if (type == nullptr) return false;
  switch (type->form) {
    case CrossingType::Form::javaScript:
      // Of another thread of JavaScript's it is an object of Python like any other.
      if (JsReference::of(object)->javaScript != &session_.javaScript) return reference(object, *type);
      writeHome(writer_, JsReference::of(object)->id);
      return true;
    case CrossingType::Form::tuple:
      return collection(object, iip::ExtensionType::tuple, inside);
    case CrossingType::Form::set:
      return collection(object, iip::ExtensionType::set, inside);
    case CrossingType::Form::frozenSet:
      return collection(object, iip::ExtensionType::frozenSet, inside);
    case CrossingType::Form::value:
      return encoded(object, *type, inside);
    case CrossingType::Form::memory:
      return memory(object, *type);
    case CrossingType::Form::exception:
      return exception(object, inside);
    case CrossingType::Form::reference:
    case CrossingType::Form::classObject:
      break;
  }
  return reference(object, *type);
}

bool ValueFromPython::reference(PyObject* object, const CrossingType& type) {
  const References::Answer given = session_.references.give(object, session_.given);
  const std::size_t mark = writer_.openExtension();
  writer_.integer(static_cast<std::int64_t>(given.id));
  // Of a class its own class is not told.
  writer_.integer(type.form == CrossingType::Form::classObject ? 0 : static_cast<std::int64_t>(type.id));
  if (given.known) writer_.boolean(true);
  writer_.closeWideExtension(static_cast<std::int8_t>(iip::ExtensionType::reference), mark);
  return true;
}

bool ValueFromPython::collection(PyObject* object, iip::ExtensionType type, const Level* inside) {
  const Level level{inside, object, inside == nullptr ? 0 : inside->depth + 1};
  if (!enter(level)) return false;
  const std::size_t mark = writer_.openExtension();
  if (type == iip::ExtensionType::tuple) {
    const PySize size = py.PyTuple_Size(object);
    writer_.arrayHead(static_cast<std::size_t>(size));
    for (PySize i = 0; i < size; ++i) {
      if (value(py.PyTuple_GetItem(object, i), &level)) continue;
      within(level, static_cast<std::uint64_t>(i));
      return false;
    }
  } else {
    const PySize size = py.PySet_Size(object);
    writer_.arrayHead(static_cast<std::size_t>(size));
    const Owned items(py.PyObject_GetIter(object));
    PySize written = 0;
    while (items) {
      const Owned item(py.PyIter_Next(items.get()));
      if (!item) break;
      if (++written > size) return changed();
      if (value(item.get(), &level)) continue;
      within(level, static_cast<std::uint64_t>(written - 1));
      return false;
    }
    if (py.PyErr_Occurred() != nullptr) return pending();
    if (written != size) return changed();
  }
  writer_.closeWideExtension(static_cast<std::int8_t>(type), mark);
  return true;
}

bool ValueFromPython::encoded(PyObject* object, const CrossingType& type, const Level* inside) {
  const Level level{inside, object, inside == nullptr ? 0 : inside->depth + 1};
  if (!enter(level)) return false;
  PyObject* arguments[] = {object};
  const Owned values(py.PyObject_VectorcallDict(type.encode.get(), arguments, 1, nullptr));
  if (!values) return pending();
  // This one has no value that would say all of it.
  if (values.get() == py.none) return reference(object, type);
  const PySize size = py.PyTuple_Size(values.get());
  if (size < 0) return pending();
  const std::size_t mark = type.extension == 0 ? 0 : writer_.openExtension();
  for (PySize i = 0; i < size; ++i) {
    if (!value(py.PyTuple_GetItem(values.get(), i), &level)) return false;
  }
  if (type.extension != 0) writer_.closeWideExtension(type.extension, mark);
  return true;
}

bool ValueFromPython::memory(PyObject* object, const CrossingType& type) {
  ShownBuffers::View view = ShownBuffers::of(object);
  if (!view) return reference(object, type);
  const Buffer& buffer = *view;
  const References::Answer given = session_.references.give(object, session_.given);
  const std::size_t mark = writer_.openExtension();
  writer_.text(buffer.format, std::strlen(buffer.format));
  writer_.integer(buffer.itemBytes);
  const auto numbers = [&](const PySize* values) {
    writer_.arrayHead(static_cast<std::size_t>(buffer.dimensions));
    for (int i = 0; i < buffer.dimensions; ++i) writer_.integer(values[i]);
  };
  numbers(buffer.shape);
  numbers(buffer.strides);
  writer_.integer(static_cast<std::uint8_t*>(buffer.data) - Extent::of(buffer).begin);
  writer_.integer(static_cast<std::int64_t>(given.id));
  writer_.boolean(given.known);
  writer_.integer(static_cast<std::int64_t>(session_.shown.show(std::move(view))));
  writer_.closeWideExtension(static_cast<std::int8_t>(iip::ExtensionType::array), mark);
  return true;
}

bool ValueFromPython::exception(PyObject* object, const Level* inside) {
  const Level level{inside, object, inside == nullptr ? 0 : inside->depth + 1};
  if (!enter(level)) return false;
  const Owned description = describeException(object, session_, false);
  if (!description) return pending();
  const std::size_t mark = writer_.openExtension();
  if (!value(description.get(), &level)) return false;
  writer_.closeWideExtension(static_cast<std::int8_t>(iip::ExtensionType::error), mark);
  return true;
}

void writeHome(iip::ValueWriter& writer, std::uint32_t id) {
  if (id < 0x80) {
    if (std::uint8_t* to = writer.claim(3); to != nullptr) {
      to[0] = 0xD4;
      to[1] = static_cast<std::uint8_t>(iip::ExtensionType::home);
      to[2] = static_cast<std::uint8_t>(id);
    }
    return;
  }
  const std::size_t mark = writer.openExtension();
  writer.integer(static_cast<std::int64_t>(id));
  writer.closeWideExtension(static_cast<std::int8_t>(iip::ExtensionType::home), mark);
}

}  // namespace graftwire::python
