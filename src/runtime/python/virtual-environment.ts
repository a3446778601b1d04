import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { dirname, join, parse } from 'node:path';
import type { FileObserver } from './file-observer.js';
import type { Problem } from './problem.js';

/**
 * The virtual environment that the interpreter at `executable` belongs to. The rule is CPython's own: pyvenv.cfg stands
 * beside the interpreter or one directory above, links not resolved.
 */
export function venvOf(executable: string, files: FileObserver): string | undefined {
  const directory = dirname(executable);
  return [directory, dirname(directory)].find((place) => isVenv(place, files));
}

/** Whether `directory` is the root of a virtual environment, working or not. */
export function isVenv(directory: string, files: FileObserver): boolean {
  return files.status(join(directory, 'pyvenv.cfg'))?.isFile() === true;
}

/** Where the interpreter of a virtual environment, or of an installation's prefix, stands. */
export function pythonOf(prefix: string, files: FileObserver): string {
  // Untested.
  if (process.platform === 'win32') {
    const inScripts = join(prefix, 'Scripts', 'python.exe');
    return files.status(inScripts) ? inScripts : join(prefix, 'python.exe');
  }
  const python = join(prefix, 'bin', 'python');
  // An installation's prefix may have only the numbered names.
  return files.status(python) === undefined && !isThere(python) ? join(prefix, 'bin', 'python3') : python;
}

/**
 * The virtual environments of the project that `cwd` is in: `.venv`, then `venv`, from there up to the first directory
 * with a package.json or .git. Outside of any project only `cwd` itself counts: a directory above it that someone else
 * can write to (/tmp) must not decide which code runs.
 */
export function localVenvs(cwd: string, files: FileObserver): string[] {
  const root = projectRoot(cwd, files) ?? cwd;
  const found: string[] = [];
  for (let directory = cwd; ; directory = dirname(directory)) {
    for (const name of ['.venv', 'venv']) {
      const venv = join(directory, name);
      if (isVenv(venv, files)) found.push(venv);
    }
    if (directory === root) return found;
  }
}

function projectRoot(cwd: string, files: FileObserver): string | undefined {
  const top = parse(cwd).root;
  for (let directory = cwd; directory !== top; directory = dirname(directory)) {
    if (files.exists(join(directory, 'package.json')) || files.exists(join(directory, '.git')))
      return directory;
  }
  return undefined;
}

/** Why the interpreter at `python` in `venv` cannot start, as far as files tell; undefined if they look sound. */
export function venvFault(venv: string, python: string): Problem | undefined {
  const home = readSetting(venv, ['home']);
  if (home !== undefined && !existsSync(home)) {
    return brokenVenv(venv, `the Python that it was made from is gone (${home})`);
  }
  if (!existsSync(python)) {
    return brokenVenv(venv, isThere(python) ? `${python} is a link to nothing` : `it has no ${python}`);
  }
  return undefined;
}

/** Why packages of the environment would not be found by a Python of this version; undefined if they would. */
export function venvVersionFault(
  venv: string,
  version: readonly [number, number, number],
): Problem | undefined {
  const made = readSetting(venv, ['version', 'version_info'])?.split('.').map(Number);
  if (made?.[0] === undefined || made[1] === undefined) return undefined;
  if (made[0] === version[0] && made[1] === version[1]) return undefined;
  const [then, now] = [`${made[0]}.${made[1]}`, `${version[0]}.${version[1]}`];
  return brokenVenv(
    venv,
    `it was made for Python ${then}, and its Python is ${now} now, which does not see its packages`,
  );
}

/** The `venv-broken` problem, with its remedy. */
export function brokenVenv(venv: string, why: string): Problem {
  return {
    code: 'venv-broken',
    message: `The virtual environment ${venv} is broken: ${why}.`,
    remedy: `Make it anew (python3 -m venv --clear ${venv}) and install its packages again.`,
  };
}

function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}

function readSetting(venv: string, keys: readonly string[]): string | undefined {
  let text: string;
  try {
    text = readFileSync(join(venv, 'pyvenv.cfg'), 'utf8');
  } catch {
    return undefined;
  }
  for (const line of text.split(/\r?\n/)) {
    const equals = line.indexOf('=');
    if (equals > 0 && keys.includes(line.slice(0, equals).trim().toLowerCase()))
      return line.slice(equals + 1).trim();
  }
  return undefined;
}
