#include <cstdio>
#include <iostream>
#include <string>
#include <string_view>

#include "growable_memory.h"
#include "hex.h"
#include "iip/canonicalise.h"
#include "iip/fault.h"
#include "iip/frame.h"

// Reads lines of hexadecimal and answers each with `ok <canonical hex>` or `error <code>`: the C++ half of
// the comparison of the three implementations. With --frame a line is a frame, otherwise one value; --process
// takes the limits inside a process instead of those on a network.

int main(int argc, char** argv) {
  using namespace graftwire;
  bool isFrame = false;
  iip::Limits limits = iip::networkLimits;
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--frame") {
      isFrame = true;
    } else if (argument == "--process") {
      limits = iip::processLimits;
    } else {
      std::fprintf(stderr, "usage: canonicalise [--frame] [--process] < lines of hexadecimal\n");
      return 2;
    }
  }
  std::ios::sync_with_stdio(false);
  std::string line;
  while (std::getline(std::cin, line)) {
    const auto bytes = test::parseHex(line);
    if (!bytes) {
      std::fprintf(stderr, "not hexadecimal: %s\n", line.c_str());
      return 2;
    }
    test::GrowableMemory out;
    out.grow(bytes->size() * 2);
    std::size_t written = 0;
    const iip::Fault fault = isFrame ? iip::rewriteFrame(bytes->data(), bytes->size(), limits, out, written)
                                     : iip::canonicalise(bytes->data(), bytes->size(), limits, out, written);
    if (fault == iip::Fault::none) {
      std::cout << "ok " << test::formatHex(out.begin(), written) << '\n';
    } else {
      std::cout << "error " << iip::faultName(fault) << '\n';
    }
    // A caller may wait for each answer before it sends the next line.
    if (std::cin.rdbuf()->in_avail() <= 0) std::cout.flush();
  }
  return 0;
}
