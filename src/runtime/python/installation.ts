import { realpathSync } from 'node:fs';

/** One CPython on this machine, as graftwire needs to know it before loading it. */
export interface PythonInstallation {
  /** The real interpreter, inside the virtual environment when there is one: it becomes `sys.executable`. */
  readonly executable: string;
  readonly version: readonly [number, number, number];
  /** As Python says it, for instance `3.11.7`; pre-releases and local builds keep their suffix (`3.13.0rc1`). */
  readonly versionText: string;
  /** Absolute path of the shared libpython of exactly this version; undefined if there is none to load. */
  readonly library: string | undefined;
  /** `sys.prefix`: the virtual environment, or the same as {@link basePrefix}. */
  readonly prefix: string;
  /** Where the standard library stands. */
  readonly basePrefix: string;
  /** The virtual environment's directory. */
  readonly venv: string | undefined;
  readonly freeThreaded: boolean;
  readonly debugBuild: boolean;
}

/**
 * Whether starting either would give the same Python in this process: same library, same packages. Two names of one
 * interpreter (`bin/python` and `bin/python3`, a link to it) are the same; two virtual environments of one base are not.
 */
export function sameInstallation(a: PythonInstallation, b: PythonInstallation): boolean {
  return (
    a.versionText === b.versionText &&
    samePath(a.library, b.library) &&
    samePath(a.prefix, b.prefix) &&
    samePath(a.venv, b.venv)
  );
}

function samePath(a: string | undefined, b: string | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined) return false;
  try {
    return realpathSync.native(a) === realpathSync.native(b);
  } catch {
    return false;
  }
}
