import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileStatus } from './file-status.js';

/** Files by which pyenv, asdf and mise choose a version for a directory and those below it. */
const versionFiles = ['.python-version', '.tool-versions', 'mise.toml', '.mise.toml'];

/** Variables that these three read, and those that any script does. */
const versionVariables = [
  ...['PYENV_VERSION', 'PYENV_ROOT', 'PYENV_DIR'],
  ...['ASDF_PYTHON_VERSION', 'ASDF_DATA_DIR', 'ASDF_DIR', 'ASDF_CONFIG_FILE'],
  'ASDF_DEFAULT_TOOL_VERSIONS_FILENAME',
  ...['MISE_PYTHON_VERSION', 'MISE_DATA_DIR', 'MISE_CONFIG_DIR', 'MISE_ENV'],
  ...['PATH', 'HOME'],
];

/** No shim is as long; an interpreter that is as short is linked to its library. */
const longestShimBytes = 65_536;

/**
 * What the answer of the program at `path` depends on besides the program: undefined for an interpreter, and for a
 * shim (a script, or a link to a version manager) a text that changes whenever another Python may answer.
 */
export function shimContext(
  path: string,
  realPath: string,
  cwd: string,
  env: NodeJS.ProcessEnv,
): string | undefined {
  if (/^(python|pypy|graalpy)/i.test(basename(realPath)) && !isScript(realPath)) return undefined;
  const root = env['PYENV_ROOT'] ?? dirname(dirname(path));
  const home = env['HOME'];
  const files = [join(root, 'version')];
  if (home !== undefined) files.push(join(home, '.tool-versions'), join(home, '.config/mise/config.toml'));
  addUpTheTree(env['PYENV_DIR'], files);
  addUpTheTree(cwd, files);

  const parts = [cwd];
  for (const name of versionVariables) parts.push(env[name] ?? '');
  // A version like "3.12" means the newest one that is installed.
  parts.push(String(fileStatus(join(root, 'versions'))?.mtimeMs));
  for (const file of files) if (fileStatus(file)?.isFile() === true) parts.push(file, read(file));
  return parts.join('\0');
}

function addUpTheTree(start: string | undefined, files: string[]): void {
  for (let directory = start; directory !== undefined;) {
    for (const name of versionFiles) files.push(join(directory, name));
    const parent = dirname(directory);
    directory = parent === directory ? undefined : parent;
  }
}

function isScript(path: string): boolean {
  const status = fileStatus(path);
  return status !== undefined && status.size < longestShimBytes && read(path).startsWith('#!');
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
