import { isAbsolute, resolve } from 'node:path';
import type { FileObserver } from './file-observer.js';
import { findOnPath } from './executable-search.js';
import type { Problem } from './problem.js';
import { supportedMinors } from './supported-versions.js';
import { isVenv, localVenvs, pythonOf } from './virtual-environment.js';

/** The rule by which an interpreter was looked at. */
export type CandidateSource = 'option' | 'GRAFT_PYTHON' | 'VIRTUAL_ENV' | 'local venv' | 'PATH';

/** An interpreter to look at, and the rule that named it. */
export interface Candidate {
  readonly source: CandidateSource;
  /** Absolute. */
  readonly path: string;
}

/** What the user named, by the rules in their order: the first one decides. */
export function namedSources(
  python: string | undefined,
  env: NodeJS.ProcessEnv,
): (readonly [CandidateSource, string])[] {
  const named: (readonly [CandidateSource, string])[] = [];
  if (python) named.push(['option', python]);
  if (env['GRAFT_PYTHON']) named.push(['GRAFT_PYTHON', env['GRAFT_PYTHON']]);
  if (env['VIRTUAL_ENV']) named.push(['VIRTUAL_ENV', env['VIRTUAL_ENV']]);
  return named;
}

/**
 * What the user named: an interpreter, a virtual environment (or another directory with bin/python), or a command on
 * PATH. A path is relative to `cwd`.
 */
export function namedCandidate(
  source: CandidateSource,
  name: string,
  cwd: string,
  env: NodeJS.ProcessEnv,
  files: FileObserver,
): Candidate | Problem {
  const path = resolve(cwd, name);
  if (!isAbsolute(name) && !/[\\/]/.test(name) && !isVenv(path, files)) {
    const [found] = findOnPath(name, env, files);
    if (found !== undefined) return { source, path: found };
  }
  const stats = files.status(path);
  if (stats?.isDirectory() === true) {
    const python = pythonOf(path, files);
    if (isVenv(path, files) || files.status(python) !== undefined) return { source, path: python };
    return notFound(source, name, `the directory ${path} is no virtual environment and has no bin/python`);
  }
  if (stats !== undefined) return { source, path };
  const where = /[\\/]/.test(name)
    ? `there is no ${path}`
    : `there is no such command on PATH, and no ${path}`;
  return notFound(source, name, where);
}

/** What is tried when the user named nothing, in order; lazily, because the first one nearly always does. */
export function* unnamedCandidates(
  cwd: string,
  env: NodeJS.ProcessEnv,
  files: FileObserver,
): Generator<Candidate, void> {
  for (const venv of localVenvs(cwd, files)) yield { source: 'local venv', path: pythonOf(venv, files) };
  for (const name of ['python3', 'python', ...supportedMinors.map((minor) => `python3.${minor}`)]) {
    for (const path of findOnPath(name, env, files)) yield { source: 'PATH', path };
  }
}

function notFound(source: CandidateSource, name: string, why: string): Problem {
  const what = source === 'option' ? 'The python option' : source;
  return {
    code: source === 'VIRTUAL_ENV' ? 'venv-broken' : 'python-not-found',
    message: `${what} names "${name}", but ${why}.`,
    remedy:
      source === 'VIRTUAL_ENV'
        ? 'Leave that environment (deactivate), make it anew, or name another Python with GRAFT_PYTHON.'
        : 'Name an interpreter, a virtual environment, or a command on PATH.',
  };
}
