import { readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FileObserver } from './file-observer.js';
import type { ProbeAnswer } from './probe.js';
import { sharedObjectFault } from './binary-header.js';

/** What came of looking for an installation's libpython. */
export interface LibrarySearch {
  /** Absolute, links resolved. */
  readonly library: string | undefined;
  /** Files that are there but cannot be used, with why. */
  readonly rejected: readonly { readonly path: string; readonly fault: string }[];
}

/** Finds the shared libpython of exactly the version that answered. */
export function findLibrary(
  answer: ProbeAnswer,
  files: FileObserver,
  platform: string = process.platform,
): LibrarySearch {
  const rejected: { path: string; fault: string }[] = [];
  const seen = new Set<string>();
  for (const candidate of libraryCandidates(answer, platform)) {
    if (files.status(candidate)?.isFile() !== true) continue;
    const path = realpathSync.native(candidate);
    if (seen.has(path)) continue;
    seen.add(path);
    const fault = sharedObjectFault(path) ?? versionFault(path, answer);
    if (fault === undefined) return { library: path, rejected };
    rejected.push({ path, fault });
  }
  return { library: undefined, rejected };
}

/**
 * An interpreter with Python built in (Debian's, conda's) can stand beside a libpython of another patch level, whose
 * standard library would not fit. What the interpreter runs on itself needs no such proof.
 */
function versionFault(path: string, answer: ProbeAnswer): string | undefined {
  if (answer.loaded !== undefined && sameFile(answer.loaded, path)) return undefined;
  return readFileSync(path).includes(`${answer.versionText}\0`)
    ? undefined
    : `is not of version ${answer.versionText}`;
}

function sameFile(a: string, b: string): boolean {
  try {
    return realpathSync.native(a) === realpathSync.native(b);
  } catch {
    return false;
  }
}

function libraryCandidates(answer: ProbeAnswer, platform: string): string[] {
  if (platform === 'win32') return windowsCandidates(answer);
  return platform === 'darwin' ? macCandidates(answer) : elfCandidates(answer);
}

function elfCandidates(answer: ProbeAnswer): string[] {
  const suffix = answer.versionSuffix ?? `3.${answer.version[1]}`;
  const names = [answer.soName, `libpython${suffix}.so.1.0`, answer.linkName, `libpython${suffix}.so`];
  const { libraryDirectory, multiarch, basePrefix, configDirectory } = answer;
  const directories = [
    libraryDirectory,
    libraryDirectory && multiarch && join(libraryDirectory, multiarch),
    // A relocated build (conda, python-build-standalone) still names the directory that it was built for.
    join(basePrefix, 'lib'),
    multiarch && join(basePrefix, 'lib', multiarch),
    join(basePrefix, 'lib64'),
    configDirectory,
  ];
  return combine(
    answer.loaded,
    directories,
    names.filter((name) => name !== undefined && /\.so(\.|$)/.test(name)),
  );
}

/** Untested. */
function macCandidates(answer: ProbeAnswer): string[] {
  const suffix = answer.versionSuffix ?? `3.${answer.version[1]}`;
  const framework = answer.frameworkPrefix && answer.soName && join(answer.frameworkPrefix, answer.soName);
  const directories = [answer.libraryDirectory, join(answer.basePrefix, 'lib')];
  const names = [`libpython${suffix}.dylib`];
  return [...combine(framework, directories, names), join(answer.basePrefix, 'Python')];
}

/** Untested. */
function windowsCandidates(answer: ProbeAnswer): string[] {
  const name = `python3${answer.version[1]}${answer.debugBuild ? '_d' : ''}.dll`;
  return combine(undefined, [answer.basePrefix, dirname(answer.executable)], [name]);
}

function combine(
  first: string | undefined,
  directories: readonly (string | undefined)[],
  names: readonly (string | undefined)[],
): string[] {
  const paths = new Set<string>(first ? [first] : []);
  for (const directory of directories) {
    if (!directory) continue;
    for (const name of names) if (name) paths.add(join(directory, name));
  }
  return [...paths];
}
