#include "python/side_thread.h"

#include "python/released.h"

namespace graftwire::python {

void SideThread::work() {
  while (!isClosing()) {
    if (execute()) continue;
    const Released others;
    bell_.wait([this] { return isReady(); });
  }
}

}  // namespace graftwire::python
