#include "python/side_thread.h"

#include "python/released.h"

namespace graftwire::python {

void SideThread::work() {
  while (!isClosing()) workOnce();
}

bool SideThread::workOnce() {
  if (execute()) return true;
  const Released others;
  bell_.wait([this] { return isReady(); });
  return !isClosing();
}

}  // namespace graftwire::python
