#include "python/printed.h"

#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace graftwire::python {

bool Printed::add(int descriptor, const char* data, std::size_t length) {
  const std::lock_guard lock(mutex_);
  if (isClosed_) return false;
  if (!texts_.empty() && texts_.back().descriptor == descriptor) {
    texts_.back().bytes.append(data, length);
  } else {
    texts_.push_back({descriptor, std::string(data, length)});
  }
  bytes_ += length;
  if (bytes_ > mostBytes) writeAll();
  hasSome_.store(!texts_.empty(), std::memory_order_release);
  return true;
}

std::vector<Printed::Text> Printed::take() {
  const std::lock_guard lock(mutex_);
  hasSome_.store(false, std::memory_order_release);
  bytes_ = 0;
  return std::exchange(texts_, {});
}

void Printed::close() {
  const std::lock_guard lock(mutex_);
  isClosed_ = true;
  writeAll();
  hasSome_.store(false, std::memory_order_release);
}

void Printed::writeAll() {
  for (const Text& text : texts_) write(text);
  texts_.clear();
  bytes_ = 0;
}

void Printed::write(const Text& text) {
  for (std::size_t at = 0; at < text.bytes.size();) {
    const ssize_t written = ::write(text.descriptor, text.bytes.data() + at, text.bytes.size() - at);
    if (written >= 0) {
      at += static_cast<std::size_t>(written);
    } else if (errno == EAGAIN) {
      // Node makes pipes non-blocking.
      pollfd ready{text.descriptor, POLLOUT, 0};
      ::poll(&ready, 1, -1);
    } else if (errno != EINTR) {
      // Its reader is gone.
      return;
    }
  }
}

}  // namespace graftwire::python
