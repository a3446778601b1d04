import { GraftError } from '../../errors/graft-error.js';
import { namedCandidate, namedSources, unnamedCandidates } from './candidates.js';
import type { Candidate, CandidateSource } from './candidates.js';
import { cacheFile, openDiscoveryCache } from './discovery-cache.js';
import { inspect } from './inspection.js';
import type { InspectionContext } from './inspection.js';
import type { PythonInstallation } from './installation.js';
import { problemError } from './problem.js';
import type { Problem } from './problem.js';
import { supportedRange } from './supported-versions.js';

/** What decides which Python is found. */
export interface DiscoverOptions {
  /** An interpreter, a virtual environment, or a command on PATH. Default: the search described at {@link discoverPython}. */
  readonly python?: string | undefined;
  /** Where the search for a local virtual environment starts. Default: the process's working directory. */
  readonly cwd?: string;
  /** Default: the process's environment. */
  readonly env?: NodeJS.ProcessEnv;
  /** Where to remember what was found. Default: `GRAFT_CACHE`, else `graftwire` in the user's cache directory. */
  readonly cacheDirectory?: string | undefined;
}

/** A Python that was looked at and passed over. */
export interface CandidateReport {
  readonly source: CandidateSource;
  /** What was looked at, as it was named or found. */
  readonly path: string;
  /** What is known of it; undefined if it could not even be asked. */
  readonly installation: PythonInstallation | undefined;
  /** Why it was passed over. */
  readonly error: GraftError;
}

/** Which Python was chosen, and how that came. */
export interface PythonDiscovery {
  readonly chosen: PythonInstallation;
  /** The rule that chose it. */
  readonly source: CandidateSource;
  /** Whether no child process was needed. */
  readonly fromCache: boolean;
  /** What was passed over on the way, in order. */
  readonly tried: readonly CandidateReport[];
}

/**
 * Finds the Python to run in this process. The first of these that applies decides: the `python` option, `GRAFT_PYTHON`,
 * an active virtual environment (`VIRTUAL_ENV`); these were named, so that one that cannot be used is an error. Else the
 * first usable one of: `.venv` and `venv` from `cwd` up to the project's root, `python3` and `python` on PATH,
 * `python3.14` to `python3.9` on PATH.
 *
 * @throws GraftError `python-not-found`, `python-not-loadable`, `python-version-unsupported`, `python-free-threaded` or
 *   `venv-broken`, with the remedy.
 */
export function discoverPython(options: DiscoverOptions = {}): PythonDiscovery {
  const env = options.env ?? process.env;
  const cwd = options.cwd ?? process.cwd();
  const cache = openDiscoveryCache(cacheFile(options.cacheDirectory, env));
  const context: InspectionContext = { cwd, env, cache };
  try {
    const [named] = namedSources(options.python, env);
    return named === undefined ? searchUnnamed(context) : useNamed(named[0], named[1], context);
  } finally {
    cache.save();
  }
}

/**
 * What to tell the user once when a virtual environment of the project was passed over: its packages will be missing,
 * and nothing else says why. Undefined when there is nothing to tell.
 */
export function passedOverVenv(discovery: PythonDiscovery): string | undefined {
  const report = discovery.tried.find(({ source }) => source === 'local venv');
  return report && `${report.error.message} Using ${discovery.chosen.executable} instead.`;
}

function useNamed(source: CandidateSource, name: string, context: InspectionContext): PythonDiscovery {
  const candidate = namedCandidate(source, name, context.cwd, context.env);
  if ('code' in candidate) throw problemError(candidate);
  const { installation, problem, fromCache } = inspect(candidate.path, context);
  if (problem !== undefined) throw problemError(problem);
  return { chosen: installation, source, fromCache, tried: [] };
}

function searchUnnamed(context: InspectionContext): PythonDiscovery {
  const tried: (Candidate & Passed)[] = [];
  const seen = new Set<string>();
  let fromCache = true;
  for (const candidate of unnamedCandidates(context.cwd, context.env)) {
    if (seen.has(candidate.path)) continue;
    seen.add(candidate.path);
    const inspection = inspect(candidate.path, context);
    const { installation, problem } = inspection;
    fromCache &&= inspection.fromCache;
    if (problem === undefined) {
      return { chosen: installation, source: candidate.source, fromCache, tried: tried.map(report) };
    }
    tried.push({ ...candidate, installation, problem });
  }
  throw noneUsable(tried);
}

interface Passed {
  readonly installation: PythonInstallation | undefined;
  readonly problem: Problem;
}

function report({ source, path, installation, problem }: Candidate & Passed): CandidateReport {
  return { source, path, installation, error: problemError(problem) };
}

/** The first one is what would have run: its problem is the one to solve. The rest is said in short. */
function noneUsable(tried: readonly (Candidate & Passed)[]): GraftError {
  const [first, ...others] = tried;
  if (first === undefined) {
    return new GraftError('python-not-found', 'No Python was found: there is no python3 on PATH.', {
      remedy: `Install ${supportedRange} with its shared library, or name one with GRAFT_PYTHON.`,
    });
  }
  const { code, message, remedy } = first.problem;
  const also = others.map(({ path, problem }) => `${path} (${problem.code})`).join(', ');
  return new GraftError(code, also === '' ? message : `${message} Not usable either: ${also}.`, { remedy });
}
