import { join } from 'node:path';
import { BuildFailed, Missing } from './explained.mjs';
import { root } from './root.mjs';
import { runCommand } from './run-command.mjs';
import { isOnPath } from './toolchain.mjs';

// What the native tests link; CMakeLists.txt says "<name> is missing".
const testLibraries = {
  GoogleTest: 'install it with "apt-get install libgtest-dev" or "brew install googletest"',
  'nlohmann-json': 'install it with "apt-get install nlohmann-json3-dev" or "brew install nlohmann-json"',
};

/**
 * Configures and builds with CMake into build/cmake/<name>.
 * @param {string} name of the folder, one per set of options
 * @param {Readonly<Record<string, string>>} options as -D
 * @returns {Promise<string>} the folder
 */
export async function buildWithCMake(name = 'release', options = {}) {
  if (!isOnPath('cmake'))
    throw new Missing('CMake is missing: install it with "apt-get install cmake" or "brew install cmake".');
  const folder = join(root, 'build', 'cmake', name);
  const generator = isOnPath('ninja') ? ['-G', 'Ninja'] : [];
  const defines = Object.entries(options).map(([key, value]) => `-D${key}=${value}`);
  for (const args of [
    ['-S', root, '-B', folder, ...generator, ...defines],
    ['--build', folder, '--parallel', '2'],
  ]) {
    const { code, output } = await runCommand('cmake', args, { cwd: root });
    if (code === 0) continue;
    for (const [library, remedy] of Object.entries(testLibraries)) {
      if (output.includes(`${library} is missing`)) throw new Missing(`${library} is missing: ${remedy}.`);
    }
    process.stderr.write(output);
    throw new BuildFailed(`The CMake build "${name}" failed: see above.`);
  }
  return folder;
}
