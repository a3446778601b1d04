#include "python/forked.h"

#include <pthread.h>
#include <unistd.h>

#include <cstdlib>

#include "python/owned.h"

namespace graftwire::python {

void Forked::watch() {
  pthread_atfork(nullptr, nullptr, [] { isChild_.store(true, std::memory_order_relaxed); });
#ifdef __GLIBC__
  // The end of a child's last thread, and exit() in C, would destroy what Node has in static memory.
  on_exit(
      [](int status, void*) {
        if (isChild()) _exit(status);
      },
      nullptr);
#endif
}

Failure Forked::failure() {
  return {
      "forked-process",
      "This process was forked from the one that runs JavaScript, and has no JavaScript of its own.",
      "Give it what it needs before it is forked, and have the parent call JavaScript with what it answers."};
}

void Forked::end(bool isRaised) {
  PyObject* type = nullptr;
  PyObject* value = nullptr;
  PyObject* traceback = nullptr;
  if (isRaised) {
    py.PyErr_Fetch(&type, &value, &traceback);
    py.PyErr_NormalizeException(&type, &value, &traceback);
  }
  PyObject* module = py.PyImport_ImportModule("graftwire.host.forking");
  PyObject* end = module == nullptr ? nullptr : py.PyObject_GetAttrString(module, "end_child");
  PyObject* arguments[] = {value != nullptr ? value : py.none, traceback != nullptr ? traceback : py.none};
  if (end != nullptr) py.PyObject_VectorcallDict(end, arguments, 2, nullptr);
  // It does not return.
  _exit(1);
}

}  // namespace graftwire::python
