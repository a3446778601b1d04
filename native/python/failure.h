#pragma once

#include <cstdint>
#include <string>

#include "iip/fault.h"

namespace graftwire::python {

/// Why a value could not cross, or an invocation could not be executed: what becomes a GraftError in JavaScript.
/// An empty code with `pythonException` set says that a Python exception is pending instead.
class Failure {
 public:
  bool pythonException = false;
  /// One of docs/errors.md.
  std::string code;
  std::string message;
  std::string remedy;

  static Failure of(iip::Fault fault, std::string message) { return {iip::faultName(fault), std::move(message), {}}; }

  Failure() = default;
  Failure(std::string code, std::string message, std::string remedy)
      : code(std::move(code)), message(std::move(message)), remedy(std::move(remedy)) {}

  static Failure pending() {
    Failure failure;
    failure.pythonException = true;
    return failure;
  }

  // The path is built from the culprit outwards, while the conversion unwinds.
  void within(std::uint64_t index) { path_ = std::string("[").append(std::to_string(index)).append("]").append(path_); }
  void within(const std::string& step) { path_ = step + path_; }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace graftwire::python
