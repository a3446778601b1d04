import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** A CPython that is on this machine, as it describes itself without any of graftwire's code. */
export interface RealPython {
  readonly path: string;
  readonly version: string;
  readonly minor: number;
  readonly prefix: string;
}

/** Every CPython 3.9 to 3.14 of pyenv and the system's own. A test machine has at least one with a shared library. */
export const realPythons: readonly RealPython[] = [...pyenvPaths(), '/usr/bin/python3']
  .filter((path) => existsSync(path))
  .map(describePython)
  .filter(({ version, minor }) => version.startsWith('3.') && minor >= 9 && minor <= 14);

/** The newest one that is linked to its own libpython. */
export function sharedPython(): RealPython {
  const shared = realPythons.filter(
    ({ path, prefix }) => path.startsWith(prefix) && libraryOf(prefix) !== undefined,
  );
  const python = shared.toSorted((a, b) => b.minor - a.minor)[0];
  if (python === undefined)
    throw new Error('these tests need a CPython with a shared library (pyenv, or its own prefix)');
  return python;
}

/** The libpython in the `lib` directory of `prefix`. */
export function libraryOf(prefix: string): string | undefined {
  const name = readdirSync(join(prefix, 'lib')).find((file) => /^libpython3\.\d+\.so\.1\.0$/.test(file));
  return name === undefined ? undefined : join(prefix, 'lib', name);
}

/** Makes a virtual environment as a user does. */
export function makeVenv(python: string, directory: string, ...options: readonly string[]): string {
  execFileSync(python, ['-m', 'venv', '--without-pip', ...options, directory]);
  return directory;
}

function pyenvPaths(): string[] {
  const versions = join(process.env['PYENV_ROOT'] ?? join(homedir(), '.pyenv'), 'versions');
  return existsSync(versions)
    ? readdirSync(versions).map((name) => join(versions, name, 'bin', 'python'))
    : [];
}

function describePython(path: string): RealPython {
  const script =
    'import sys; print("%d.%d.%d" % sys.version_info[:3]); print(sys.version_info[1]); print(sys.prefix)';
  const [version = '', minor, prefix = ''] = execFileSync(path, ['-c', script], { encoding: 'utf8' }).split(
    '\n',
  );
  return { path, version, minor: Number(minor), prefix };
}
