#include "python/isolation.h"

#include <dlfcn.h>
#include <unistd.h>

#include <cstddef>
#include <new>

#include "python/api.h"
#include "python/owned.h"

namespace graftwire::python {

namespace {

/// Of sys.flags: debug, inspect, interactive, optimize, dont_write_bytecode, no_user_site, no_site. The same
/// from 3.9 to 3.14.
constexpr PySize noSiteField = 6;

/// RTLD_DEEPBIND is refused by the sanitizers.
bool canBindDeeply() {
#ifdef RTLD_DEEPBIND
  return dlsym(RTLD_DEFAULT, "__asan_init") == nullptr && dlsym(RTLD_DEFAULT, "__tsan_init") == nullptr;
#else
  return false;
#endif
}

int deepBinding() {
#ifdef RTLD_DEEPBIND
  return canBindDeeply() ? RTLD_DEEPBIND : 0;
#else
  return 0;
#endif
}

}  // namespace

void* openIsolated(const char* library) {
  return dlopen(library, RTLD_NOW | RTLD_GLOBAL | deepBinding());
}

void shareEnvironment() {
#ifdef RTLD_NOLOAD
  if (deepBinding() == 0 || environ == nullptr) return;
  void* libc = dlopen("libc.so.6", RTLD_LAZY | RTLD_NOLOAD);
  if (libc == nullptr) return;
  auto*** own = static_cast<char***>(dlsym(libc, "environ"));
  dlclose(libc);
  if (own == nullptr || own == &environ) return;
  // An array of its own, for ever: setenv() gives back the one before, which nobody would take out of libc's.
  // (The texts stay.)
  std::size_t count = 0;
  while (environ[count] != nullptr) ++count;
  char** snapshot = new (std::nothrow) char*[count + 1];
  if (snapshot == nullptr) return;
  for (std::size_t index = 0; index <= count; ++index) snapshot[index] = environ[index];
  *own = snapshot;
#endif
}

void deferSite() {
  if (py.Py_NoSiteFlag != nullptr && deepBinding() != 0) *py.Py_NoSiteFlag = 1;
}

bool finishStart() {
  const int deep = deepBinding();
  if (deep == 0) return true;
  PyObject* set = py.PySys_GetObject("setdlopenflags");
  const Owned flags(py.PyLong_FromLong(RTLD_NOW | deep));
  PyObject* arguments[] = {flags.get()};
  const Owned done(set != nullptr && flags ? py.PyObject_VectorcallDict(set, arguments, 1, nullptr)
                                           : nullptr);
  if (!done) return false;
  if (py.Py_NoSiteFlag == nullptr || *py.Py_NoSiteFlag == 0) return true;
  *py.Py_NoSiteFlag = 0;
  // sys.flags must not say that there is no site: subprocess and multiprocessing hand these flags to their
  // children.
  PyObject* sysFlags = py.PySys_GetObject("flags");
  if (sysFlags == nullptr) return false;
  py.PyStructSequence_SetItem(sysFlags, noSiteField, py.PyLong_FromLong(0));
  const Owned site(py.PyImport_ImportModule("site"));
  return static_cast<bool>(site);
}

}  // namespace graftwire::python
