{
  # The same flags stand in CMakeLists.txt; native/sources.json is read by both.
  "targets": [
    {
      "target_name": "graftwire",
      "sources": ["<!@(node -p \"require('./native/sources.json').sources.join(' ')\")"],
      "include_dirs": ["native"],
      "defines": [
        "NAPI_VERSION=8",
        "NAPI_DISABLE_CPP_EXCEPTIONS",
        # In a worker that is being ended nothing can be thrown any more; that is no reason to end the process.
        "NODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS",
        "GRAFTWIRE_VERSION=\"<!(node -p \"require('./package.json').version\")\"",
      ],
      # Node's own settings choose an older standard and switch off what this code uses; strict aliasing stays on.
      "cflags!": ["-Wno-unused-parameter", "-fno-strict-aliasing"],
      "cflags_cc!": ["-std=gnu++14", "-std=gnu++17", "-std=gnu++20", "-fno-exceptions", "-fno-rtti", "-fno-strict-aliasing"],
      "cflags_cc": [
        "-std=c++20",
        "-fvisibility=hidden",
        "-fvisibility-inlines-hidden",
        "-O3",
        "-ffunction-sections",
        "-fdata-sections",
        "-Wall",
        "-Wextra",
        "-Wpedantic",
        # A system directory, so that warnings in node-addon-api's headers are not ours.
        "-isystem",
        "<!(node -p \"require('path').resolve(require('node-addon-api').include_dir)\")",
      ],
      "variables": {
        # A package that is compiled where it is installed must not fail over a newer compiler's new warning.
        "warnings_are_errors%": "<!(node -p \"process.env.GRAFTWIRE_WERROR === '1' ? 1 : 0\")",
        # The call path runs through all layers. Clang's needs a linker of its own, which may not be there.
        "has_lto%": "<!(node -p \"/clang/.test(process.env.CXX ?? '') ? 0 : 1\")",
      },
      "conditions": [
        ["warnings_are_errors==1", { "cflags_cc": ["-Werror"] }],
        [
          "OS=='linux' and has_lto==1",
          { "cflags_cc": ["-flto=auto"], "ldflags": ["-flto=auto", "-O3"] },
        ],
        [
          "OS=='linux'",
          {
            # The C++ library goes in, with its symbols hidden: another addon's version of it must not meet ours,
            # and the addon must load where only an older one is installed.
            "ldflags": ["-static-libstdc++", "-Wl,--version-script=<(module_root_dir)/native/exports.map", "-Wl,--gc-sections", "-Wl,-z,now"],
            "libraries": ["-ldl", "-lpthread"],
          },
        ],
        [
          "OS=='mac'",
          {
            "xcode_settings": {
              "CLANG_CXX_LANGUAGE_STANDARD": "c++20",
              "GCC_SYMBOLS_PRIVATE_EXTERN": "YES",
              "GCC_ENABLE_CPP_EXCEPTIONS": "YES",
              "GCC_ENABLE_CPP_RTTI": "YES",
              "MACOSX_DEPLOYMENT_TARGET": "11.0",
            },
          },
        ],
        ["OS=='win'", { "msvs_settings": { "VCCLCompilerTool": { "AdditionalOptions": ["/std:c++20"], "ExceptionHandling": 1 } } }],
      ],
    },
  ],
}
