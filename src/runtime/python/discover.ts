import { resolve } from 'node:path';
import { GraftError } from '../../errors/graft-error.js';
import { isInstallation, isProblem, isRecord, isTexts } from './cached-shapes.js';
import { namedCandidate, namedSources, unnamedCandidates } from './candidates.js';
import type { Candidate, CandidateSource } from './candidates.js';
import { cacheFile, openDiscoveryCache } from './discovery-cache.js';
import { FileObserver } from './file-observer.js';
import { inspect } from './inspection.js';
import type { InspectionContext } from './inspection.js';
import type { PythonInstallation } from './installation.js';
import { problemError } from './problem.js';
import type { Problem } from './problem.js';
import { supportedRange } from './supported-versions.js';
import { versionVariables } from './version-shim.js';

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
  const cwd = resolve(options.cwd ?? '.');
  const cache = openDiscoveryCache(cacheFile(options.cacheDirectory, env));
  const key = startKey(options.python, cwd, env);
  const known = cache.get('starts', key, isConclusion);
  if (known !== undefined) return discovery(known.value, true);

  const context: InspectionContext = { cwd, env, cache, files: new FileObserver() };
  try {
    const [named] = namedSources(options.python, env);
    const [conclusion, fromCache] = named === undefined ? searchUnnamed(context) : useNamed(named, context);
    // An interpreter that could not be asked is asked anew each time: it may have been the moment's (no memory, a disk
    // not mounted yet).
    if (conclusion.passedOver.every(({ installation }) => installation !== undefined)) {
      cache.set('starts', key, conclusion, context.files.evidence);
    }
    return discovery(conclusion, fromCache);
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

/** How a search ended, as the cache keeps it. */
interface Conclusion {
  /** Undefined when none of those passed over can be used. */
  readonly chosen: (Candidate & { readonly installation: PythonInstallation }) | undefined;
  readonly passedOver: readonly PassedOver[];
}

interface PassedOver extends Candidate {
  readonly installation: PythonInstallation | undefined;
  readonly problem: Problem;
}

/** Everything but files that the outcome depends on. */
function startKey(python: string | undefined, cwd: string, env: NodeJS.ProcessEnv): string {
  let key = `${cwd}\n${python ?? ''}\n${env['GRAFT_PYTHON'] ?? ''}\n${env['VIRTUAL_ENV'] ?? ''}`;
  for (const name of versionVariables) key += `\n${env[name] ?? ''}`;
  return key;
}

function useNamed(
  [source, name]: readonly [CandidateSource, string],
  context: InspectionContext,
): [Conclusion, fromCache: boolean] {
  const candidate = namedCandidate(source, name, context.cwd, context.env, context.files);
  if ('code' in candidate) throw problemError(candidate);
  return search([candidate], context);
}

function searchUnnamed(context: InspectionContext): [Conclusion, fromCache: boolean] {
  return search(unnamedCandidates(context.cwd, context.env, context.files), context);
}

function search(
  candidates: Iterable<Candidate>,
  context: InspectionContext,
): [Conclusion, fromCache: boolean] {
  const passedOver: PassedOver[] = [];
  let fromCache = true;
  for (const candidate of candidates) {
    if (passedOver.some(({ path }) => path === candidate.path)) continue;
    const inspection = inspect(candidate.path, context);
    const { installation, problem } = inspection;
    fromCache &&= inspection.fromCache;
    if (problem === undefined) return [{ chosen: { ...candidate, installation }, passedOver }, fromCache];
    passedOver.push({ ...candidate, installation, problem });
  }
  return [{ chosen: undefined, passedOver }, fromCache];
}

function discovery({ chosen, passedOver }: Conclusion, fromCache: boolean): PythonDiscovery {
  if (chosen === undefined) throw noneUsable(passedOver);
  const tried = passedOver.map(({ source, path, installation, problem }) => {
    return { source, path, installation, error: problemError(problem) };
  });
  return { chosen: chosen.installation, source: chosen.source, fromCache, tried };
}

/** The first one is what would have run: its problem is the one to solve. The rest is said in short. */
function noneUsable(passedOver: readonly PassedOver[]): GraftError {
  const [first, ...others] = passedOver;
  if (first === undefined) {
    return new GraftError('python-not-found', 'No Python was found: there is no python3 on PATH.', {
      remedy: `Install ${supportedRange} with its shared library, or name one with GRAFT_PYTHON.`,
    });
  }
  const { code, message, remedy } = first.problem;
  const also = others.map(({ path, problem }) => `${path} (${problem.code})`).join(', ');
  return new GraftError(code, also === '' ? message : `${message} Not usable either: ${also}.`, { remedy });
}

function isConclusion(value: unknown): value is Conclusion {
  if (!isRecord(value)) return false;
  const { chosen, passedOver } = value;
  if (!Array.isArray(passedOver) || !passedOver.every(isPassedOver)) return false;
  return (
    chosen === undefined || (isTexts(chosen, ['source', 'path']) && isInstallation(chosen['installation']))
  );
}

function isPassedOver(value: unknown): value is PassedOver {
  if (!isTexts(value, ['source', 'path'])) return false;
  const { installation, problem } = value;
  return (installation === undefined || isInstallation(installation)) && isProblem(problem);
}
