// The programs of tests, run with an addon that AddressSanitizer watches inside an ordinary Node: memory that is used after it was freed, by
// the addon or by what CPython copies, ends them. node scripts/check/under-address-sanitizer.mjs [test files]
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { buildWithCMake } from '../build/cmake.mjs';
import { Explained, Missing } from '../build/explained.mjs';
import { root } from '../build/root.mjs';

const files = process.argv.slice(2);
const tests =
  files.length > 0
    ? files
    : [
        'test/e2e/memory.test.ts',
        ...['exiting', 'memory', 'terminating', 'workers'].map((name) => `test/lifecycle/${name}.test.ts`),
      ];

/** The sanitizer's own library, which has to be in a process before all others: Node was not built with it. */
function sanitizerLibrary() {
  if (process.platform !== 'linux') throw new Missing('AddressSanitizer is preloaded on Linux only.');
  const path = execFileSync('c++', ['-print-file-name=libasan.so'], { encoding: 'utf8' }).trim();
  if (!isAbsolute(path)) throw new Missing('The compiler has no libasan.so (GCC has).');
  return path;
}

/** A package like the one here, but for its addon. */
function makePackage(addon) {
  const folder = join(root, 'build', 'address-sanitizer');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'build', 'Release'), { recursive: true });
  for (const name of ['package.json', 'dist'])
    cpSync(join(root, name), join(folder, name), { recursive: true });
  for (const name of ['python-host', 'node_modules']) symlinkSync(join(root, name), join(folder, name));
  symlinkSync(addon, join(folder, 'build', 'Release', 'graftwire.node'));
  return folder;
}

try {
  const preload = sanitizerLibrary();
  const built = await buildWithCMake('addon-address', {
    GRAFTWIRE_ADDON: 'ON',
    GRAFTWIRE_TESTS: 'OFF',
    GRAFTWIRE_FUZZ: 'OFF',
    GRAFTWIRE_SANITIZE: 'address',
    CMAKE_BUILD_TYPE: 'RelWithDebInfo',
  });
  const addon = join(built, 'graftwire.node');
  if (!existsSync(addon)) throw new Explained('The build made no addon.');
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const { status } = spawnSync(process.execPath, [vitest, 'run', ...tests], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, GRAFTWIRE_TESTED_PACKAGE: makePackage(addon), GRAFTWIRE_TESTED_PRELOAD: preload },
  });
  process.exitCode = status ?? 1;
} catch (error) {
  if (!(error instanceof Explained)) throw error;
  console.log(
    error instanceof Missing
      ? `declared gap: memory under AddressSanitizer (${error.message})`
      : error.message,
  );
  process.exitCode = error instanceof Missing ? 0 : 1;
}
