{
  # The floors link the CPython they are measured with, unlike graftwire, which finds it at run time: bench/install/floor.ts
  # sets the variables.
  "targets": [
    {
      "target_name": "floor",
      "sources": ["floor.cc", "interpreter.cc", "parts.cc", "scalars.cc", "sequences.cc", "text.cc", "record.cc"],
      "defines": ["NAPI_VERSION=8", "PY_SSIZE_T_CLEAN"],
      "include_dirs": ["<!(node -p process.env.FLOOR_PYTHON_INCLUDE)"],
      "libraries": ["<!(node -p process.env.FLOOR_PYTHON_LIBRARIES)"],
      "cflags": ["-O2", "-Wall", "-Wextra", "-Wno-deprecated-declarations"],
      "cflags!": ["-O3"],
      "cflags_cc": ["-std=c++20", "-fno-exceptions"],
      "cflags_cc!": ["-std=gnu++17", "-std=gnu++20"],
      "xcode_settings": { "CLANG_CXX_LANGUAGE_STANDARD": "c++20", "GCC_OPTIMIZATION_LEVEL": "2" }
    }
  ]
}
