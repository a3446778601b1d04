#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

// Stands in for libFuzzer where the compiler has none: runs the target once over every file of the folders
// (or files) named on the command line, in a stable order. The sanitizers end the process on the first
// finding; the name printed last is the culprit.

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);
extern "C" __attribute__((weak)) int LLVMFuzzerInitialize(int* argc, char*** argv);

namespace {

bool replay(const std::filesystem::path& path, bool isVerbose) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    std::fprintf(stderr, "cannot read %s\n", path.c_str());
    return false;
  }
  const std::vector<char> text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  // A copy of exactly this size, so that ASan sees a read one byte past the end.
  const std::vector<uint8_t> bytes(text.begin(), text.end());
  if (isVerbose) {
    std::fprintf(stderr, "%s\n", path.c_str());
  }
  LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  if (LLVMFuzzerInitialize != nullptr) {
    LLVMFuzzerInitialize(&argc, &argv);
  }
  std::vector<std::filesystem::path> inputs;
  bool isVerbose = false;
  for (int index = 1; index < argc; ++index) {
    const std::string argument = argv[index];
    if (argument == "--verbose") {
      isVerbose = true;
    } else if (argument.starts_with("-")) {
      continue;  // libFuzzer's options, so that one command line serves both
    } else if (std::filesystem::is_directory(argument)) {
      for (const auto& entry : std::filesystem::recursive_directory_iterator(argument)) {
        if (entry.is_regular_file()) {
          inputs.push_back(entry.path());
        }
      }
    } else {
      inputs.emplace_back(argument);
    }
  }
  std::sort(inputs.begin(), inputs.end());
  size_t replayed = 0;
  for (const auto& input : inputs) {
    if (!replay(input, isVerbose)) {
      return 1;
    }
    ++replayed;
  }
  std::printf("%zu inputs replayed\n", replayed);
  // An empty corpus proves nothing.
  return replayed == 0 ? 1 : 0;
}
