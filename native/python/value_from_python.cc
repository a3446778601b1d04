#include "python/value_from_python.h"

#include <cstring>
#include <string>

#include "iip/extension_type.h"
#include "iip/text.h"
#include "python/owned.h"
#include "python/path_step.h"
#include "python/type_name.h"

namespace graftwire::python {

namespace {

/// Up to here JavaScript makes a string from UTF-8 faster than it calls the addon.
constexpr std::size_t shortText = 8;

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
  return unsupported(object);
}

bool ValueFromPython::integer(PyObject* object) {
  int overflow = 0;
  const long long number = py.PyLong_AsLongLongAndOverflow(object, &overflow);
  if (overflow == 0) {
    writer_.integer(number);
    return true;
  }
  if (overflow > 0) {
    const unsigned long long positive = py.PyLong_AsUnsignedLongLong(object);
    if (py.PyErr_Occurred() == nullptr) {
      writer_.unsignedInteger(positive);
      return true;
    }
    py.PyErr_Clear();
  }
  return bigInteger(object);
}

bool ValueFromPython::bigInteger(PyObject* object) {
  const Owned bits(py.PyObject_CallMethod(object, "bit_length", nullptr));
  if (!bits) return pending();
  // One more bit for the sign.
  const Owned length(py.PyLong_FromLong(py.PyLong_AsLong(bits.get()) / 8 + 1));
  const Owned toBytes(py.PyObject_GetAttrString(object, "to_bytes"));
  const Owned order(py.PyUnicode_FromStringAndSize("big", 3));
  const Owned options(py.PyDict_New());
  if (!length || !toBytes || !order || !options) return pending();
  if (py.PyDict_SetItemString(options.get(), "signed", py.trueObject) != 0) return pending();
  PyObject* arguments[] = {length.get(), order.get()};
  const Owned bytes(py.PyObject_VectorcallDict(toBytes.get(), arguments, 2, options.get()));
  char* data = nullptr;
  PySize size = 0;
  if (!bytes || py.PyBytes_AsStringAndSize(bytes.get(), &data, &size) != 0) return pending();
  writer_.bigInteger(reinterpret_cast<const std::uint8_t*>(data), static_cast<std::size_t>(size));
  return true;
}

bool ValueFromPython::text(PyObject* object) {
  const TextView view = TextLayout::process().view(object);
  if (view.isAscii) {
    writer_.text(view.data, view.length);
    return true;
  }
  if (view.length > shortText && wideText(view)) return true;
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
  for (const Level* one = &level; one != nullptr; one = one->outer) {
    for (const Level* other = one->outer; other != nullptr; other = other->outer) {
      if (one->container != other->container) continue;
      failure_ =
          Failure("cyclic-value", "contains itself.", "Break the cycle, or pass the parts by themselves.");
      return false;
    }
  }
  failure_ = Failure("too-deep", "is inside more than " + std::to_string(maxDepth_) + " containers.");
  return false;
}

bool ValueFromPython::list(PyObject* object, const Level* inside) {
  const Level level{inside, object, inside == nullptr ? 0 : inside->depth + 1};
  if (!enter(level)) return false;
  const PySize size = py.PyList_Size(object);
  writer_.arrayHead(static_cast<std::size_t>(size));
  for (PySize i = 0; i < size; ++i) {
    if (value(py.PyList_GetItem(object, i), &level)) continue;
    failure_.within(static_cast<std::uint64_t>(i));
    return false;
  }
  return true;
}

bool ValueFromPython::dict(PyObject* object, const Level* inside) {
  const Level level{inside, object, inside == nullptr ? 0 : inside->depth + 1};
  if (!enter(level)) return false;
  writer_.mapHead(static_cast<std::size_t>(py.PyDict_Size(object)));
  PySize at = 0;
  PyObject* key = nullptr;
  PyObject* item = nullptr;
  while (py.PyDict_Next(object, &at, &key, &item) != 0) {
    const bool crosses = value(key, &level) && value(item, &level);
    if (crosses) continue;
    failure_.within(pathStep(key));
    return false;
  }
  return true;
}

bool ValueFromPython::unsupported(PyObject* object) {
  failure_ = Failure(
      "unsupported-value",
      std::string("a Python ").append(typeName(typeOf(object))).append(" cannot cross to JavaScript yet."),
      "Return scalars, str, bytes, lists or dicts of them.");
  return false;
}

}  // namespace graftwire::python
