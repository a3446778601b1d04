// The suites that go through the addon, with the addon built for AddressSanitizer and UBSan inside an ordinary Node.
import { mkdirSync, copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildWithCMake } from '../build/cmake.mjs';
import { explaining, Missing } from '../build/explained.mjs';
import { root } from '../build/root.mjs';
import { runCommand } from '../build/run-command.mjs';
import { runVitestSuite } from '../test/vitest-suite.mjs';

// What moves values and threads. Not the suites on isolation (under a sanitizer extension modules are not bound to
// their own libraries) and on resident memory (ASan keeps what is freed), nor those that install or build.
const suites = [
  ...['value', 'garbage', 'functions', 'exceptions', 'module-a', 'reentrancy', 'loading'].map(
    (name) => `test/e2e/${name}`,
  ),
  'test/lifecycle',
];

async function preloaded() {
  const { code, output } = await runCommand('g++', ['-print-file-name=libasan.so']);
  const path = output.trim();
  // Without its runtime GCC prints the bare name.
  if (code !== 0 || !path.includes('/'))
    throw new Missing('libasan is missing: it comes with GCC ("apt-get install g++").');
  return path;
}

await explaining(async () => {
  const libasan = await preloaded();
  const built = await buildWithCMake('addon-asan', {
    GRAFTWIRE_SANITIZE: 'address,undefined',
    CMAKE_BUILD_TYPE: 'RelWithDebInfo',
    CMAKE_CXX_COMPILER: 'g++',
  });
  // node-gyp-build looks into the folder that GRAFTWIRE_PREBUILD names before any other.
  const place = join(built, 'place');
  mkdirSync(join(place, 'build', 'Release'), { recursive: true });
  copyFileSync(join(built, 'graftwire.node'), join(place, 'build', 'Release', 'graftwire.node'));
  const [result] = await runVitestSuite({
    name: 'the addon under ASan and UBSan',
    arguments: suites,
    env: {
      ...process.env,
      GRAFTWIRE_PREBUILD: place,
      LD_PRELOAD: libasan,
      // CPython and V8 keep memory on purpose until the process ends; SIGSEGV is V8's own signal for WebAssembly.
      ASAN_OPTIONS: 'detect_leaks=0:handle_segv=0:allow_user_segv_handler=1:allocator_may_return_null=1',
      UBSAN_OPTIONS: 'print_stacktrace=1:halt_on_error=1',
    },
  });
  console.log(`${result.passed} passed, ${result.failed} failed`);
  process.exitCode = result.failed === 0 ? 0 : 1;
});
