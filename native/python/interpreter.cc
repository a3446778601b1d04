#include "python/interpreter.h"

#include <dlfcn.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <condition_variable>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <thread>

#include "python/console.h"
#include "python/copies.h"
#include "python/endings.h"
#include "python/forked.h"
#include "python/interrupts.h"
#include "python/isolation.h"
#include "python/java_script_host.h"
#include "python/owned.h"
#include "python/text_layout.h"
#include "python/thread_context.h"
#include "python/type_spec.h"

namespace graftwire::python {

namespace {

struct Process {
  std::mutex starting;
  bool running = false;
  bool stopped = false;
  pid_t pid = 0;
  InterpreterOptions options;
  HostFunctions host;
};

/// Never destroyed: threads may still ask when the process ends.
Process& process() {
  static Process& one = *new Process;
  return one;
}

bool isFile(const std::string& path) {
  struct stat found{};
  return stat(path.c_str(), &found) == 0 && S_ISREG(found.st_mode);
}

bool isSameFile(const std::string& one, const std::string& other) {
  struct stat first{};
  struct stat second{};
  return stat(one.c_str(), &first) == 0 && stat(other.c_str(), &second) == 0 &&
         first.st_dev == second.st_dev && first.st_ino == second.st_ino;
}

/// A wrong PYTHONHOME makes Py_InitializeEx end the whole process, so it is looked at first.
bool checkHome(const std::string& version, Failure& failure) {
  const char* home = std::getenv("PYTHONHOME");
  if (home == nullptr || *home == '\0') return true;
  const std::string first(home, std::strcspn(home, ":"));
  if (isFile(first + "/lib/python" + version + "/os.py") ||
      isFile(first + "/lib64/python" + version + "/os.py"))
    return true;
  failure = Failure(
      "python-start-failed",
      "PYTHONHOME is " + first + ", which does not hold the standard library of Python " + version + ".",
      "Unset PYTHONHOME, or choose the Python that it belongs to.");
  return false;
}

/// typeOf() reads a field; see there.
bool layoutIsKnown() {
  const Owned number(py.PyLong_FromLong(1 << 20));
  const Owned list(py.PyList_New(0));
  const Owned dict(py.PyDict_New());
  return number && list && dict && typeOf(number.get()) == py.longType && typeOf(list.get()) == py.listType &&
         typeOf(dict.get()) == py.dictType && typeOf(py.none) != nullptr &&
         typeOf(py.trueObject) == py.boolType;
}

/// has_busy(): see Endings.
PyObject* hasBusy(PyObject*, PyObject*) {
  return py.PyBool_FromLong(Endings::process().hasBusy() ? 1 : 0);
}

MethodDefinition busyDefinition{"has_busy", hasBusy, variableArguments, nullptr};

std::string describePending(const char* doing) {
  PyObject* type = nullptr;
  PyObject* value = nullptr;
  PyObject* traceback = nullptr;
  py.PyErr_Fetch(&type, &value, &traceback);
  const Owned typeReference(type);
  const Owned valueReference(value);
  const Owned tracebackReference(traceback);
  const Owned shown(value != nullptr ? py.PyObject_CallMethod(value, "__str__", nullptr) : nullptr);
  PySize length = 0;
  const char* text = shown ? py.PyUnicode_AsUTF8AndSize(shown.get(), &length) : nullptr;
  std::string message = std::string(doing) + " failed";
  if (text != nullptr) message += ": " + std::string(text, static_cast<std::size_t>(length));
  py.PyErr_Clear();
  return message;
}

bool importHost(const InterpreterOptions& options, HostFunctions& host, Failure& failure) {
  const auto failed = [&](const char* doing) {
    failure = Failure("python-start-failed", describePending(doing));
    return false;
  };
  PyObject* path = py.PySys_GetObject("path");
  const Owned folder(py.PyUnicode_DecodeUTF8(
      options.hostFolder.data(), static_cast<PySize>(options.hostFolder.size()), "surrogateescape"));
  if (path == nullptr || !folder || py.PyList_Insert(path, 0, folder.get()) != 0)
    return failed("setting sys.path");
  const Owned module(py.PyImport_ImportModule("graftwire.host"));
  if (!module) return failed("importing graftwire.host");
  host.resolve = py.PyObject_GetAttrString(module.get(), "resolve");
  host.describeException = py.PyObject_GetAttrString(module.get(), "describe_exception");
  host.stop = py.PyObject_GetAttrString(module.get(), "stop");
  const Owned start(py.PyObject_GetAttrString(module.get(), "start"));
  if (host.resolve == nullptr || host.describeException == nullptr || host.stop == nullptr || !start)
    return failed("reading graftwire.host");
  const Owned startOptions(py.PyDict_New());
  const Owned write(makeConsoleFunction());
  const Owned javascript(makeHostFunction());
  if (!startOptions || !write || !javascript ||
      py.PyDict_SetItemString(startOptions.get(), "write", write.get()) != 0 ||
      py.PyDict_SetItemString(startOptions.get(), "javascript", javascript.get()) != 0)
    return failed("starting graftwire.host");
  PyObject* arguments[] = {startOptions.get()};
  const Owned done(py.PyObject_VectorcallDict(start.get(), arguments, 1, nullptr));
  return done ? true : failed("starting graftwire.host");
}

/// Node unloads an addon with the last worker that loaded it, but Python keeps pointers into this one.
void keepLoaded() {
  Dl_info self;
  if (dladdr(reinterpret_cast<const void*>(&keepLoaded), &self) != 0)
    dlopen(self.dli_fname, RTLD_NOW | RTLD_NODELETE);
}

Failure alreadyStarted(const std::string& running, const std::string& wanted) {
  return {"python-already-started",
          "This process already runs the Python at " + running + ", and cannot run the one at " + wanted +
              " as well.",
          "Choose one for the whole process (the option `python` or GRAFT_PYTHON), before the first load."};
}

/// The libpython that another addon of this process, or another copy of this one, has started. Two in one
/// process would take each other's symbols.
std::string runningLibrary() {
  void* symbol = dlsym(RTLD_DEFAULT, "Py_IsInitialized");
  Dl_info found;
  if (symbol == nullptr || reinterpret_cast<int (*)()>(symbol)() == 0 || dladdr(symbol, &found) == 0)
    return {};
  return found.dli_fname;
}

/// sys.executable, where another copy of this addon has started Python; anyone else may have set it to
/// anything.
std::string runningExecutable() {
  PyObject* modules = py.PySys_GetObject("modules");
  if (modules == nullptr || py.PyDict_GetItemString(modules, "graftwire.host") == nullptr) return {};
  PyObject* executable = py.PySys_GetObject("executable");
  PySize length = 0;
  const char* path = executable != nullptr && typeOf(executable) == py.unicodeType
                         ? py.PyUnicode_AsUTF8AndSize(executable, &length)
                         : nullptr;
  if (path == nullptr) py.PyErr_Clear();
  return path != nullptr ? path : "";
}

bool checkLibrary(void* library, const InterpreterOptions& options, std::string& version, Failure& failure) {
  std::string missing;
  if (!py.load(library, missing)) {
    failure = Failure("python-version-unsupported", options.library + " has no function " + missing + ".",
                      "graftwire runs CPython 3.9 to 3.14.");
    return false;
  }
  const std::string fullVersion = py.Py_GetVersion();
  version = fullVersion.substr(0, fullVersion.find_first_not_of("0123456789."));
  if (fullVersion.find("free-threading") != std::string::npos) {
    failure = Failure("python-free-threaded",
                      "Python " + version + " was built without a GIL, which is not supported yet.",
                      "Choose an ordinary build of CPython.");
    return false;
  }
  return py.Py_IsInitialized() != 0 || checkHome(version.substr(0, version.rfind('.')), failure);
}

/// Initialises CPython on the calling thread and leaves without the GIL.
bool initialise(Process& process, const InterpreterOptions& options, Failure& failure) {
  const std::string running = runningLibrary();
  if (!running.empty() && !isSameFile(running, options.library)) {
    failure = alreadyStarted(running, options.library);
    return false;
  }
  void* library = openIsolated(options.library.c_str());
  if (library == nullptr) {
    const char* why = dlerror();
    failure = Failure("python-not-loadable",
                      "The library " + options.library +
                          " cannot be loaded: " + (why != nullptr ? why : "no reason given") + ".",
                      "Choose another Python with the option `python` or GRAFT_PYTHON.");
    return false;
  }
  std::string version;
  if (!checkLibrary(library, options, version, failure)) {
    // Its symbols are global: what is started instead must not find them.
    dlclose(library);
    return false;
  }
  const bool foreign = py.Py_IsInitialized() != 0;
  int gilState = 0;
  if (foreign) {
    // Its thread may be any.
    gilState = py.PyGILState_Ensure();
    const std::string executable = runningExecutable();
    if (!executable.empty() && executable != options.executable) {
      failure = alreadyStarted(executable, options.executable);
      py.PyGILState_Release(gilState);
      return false;
    }
  } else {
    wchar_t* name = py.Py_DecodeLocale(options.executable.c_str(), nullptr);
    if (name == nullptr) {
      failure = Failure("python-start-failed", "The path " + options.executable + " cannot be decoded.");
      return false;
    }
    keepLoaded();
    // CPython keeps the pointer, so it is never freed.
    py.Py_SetProgramName(name);
    shareEnvironment();
    deferSite();
    // 0: Node's signal handlers stay.
    py.Py_InitializeEx(0);
  }
  bool good = layoutIsKnown();
  if (!good) {
    failure = Failure("python-version-unsupported",
                      "Python " + version + " was built with another layout of objects (reference tracing).",
                      "Choose an ordinary build of CPython.");
  } else {
    TextLayout::process().calibrate();
    good = finishStart() && importHost(options, process.host, failure);
    if (!good && !failure) failure = Failure("python-start-failed", describePending("Importing site"));
    if (good) Copies::join();
  }
  if (foreign) {
    py.PyGILState_Release(gilState);
  } else {
    if (good && Interpreter::isMainThread()) Interrupts::process().adoptMainThread(ThreadContext::current());
    ThreadContext::current().adopt(py.PyEval_SaveThread(), Interpreter::isMainThread());
  }
  return good;
}

/// The thread that initialises CPython becomes Python's main thread and may never end. A worker of Node's
/// ends, so an immortal thread does it for one.
bool initialiseElsewhere(Process& process, const InterpreterOptions& options, Failure& failure) {
  std::mutex mutex;
  std::condition_variable changed;
  bool done = false;
  bool good = false;
  std::thread([&] {
    const bool result = initialise(process, options, failure);
    {
      // Notified under the lock: the waiting thread's stack, where all this lives, is gone once it has seen
      // `done`.
      const std::lock_guard lock(mutex);
      good = result;
      done = true;
      changed.notify_one();
    }
    // Once initialised, CPython has this thread for its main one, also where what came after failed.
    while (py.Py_IsInitialized != nullptr && py.Py_IsInitialized() != 0) pause();
  }).detach();
  std::unique_lock lock(mutex);
  changed.wait(lock, [&] { return done; });
  return good;
}

}  // namespace

bool Interpreter::start(const InterpreterOptions& options, Failure& failure) {
  Process& one = process();
  const std::lock_guard lock(one.starting);
  if (one.running) {
    if (one.options.library == options.library && one.options.executable == options.executable) return true;
    failure = alreadyStarted(one.options.executable, options.executable);
    return false;
  }
  one.options = options;
  one.running = Interpreter::isMainThread() ? initialise(one, options, failure)
                                            : initialiseElsewhere(one, options, failure);
  if (one.running) {
    keepLoaded();
    // Where only workers use Python, or exit() is called past Node, this is the first notice of the end.
    one.pid = getpid();
    std::atexit([] { stop(); });
    Forked::watch();
  }
  return one.running;
}

bool Interpreter::isMainThread() {
  return getpid() == static_cast<pid_t>(syscall(SYS_gettid));
}

bool Interpreter::running() {
  return process().running;
}

const HostFunctions& Interpreter::host() {
  return process().host;
}

void Interpreter::stop() {
  Process& one = process();
  // A forked child ends without what its parent is still to do.
  if (!one.running || one.stopped || one.pid != getpid()) return;
  one.stopped = true;
  ThreadContext& thread = ThreadContext::current();
  thread.acquire();
  {
    const GilScope gil(thread);
    Endings::process().enter(Endings::Phase::runsPython);
    const Owned busy(py.PyCFunction_NewEx(&busyDefinition, nullptr, nullptr));
    PyObject* arguments[] = {busy ? busy.get() : py.none};
    const Owned done(py.PyObject_VectorcallDict(one.host.stop, arguments, 1, nullptr));
    if (!done) py.PyErr_Clear();
  }
  thread.release();
  Endings::process().enter(Endings::Phase::leaves);
}

}  // namespace graftwire::python
