import { join } from 'node:path';
import { discoverPython } from '../../../../src/runtime/python/discover.js';
import type { DiscoverOptions, PythonDiscovery } from '../../../../src/runtime/python/discover.js';
import { forwardingPython } from './fake-python.js';
import type { FakePython } from './fake-python.js';
import { libraryOf, sharedPython } from './real-pythons.js';
import { temporaryDirectory } from './temporary-directory.js';

const shared = sharedPython();

/** What {@link scene} sets. */
export interface Scene {
  readonly directory: string;
  readonly cacheDirectory: string;
  readonly file: string;
  readonly python: FakePython;
  readonly discover: (options?: DiscoverOptions) => PythonDiscovery;
}

/** A cache of its own, and a Python that counts how often it runs. */
export function scene(): Scene {
  const directory = temporaryDirectory();
  const cacheDirectory = join(directory, 'cache');
  const python = forwardingPython(join(directory, 'bin/python3'), shared.path);
  return {
    directory,
    cacheDirectory,
    file: join(cacheDirectory, 'python.json'),
    python,
    discover: (options = {}) =>
      discoverPython({
        python: python.path,
        cwd: directory,
        env: { HOME: directory },
        cacheDirectory,
        ...options,
      }),
  };
}

/** What a fake answers to pass for the shared Python. */
export function answerOfShared(): Record<string, unknown> {
  return {
    version: shared.version.split('.').map(Number),
    versionText: shared.version,
    basePrefix: shared.prefix,
    loaded: libraryOf(shared.prefix),
  };
}
