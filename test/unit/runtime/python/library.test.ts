import { copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FileObserver } from '../../../../src/runtime/python/file-observer.js';
import { findLibrary } from '../../../../src/runtime/python/library.js';
import type { LibrarySearch } from '../../../../src/runtime/python/library.js';
import { isProbeAnswer, probe } from '../../../../src/runtime/python/probe.js';
import type { ProbeAnswer } from '../../../../src/runtime/python/probe.js';
import { libraryOf, realPythons, sharedPython } from './real-pythons.js';
import { temporaryDirectory } from './temporary-directory.js';

const shared = sharedPython();
const library = libraryOf(shared.prefix) ?? '';

function search(answer: ProbeAnswer): LibrarySearch {
  return findLibrary(answer, new FileObserver());
}

function answerOf(path: string): ProbeAnswer {
  const answer = probe(path);
  if (!isProbeAnswer(answer)) throw new Error(answer.message);
  return answer;
}

/** The answer of an interpreter with Python built in, whose library stands in `directory`, if anywhere. */
function builtIn(directory: string, changes: Partial<ProbeAnswer> = {}): ProbeAnswer {
  return {
    ...answerOf(shared.path),
    loaded: undefined,
    basePrefix: directory,
    libraryDirectory: directory,
    ...changes,
  };
}

describe.each(realPythons)('CPython $version at $path', ({ path }) => {
  it('has its library found by the names alone too, and proven to be of its version', () => {
    const answer = answerOf(path);
    const found = search(answer).library;
    expect(found).toBeDefined();
    expect(search({ ...answer, loaded: undefined }).library).toBe(found);
  });

  it('does not take a library of another patch level', () => {
    const answer = { ...answerOf(path), loaded: undefined, versionText: '3.9.99' };
    const { library: none, rejected } = search(answer);
    expect(none).toBeUndefined();
    expect(rejected.map(({ fault }) => fault)).toContain('is not of version 3.9.99');
  });
});

describe('an interpreter with Python built in', () => {
  it('has no library when there is none beside it, and says where one would be seen', () => {
    const directory = temporaryDirectory();
    const files = new FileObserver();
    const result = findLibrary(builtIn(directory, { configDirectory: undefined }), files);
    expect(result.library).toBeUndefined();
    expect(result.rejected).toEqual([]);
    expect(files.evidence[join(directory, basename(library))]).toBe('absent');
  });

  it.each([
    ['its library directory', ''],
    ['the one for its machine', 'x86_64-linux-gnu'],
    ['lib of its prefix, when it was moved', 'lib'],
  ])('finds it in %s', (_, place) => {
    const directory = temporaryDirectory();
    mkdirSync(join(directory, place), { recursive: true });
    copyFileSync(library, join(directory, place, basename(library)));
    const answer = builtIn(directory, { multiarch: 'x86_64-linux-gnu', configDirectory: undefined });
    expect(search(answer).library).toBe(join(directory, place, basename(library)));
  });

  it('gives the file behind a link', () => {
    const directory = temporaryDirectory();
    symlinkSync(library, join(directory, basename(library)));
    expect(search(builtIn(directory)).library).toBe(library);
  });

  it('passes over an archive, a linker script and a library for another machine', () => {
    const directory = temporaryDirectory();
    const foreign = readFileSync(library);
    foreign.writeUInt16LE(process.arch === 'arm64' ? 62 : 183, 18);
    writeFileSync(join(directory, basename(library)), foreign);
    writeFileSync(join(directory, `libpython3.${shared.minor}.so`), `INPUT(${library})`.padEnd(100));
    writeFileSync(join(directory, `libpython3.${shared.minor}.a`), '!<arch>');
    const names = { linkName: `libpython3.${shared.minor}.a`, configDirectory: undefined };
    const result = search(builtIn(directory, names));
    expect(result.library).toBeUndefined();
    expect(result.rejected.map(({ path, fault }) => [basename(path), fault])).toEqual([
      [basename(library), expect.stringMatching(/^is built for another machine/)],
      [`libpython3.${shared.minor}.so`, 'is not a shared library'],
    ]);
  });
});
