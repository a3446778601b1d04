import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { moduleArgument } from '../../../src/cli/analysis/module-argument.js';
import { GraftError } from '../../../src/errors/graft-error.js';

let folder = '';

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'graftwire-')));
  mkdirSync(join(folder, 'lib/package'), { recursive: true });
  for (const name of ['stats.py', 'lib/inventory.ts', 'json']) writeFileSync(join(folder, name), '');
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('a module on the command line', () => {
  it.each([
    ['stats.py', './stats.py', true],
    ['./stats.py', './stats.py', true],
    ['lib/inventory.ts', './lib/inventory.ts', false],
    ['lib/package', './lib/package', true],
  ])('is a file or folder: %s', (text, source, isPython) => {
    const expected = { source, isPython, path: join(folder, source) };
    expect(moduleArgument(text, folder)).toEqual(expected);
    expect(moduleArgument(join(folder, text), folder)).toEqual(expected);
    expect(moduleArgument(pathToFileURL(join(folder, text)).href, folder)).toEqual(expected);
  });

  it('may stand above the working directory', () => {
    expect(moduleArgument('../stats.py', join(folder, 'lib'))).toMatchObject({ source: '../stats.py' });
  });

  it.each([
    ['python:json', true],
    ['npm:@scope/name', false],
    ['node:path', false],
  ])('is named: %s', (source, isPython) => {
    expect(moduleArgument(source, folder)).toEqual({ source, isPython, path: undefined });
  });

  it.each([
    ['missing.py', 'module-not-found'],
    ['./json/none', 'module-not-found'],
    ['statistics', 'invalid-source'],
    ['https://example.org/a.py', 'unimplemented'],
    ['http://localhost:7420', 'unimplemented'],
    ['npm:', 'invalid-source'],
    ['file://elsewhere/a.py', 'invalid-source'],
  ])('is refused with a remedy where it is none: %s', (text, code) => {
    const attempt = (): unknown => moduleArgument(text, folder);
    expect(attempt).toThrow(GraftError);
    expect(attempt).toThrow(expect.objectContaining({ code, remedy: expect.any(String) as string }));
  });
});
