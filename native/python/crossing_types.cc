#include "python/crossing_types.h"

#include <array>
#include <string_view>

#include "python/crossing.h"

namespace graftwire::python {

namespace {

using Form = CrossingType::Form;

/// As graftwire.host.forms names them.
constexpr std::array<std::pair<std::string_view, Form>, 9> forms{{{"reference", Form::reference},
                                                                  {"class", Form::classObject},
                                                                  {"value", Form::value},
                                                                  {"tuple", Form::tuple},
                                                                  {"set", Form::set},
                                                                  {"frozenset", Form::frozenSet},
                                                                  {"exception", Form::exception},
                                                                  {"memory", Form::memory},
                                                                  {"javascript", Form::javaScript}}};

Form formNamed(PyObject* name) {
  PySize length = 0;
  const char* text = py.PyUnicode_AsUTF8AndSize(name, &length);
  const std::string_view wanted(text, static_cast<std::size_t>(length));
  for (const auto& [known, form] : forms) {
    if (known == wanted) return form;
  }
  return Form::reference;
}

}  // namespace

const CrossingType* CrossingTypes::learn(PyObject* type, References& references, Failure& failure) {
  const Crossing* crossing = Crossing::get();
  PyObject* arguments[] = {type};
  const Owned told(crossing != nullptr ? py.PyObject_VectorcallDict(crossing->formOf, arguments, 1, nullptr)
                                       : nullptr);
  if (!told) {
    failure = Failure::pending();
    return nullptr;
  }
  // What was asked may have come here itself.
  if (const std::uint32_t* index = indexes_.find(type); index != nullptr) return types_[*index].get();
  auto learnt = std::make_unique<CrossingType>();
  learnt->form = formNamed(py.PyTuple_GetItem(told.get(), 0));
  learnt->extension = static_cast<std::int8_t>(py.PyLong_AsLong(py.PyTuple_GetItem(told.get(), 1)));
  learnt->encode = Owned::borrowed(py.PyTuple_GetItem(told.get(), 2));
  learnt->id = references.keep(type);
  indexes_.add(type, static_cast<std::uint32_t>(types_.size()));
  types_.push_back(std::move(learnt));
  return types_.back().get();
}

}  // namespace graftwire::python
