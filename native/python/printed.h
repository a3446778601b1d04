#pragma once

#include <atomic>
#include <cstddef>
#include <mutex>
#include <string>
#include <vector>

namespace graftwire::python {

/// What threads of Python have printed and the thread of JavaScript has not: they do not wait for it. Any
/// thread adds, JavaScript's takes.
class Printed {
 public:
  struct Text {
    int descriptor;
    std::string bytes;
  };

  /// False once closed: JavaScript prints no more.
  bool add(int descriptor, const char* data, std::size_t length);
  bool hasSome() const { return hasSome_.load(std::memory_order_acquire); }
  std::vector<Text> take();
  /// Writes to the descriptors what has not been taken.
  void close();

  /// Writes to the descriptor itself.
  static void write(const Text& text);

 private:
  /// More than this does not wait for a thread of JavaScript that does something else: it is written to the
  /// descriptor.
  static constexpr std::size_t mostBytes = std::size_t{16} << 20;

  void writeAll();

  std::mutex mutex_;
  std::vector<Text> texts_;
  std::size_t bytes_ = 0;
  bool isClosed_ = false;
  std::atomic<bool> hasSome_{false};
};

}  // namespace graftwire::python
