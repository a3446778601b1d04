import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { GraftError } from '../../errors/graft-error.js';
import { namedCandidate, namedSources, unnamedCandidates } from './candidates.js';
import type { CandidateSource } from './candidates.js';
import type { DiscoverOptions } from './discover.js';
import { openDiscoveryCache } from './discovery-cache.js';
import { FileObserver } from './file-observer.js';
import { inspect } from './inspection.js';
import { sameInstallation } from './installation.js';
import type { PythonInstallation } from './installation.js';
import { problemError } from './problem.js';
import { pythonOf } from './virtual-environment.js';

/** A Python on this machine, for a report. */
export interface InstalledPython {
  /** How it was come upon; one that is only in `pyenv` is never chosen on its own account. */
  readonly source: CandidateSource | 'pyenv';
  readonly path: string;
  /** Undefined if it could not even be asked. */
  readonly installation: PythonInstallation | undefined;
  /** Why it cannot be used; undefined if it can. */
  readonly error: GraftError | undefined;
}

/**
 * Every Python that discovery would look at if none before it were usable, then those of pyenv, each once. Asks each one
 * anew, past the cache.
 */
export function installedPythons(options: DiscoverOptions = {}): InstalledPython[] {
  const env = options.env ?? process.env;
  const cwd = resolve(options.cwd ?? '.');
  const files = new FileObserver();
  const context = { cwd, env, cache: openDiscoveryCache(undefined), files };
  const found: InstalledPython[] = [];
  const seen = new Set<string>();

  const look = (source: InstalledPython['source'], path: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    const { installation, problem } = inspect(path, context);
    if (installation === undefined && isUnselectedShim(path)) return;
    if (installation !== undefined && isListed(installation, found)) return;
    found.push({ source, path, installation, error: problem && problemError(problem) });
  };

  for (const [source, name] of namedSources(options.python, env)) {
    const candidate = namedCandidate(source, name, cwd, env, files);
    if ('path' in candidate) look(source, candidate.path);
    else found.push({ source, path: name, installation: undefined, error: problemError(candidate) });
  }
  for (const { source, path } of unnamedCandidates(cwd, env, files)) look(source, path);
  for (const path of pyenvPythons(env, files)) look('pyenv', path);
  return found;
}

function isListed(installation: PythonInstallation, found: readonly InstalledPython[]): boolean {
  return found.some((other) => other.installation && sameInstallation(other.installation, installation));
}

/** pyenv keeps a shim for each name of each version; those of a version that is not selected answer nothing. */
function isUnselectedShim(path: string): boolean {
  return /[\\/]shims[\\/][^\\/]+$/.test(path);
}

function pyenvPythons(env: NodeJS.ProcessEnv, files: FileObserver): string[] {
  const root = env['PYENV_ROOT'] ?? (env['HOME'] === undefined ? undefined : join(env['HOME'], '.pyenv'));
  if (root === undefined) return [];
  const versions = join(root, 'versions');
  try {
    return readdirSync(versions)
      .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))
      .map((name) => pythonOf(join(versions, name), files));
  } catch {
    return [];
  }
}
