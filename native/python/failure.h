#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "iip/fault.h"

namespace graftwire::python {

/// Why a value could not cross, or an invocation could not be executed: what becomes a GraftError in
/// JavaScript. Or it says that a Python exception is pending. Costs one null pointer while all goes well,
/// since every call makes one.
class Failure {
 public:
  struct Details {
    bool pythonException = false;
    /// One of docs/errors.md.
    std::string code;
    /// A sentence.
    std::string message;
    /// A sentence, or empty.
    std::string remedy;
    /// Built from the culprit outwards, while the conversion unwinds.
    std::string path;
    /// Of an invocation of several steps: the one that failed, counted from 0.
    int step = -1;
  };

  Failure() = default;
  Failure(std::string code, std::string message, std::string remedy = {})
      : details_(new Details{false, std::move(code), std::move(message), std::move(remedy), {}, -1}) {}
  static Failure of(iip::Fault fault, std::string message) {
    return {iip::faultName(fault), std::move(message)};
  }
  /// A Python exception is pending.
  static Failure pending() {
    Failure failure;
    failure.details_.reset(new Details);
    failure.details_->pythonException = true;
    return failure;
  }

  explicit operator bool() const { return details_ != nullptr; }
  bool isPythonException() const { return details_ != nullptr && details_->pythonException; }
  const Details& details() const { return *details_; }

  /// Says that the culprit stands in a list, at this index.
  void within(std::uint64_t index) { within(std::string("[").append(std::to_string(index)).append("]")); }
  /// Says that the culprit stands behind this step of a path. A Python exception has no path.
  void within(const std::string& step) {
    if (!details_->pythonException) details_->path.insert(0, step);
  }
  void inStep(std::uint32_t index) { details_->step = static_cast<int>(index); }
  bool hasPath() const { return !details_->path.empty(); }

 private:
  std::unique_ptr<Details> details_;
};

}  // namespace graftwire::python
