import { readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { FileObserver } from './file-observer.js';

/** Files by which pyenv, asdf and mise choose a version for a directory and those below it. */
const versionFiles = ['.python-version', '.tool-versions', 'mise.toml', '.mise.toml'];

/** Variables that these three read, and those that any script does: another value may make another Python answer. */
export const versionVariables: readonly string[] = [
  ...['PYENV_VERSION', 'PYENV_ROOT', 'PYENV_DIR'],
  ...['ASDF_PYTHON_VERSION', 'ASDF_DATA_DIR', 'ASDF_DIR', 'ASDF_CONFIG_FILE'],
  'ASDF_DEFAULT_TOOL_VERSIONS_FILENAME',
  ...['MISE_PYTHON_VERSION', 'MISE_DATA_DIR', 'MISE_CONFIG_DIR', 'MISE_ENV'],
  ...['PATH', 'HOME'],
];

/** No shim is as long; an interpreter that is as short is linked to its library. */
const longestShimBytes = 65_536;

/**
 * Whether the program at `path` only hands over to an interpreter that it chooses: a script, or a link to a version
 * manager.
 */
export function isVersionShim(path: string, sizeBytes: number): boolean {
  try {
    if (!/^(python|pypy|graalpy)/i.test(basename(realpathSync.native(path)))) return true;
    return sizeBytes < longestShimBytes && readFileSync(path, 'latin1').startsWith('#!');
  } catch {
    return false;
  }
}

/** Looks at the files by which the shim at `path` may choose, so that a change of one is noticed. */
export function observeVersionFiles(
  path: string,
  cwd: string,
  env: NodeJS.ProcessEnv,
  files: FileObserver,
): void {
  const root = env['PYENV_ROOT'] ?? dirname(dirname(path));
  files.status(join(root, 'version'));
  // A version like "3.12" means the newest one that is installed.
  files.status(join(root, 'versions'));
  const home = env['HOME'];
  if (home !== undefined) {
    files.status(join(home, '.tool-versions'));
    files.status(join(home, '.config/mise/config.toml'));
  }
  if (env['PYENV_DIR'] !== undefined) observeUpTheTree(env['PYENV_DIR'], files);
  observeUpTheTree(cwd, files);
}

function observeUpTheTree(start: string, files: FileObserver): void {
  for (let directory = start; ; directory = dirname(directory)) {
    for (const name of versionFiles) files.status(join(directory, name));
    if (directory === dirname(directory)) return;
  }
}
