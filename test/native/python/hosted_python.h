#pragma once

#include <array>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>

#include "python/interpreter.h"

namespace graftwire::test {

/// What a command prints, without the last line's end; empty where it fails.
inline std::string outputOf(const std::string& command) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  std::string output;
  std::array<char, 4096> buffer{};
  while (pipe != nullptr && std::fgets(buffer.data(), buffer.size(), pipe.get()) != nullptr)
    output += buffer.data();
  while (!output.empty() && output.back() == '\n') output.pop_back();
  return output;
}

/// Starts the CPython that `GRAFT_PYTHON` or `python3` names, once for all tests. Empty, or why it cannot.
inline const std::string& startHostedPython() {
  static const std::string why = [] {
    const char* named = std::getenv("GRAFT_PYTHON");
    const std::string python = named != nullptr ? named : "python3";
    const std::string executable = outputOf(python + " -c 'import sys; print(sys.executable)'");
    const std::string library = outputOf(
        python +
        " -c '\n"
        "import os, sysconfig as s\n"
        "v = s.get_config_var\n"
        "folders = [v(\"LIBDIR\") or \"\", os.path.join(v(\"LIBDIR\") or \"\", v(\"MULTIARCH\") or \"\")]\n"
        "names = [v(\"INSTSONAME\") or \"\", \"libpython\" + v(\"LDVERSION\") + \".so.1.0\"]\n"
        "files = [os.path.join(f, n) for f in folders for n in names if \".so\" in n]\n"
        "print(next((f for f in files if os.path.isfile(f)), \"\"))\n'");
    if (executable.empty() || library.empty())
      return std::string("no CPython with a shared library is there");
    python::Failure failure;
    const std::string host = std::string(GRAFTWIRE_SOURCE_DIR) + "/python-host";
    return python::Interpreter::start({library, executable, host}, failure) ? std::string()
                                                                            : failure.details().message;
  }();
  return why;
}

}  // namespace graftwire::test
