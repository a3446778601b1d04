#pragma once

namespace graftwire::python {

// Node exports the symbols of its own OpenSSL, zlib and libuv to everything that is loaded after it, and they
// win over the libraries that Python's extension modules were linked with.
// docs/decisions/0004-symbol-isolation.md.

/// dlopen() of libpython: its symbols are global (extension modules need them), but its own look-ups begin at
/// its own dependencies. nullptr on failure, with dlerror() set.
void* openIsolated(const char* library);

/// Gives what looks into libc first the environment of this process. libc's own `environ` is empty: the
/// program has a copy of it (a copy relocation), which libc itself uses, but not who was bound to libc
/// without looking at the program. It is as it is now; os.environ is read once, too, when Python starts.
void shareEnvironment();

/// Keeps Py_InitializeEx from importing `site`, so that no .pth file loads an extension module before the
/// flags for it are set. To be followed by finishStart().
void deferSite();

/// Makes Python load extension modules in such a way that their look-ups begin at their own dependencies,
/// then imports `site` as Python would have. The GIL is held. False with a Python exception pending.
bool finishStart();

}  // namespace graftwire::python
