import { describe, expect, it } from 'vitest';
import { sourceFiles, type SourceFile } from './source-files.js';

const maximumLines = 450;
const folders = ['src', 'native', 'python-host', 'test', 'bench', 'examples', 'scripts'];
const code = /\.(ts|mjs|cjs|js|cc|h|py)$/;

const linesOf = ({ text }: SourceFile): number => text.split('\n').length - 1;
const isTooLong = (file: SourceFile): boolean => linesOf(file) > maximumLines;

// A file is named for the one thing that it exports; these say nothing about what is inside.
const saysNothing = ({ path }: SourceFile): boolean =>
  /(^|[/._-])(utils?|helpers?|common|managers?|misc)([/._-])/.test(path);

describe('every source file', () => {
  // What a generator has made is as long as its model.
  const files = folders
    .flatMap((folder) => sourceFiles(folder, code))
    .filter(({ path }) => !path.startsWith('test/golden/'));

  it(`has at most ${maximumLines} lines`, () => {
    expect(files.filter(isTooLong).map((file) => `${file.path}: ${linesOf(file)}`)).toEqual([]);
  });

  it('has a name that says what is in it', () => {
    expect(files.filter(saysNothing).map(({ path }) => path)).toEqual([]);
  });

  it('is found out when it is too long', () => {
    expect(isTooLong({ path: 'src/a.ts', text: 'x;\n'.repeat(maximumLines) })).toBe(false);
    expect(isTooLong({ path: 'src/a.ts', text: 'x;\n'.repeat(maximumLines + 1) })).toBe(true);
  });

  it.each([
    'src/utils.ts',
    'src/iip/frame-helpers.ts',
    'native/common/text.h',
    'python-host/graftwire/lane_manager.py',
  ])('is found out when its name says nothing: %s', (path) => {
    expect(saysNothing({ path, text: '' })).toBe(true);
  });
});
