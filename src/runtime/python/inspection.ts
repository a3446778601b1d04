import { assess } from './assessment.js';
import type { Assessment } from './assessment.js';
import { isInstallation, isProblem, isRecord } from './cached-shapes.js';
import type { DiscoveryCache } from './discovery-cache.js';
import { FileObserver } from './file-observer.js';
import type { PythonInstallation } from './installation.js';
import { isProbeAnswer, probe } from './probe.js';
import type { Problem } from './problem.js';
import { isVersionShim, observeVersionFiles } from './version-shim.js';
import { brokenVenv, venvFault, venvOf } from './virtual-environment.js';

/** What came of looking at one interpreter: one that can be used, or why not and what is known of it all the same. */
export type Inspection = (
  | { readonly installation: PythonInstallation; readonly problem: undefined }
  | { readonly installation: PythonInstallation | undefined; readonly problem: Problem }
) & {
  /** Whether no child process was needed. */
  readonly fromCache: boolean;
};

/** Where and how the search happens. */
export interface InspectionContext {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly cache: DiscoveryCache;
  /** Gets to see everything that the outcome rests on. */
  readonly files: FileObserver;
}

/** Looks at the interpreter at `path` (absolute), out of the cache or by asking it. */
export function inspect(path: string, { cwd, env, cache, files }: InspectionContext): Inspection {
  const known = cache.get('interpreters', path, isAssessment);
  if (known !== undefined) {
    files.adopt(known.evidence);
    return { ...known.value, fromCache: true };
  }

  const seen = new FileObserver();
  const status = seen.status(path);
  const venv = venvOf(path, seen);
  const problem = venv === undefined ? undefined : venvFault(venv, path);
  if (problem !== undefined) return { installation: undefined, problem, fromCache: false };
  if (status === undefined) return { installation: undefined, problem: nothingAt(path), fromCache: false };

  const answer = probe(path, { cwd, env });
  if (!isProbeAnswer(answer)) {
    const why =
      venv === undefined ? answer : brokenVenv(venv, `its Python does not start. ${answer.message}`);
    return { installation: undefined, problem: why, fromCache: false };
  }
  const assessment = assess(answer, seen);
  if (isVersionShim(path, status.size)) {
    // What it answers depends on the directory and the environment too: only the outcome of a start can keep it.
    observeVersionFiles(path, cwd, env, seen);
  } else {
    cache.set('interpreters', path, assessment, seen.evidence);
  }
  files.adopt(seen.evidence);
  return { ...assessment, fromCache: false };
}

function isAssessment(value: unknown): value is Assessment {
  if (!isRecord(value)) return false;
  const { installation, problem } = value;
  return isInstallation(installation) && (problem === undefined || isProblem(problem));
}

function nothingAt(path: string): Problem {
  return {
    code: 'python-not-found',
    message: `There is no Python at ${path}.`,
    remedy: 'Name an interpreter, a virtual environment, or a command on PATH.',
  };
}
