import { tmpdir } from 'node:os';
import { discoverPython } from '../../src/runtime/python/discover.js';
import type { PythonInstallation } from '../../src/runtime/python/installation.js';
import { installedPythons } from '../../src/runtime/python/installed-pythons.js';

/** The Python that tests use which do not say otherwise: what a program in this folder would get. */
export const chosenPython: PythonInstallation = discoverPython().chosen;

/** Every CPython of this machine that can be hosted; where `GRAFT_PYTHON` names one, as `npm run matrix` does, only that one. */
export function everyPython(): PythonInstallation[] {
  if (process.env['GRAFT_PYTHON'] !== undefined) return [chosenPython];
  // Not this folder: an environment of the project is another face of one of them.
  const usable = installedPythons({ cwd: tmpdir() }).filter(({ error }) => error === undefined);
  return usable.flatMap(({ installation }) => installation ?? []);
}
