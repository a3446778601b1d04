#include "python/path_step.h"

#include <algorithm>
#include <cctype>

#include "python/owned.h"
#include "python/type_name.h"

namespace graftwire::python {

namespace {

std::string shortened(std::string text) {
  constexpr std::size_t longest = 80;
  if (text.size() <= longest) return text;
  std::size_t cut = longest;
  // Not in the middle of a character.
  while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) --cut;
  return text.substr(0, cut) + "…";
}

bool isIdentifier(const std::string& text) {
  const auto inner = [](unsigned char c) { return std::isalnum(c) != 0 || c == '_' || c == '$'; };
  return !text.empty() && std::isdigit(static_cast<unsigned char>(text[0])) == 0 &&
         std::all_of(text.begin(), text.end(), inner);
}

std::string utf8(PyObject* text) {
  PySize length = 0;
  const char* data = py.PyUnicode_AsUTF8AndSize(text, &length);
  if (data == nullptr) {
    py.PyErr_Clear();
    return "?";
  }
  return std::string(data, static_cast<std::size_t>(length));
}

}  // namespace

std::string pathStep(PyObject* key) {
  if (typeOf(key) == py.unicodeType) {
    const std::string text = utf8(key);
    if (isIdentifier(text)) return std::string(".").append(shortened(text));
    std::string quoted = "[\"";
    for (const char c : shortened(text)) {
      if (c == '"' || c == '\\') quoted += '\\';
      quoted += c;
    }
    return quoted + "\"]";
  }
  const PyObject* const type = typeOf(key);
  const bool isScalar = key == py.none || type == py.longType || type == py.floatType ||
                        type == py.boolType || type == py.bytesType;
  // The repr() of others is code of the user's, and the containers around them must not change now.
  if (!isScalar) return std::string(".get(").append(typeName(typeOf(key))).append(")");
  const Owned shown(py.PyObject_Repr(key));
  if (!shown) {
    // An int may have more digits than CPython is willing to write.
    py.PyErr_Clear();
    return ".get(?)";
  }
  return std::string(".get(").append(shortened(utf8(shown.get()))).append(")");
}

}  // namespace graftwire::python
