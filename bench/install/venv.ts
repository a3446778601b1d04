import { rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { places } from '../places.js';
import { runQuietly } from './command.js';
import { environmentFor, type Python } from './python.js';
import { isUpToDate, markUpToDate } from './stamp.js';

/** Makes an empty virtual environment of this CPython unless that has been done. Gives its folder, or undefined after saying why not. */
export function installVenv(python: Python, say: (line: string) => void): string | undefined {
  const facts = { python: python.version, executable: python.executable };
  const stamp = join(places.venv, 'stamp.json');
  if (isUpToDate(stamp, facts)) return places.venv;
  say(`making an empty virtual environment of CPython ${python.version}`);
  rmSync(places.venv, { recursive: true, force: true });
  const why = runQuietly(python.executable, ['-m', 'venv', '--without-pip', places.venv], {
    directory: places.root,
    environment: environmentFor(python),
  });
  if (why !== undefined) {
    say(`that failed, so that every start pays for what is installed beside CPython: ${why}`);
    return undefined;
  }
  markUpToDate(stamp, facts);
  return places.venv;
}

/**
 * The environment in which everything is measured, as one who has activated `venv` has it: what is installed beside the
 * base CPython, and imported by its .pth files at every start, is no subject's cost. Without any of the user's settings
 * of Python, so that compiled modules are kept, and every start but the first finds them.
 */
export function measuredEnvironment(
  environment: NodeJS.ProcessEnv,
  venv: string | undefined,
): NodeJS.ProcessEnv {
  const kept = Object.entries(environment).filter(([name]) => !name.startsWith('PYTHON'));
  const common = { ...Object.fromEntries(kept), GRAFT_CACHE: places.discoveryCache };
  if (venv === undefined) return common;
  const windows = process.platform === 'win32';
  const executables = join(venv, windows ? 'Scripts' : 'bin');
  return {
    ...common,
    VIRTUAL_ENV: venv,
    GRAFT_PYTHON: join(executables, windows ? 'python.exe' : 'python3'),
    PATH: `${executables}${delimiter}${environment['PATH'] ?? ''}`,
  };
}
