import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** A program that is no Python but answers as one, and counts how often it ran. */
export interface FakePython {
  readonly path: string;
  runs(): number;
}

/** What a CPython without a shared library answers. */
export const staticAnswer = {
  graftwireProbe: 1,
  implementation: 'cpython',
  version: [3, 11, 2],
  versionText: '3.11.2',
  basePrefix: '/nonexistent/python',
  freeThreaded: false,
  debugBuild: false,
  loaded: null,
  soName: 'libpython3.11.a',
  linkName: 'libpython3.11.a',
  versionSuffix: '3.11',
  libraryDirectory: '/nonexistent/python/lib',
  configDirectory: null,
  multiarch: null,
  frameworkPrefix: null,
};

/** A program at `path` that prints the static answer, changed by `changes`. */
export function fakePython(path: string, changes: Readonly<Record<string, unknown>> = {}): FakePython {
  const answer = JSON.stringify({ ...staticAnswer, executable: path, ...changes });
  return fakeProgram(path, `printf '%s\\n' '${answer}'`);
}

/** A program at `path` that hands everything on to the Python at `target`. */
export function forwardingPython(path: string, target: string): FakePython {
  return fakeProgram(path, `exec '${target}' "$@"`);
}

/** A program at `path` that runs these shell commands. */
export function fakeProgram(path: string, commands: string): FakePython {
  const log = `${path}.runs`;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `#!/bin/sh\necho run >> '${log}'\n${commands}\n`, { mode: 0o755 });
  return {
    path,
    runs: () => (existsSync(log) ? readFileSync(log, 'utf8').split('\n').length - 1 : 0),
  };
}
