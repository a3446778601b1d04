import type { FileObserver } from './file-observer.js';
import type { LibrarySearch } from './library.js';
import { findLibrary } from './library.js';
import { libraryRemedy } from './library-remedy.js';
import type { PythonInstallation } from './installation.js';
import type { ProbeAnswer } from './probe.js';
import type { Problem } from './problem.js';
import { isSupportedVersion, supportedRange } from './supported-versions.js';
import { venvOf, venvVersionFault } from './virtual-environment.js';

/** What is known of an interpreter that answered, and whether it can be used. */
export interface Assessment {
  readonly installation: PythonInstallation;
  /** Why it cannot be used; undefined if it can. */
  readonly problem: Problem | undefined;
}

/** Judges what an interpreter said of itself. */
export function assess(answer: ProbeAnswer, files: FileObserver): Assessment {
  files.status(answer.executable);
  const venv = venvOf(answer.executable, files);
  const search: LibrarySearch =
    answer.implementation === 'cpython' && isSupportedVersion(answer.version)
      ? findLibrary(answer, files)
      : { library: undefined, rejected: [] };
  const problem =
    versionProblem(answer) ??
    freeThreadingProblem(answer) ??
    (venv === undefined ? undefined : venvVersionFault(venv, answer.version)) ??
    libraryProblem(answer, search);
  return {
    installation: {
      executable: answer.executable,
      version: answer.version,
      versionText: answer.versionText,
      library: search.library,
      prefix: venv ?? answer.basePrefix,
      basePrefix: answer.basePrefix,
      venv,
      freeThreaded: answer.freeThreaded,
      debugBuild: answer.debugBuild,
    },
    problem,
  };
}

function versionProblem(answer: ProbeAnswer): Problem | undefined {
  const { executable, implementation, versionText, version } = answer;
  if (implementation === 'cpython' && isSupportedVersion(version)) return undefined;
  const name = implementation === 'cpython' ? 'CPython' : implementation;
  return {
    code: 'python-version-unsupported',
    message: `${executable} is ${name} ${versionText}, and graftwire runs ${supportedRange}.`,
    remedy: 'Install one of these, or name it with GRAFT_PYTHON.',
  };
}

function freeThreadingProblem(answer: ProbeAnswer): Problem | undefined {
  if (!answer.freeThreaded) return undefined;
  return {
    code: 'python-free-threaded',
    message: `CPython ${answer.versionText} at ${answer.executable} is a free-threaded build, which is not supported yet.`,
    remedy: 'Choose the build with a GIL (python3, not python3t), for instance with GRAFT_PYTHON.',
  };
}

function libraryProblem(answer: ProbeAnswer, search: LibrarySearch): Problem | undefined {
  if (search.library !== undefined) return undefined;
  const who = `CPython ${answer.versionText} at ${answer.executable}`;
  const [rejected] = search.rejected;
  return {
    code: 'python-not-loadable',
    message:
      rejected === undefined
        ? `${who} was built without a shared library, and none is installed beside it.`
        : `The shared library of ${who} cannot be used: ${rejected.path} ${rejected.fault}.`,
    remedy: libraryRemedy(answer.executable, answer.versionText),
  };
}
