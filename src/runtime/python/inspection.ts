import { realpathSync } from 'node:fs';
import { assess } from './assessment.js';
import type { DiscoveryCache } from './discovery-cache.js';
import type { PythonInstallation } from './installation.js';
import { isProbeAnswer, probe } from './probe.js';
import type { Problem } from './problem.js';
import { shimContext } from './version-shim.js';
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
}

/** Looks at the interpreter at `path` (absolute), out of the cache or by asking it. */
export function inspect(path: string, { cwd, env, cache }: InspectionContext): Inspection {
  let realPath: string;
  try {
    realPath = realpathSync.native(path);
  } catch {
    return missing(path);
  }
  const context = shimContext(path, realPath, cwd, env);
  const key = JSON.stringify([path, realPath, context === undefined ? 0 : hash(context)]);
  const known = cache.get(key);
  if (known !== undefined) {
    return { installation: known.installation, problem: known.problem, fromCache: true };
  }

  const venv = venvOf(path);
  const fault = venv === undefined ? undefined : venvFault(venv);
  if (fault !== undefined) return { installation: undefined, problem: fault, fromCache: false };

  const answer = probe(path, { cwd, env });
  // A failure is asked about anew each time: it may have been the moment's (no memory, a disk not mounted yet).
  if (!isProbeAnswer(answer)) {
    const problem =
      venv === undefined ? answer : brokenVenv(venv, `its Python does not start. ${answer.message}`);
    return { installation: undefined, problem, fromCache: false };
  }
  const { installation, problem, evidence } = assess(answer);
  cache.set(key, installation, problem, [path, ...evidence]);
  return { installation, problem, fromCache: false };
}

function missing(path: string): Inspection {
  const venv = venvOf(path);
  const problem: Problem = (venv === undefined ? undefined : venvFault(venv)) ?? {
    code: 'python-not-found',
    message: `There is no Python at ${path}.`,
    remedy: 'Name an interpreter, a virtual environment, or a command on PATH.',
  };
  return { installation: undefined, problem, fromCache: false };
}

/** 53 bits (cyrb53). Contexts come from the same user who owns the cache: chance is all that it must withstand. */
function hash(text: string): number {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    a = Math.imul(a ^ unit, 2654435761);
    b = Math.imul(b ^ unit, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return 4294967296 * (2097151 & b) + (a >>> 0);
}
