import { describe, expect, it } from 'vitest';
import { pythonNames } from '../../../../src/generator/python/python-name.js';
import { pythonVersion } from '../../../../src/generator/python/project-file.js';

const named = (...names: readonly string[]): readonly string[] => [...pythonNames(names).values()];

describe('the Python name of a member', () => {
  it.each([
    [
      ['plain', '_', 'Ünïcode'],
      ['plain', '_', 'Ünïcode'],
    ],
    [
      ['from', 'None', 'match'],
      ['from_', 'None_', 'match'],
    ],
    [
      ['$', '$ref', 'a$b'],
      ['S_', 'S_ref', 'aS_b'],
    ],
    [
      ['not-a-name', '1st', 'a b'],
      ['not_a_name', '_1st', 'a_b'],
    ],
    [
      ['from', 'from_', 'from__'],
      ['from___', 'from_', 'from__'],
    ],
    [
      ['a-b', 'a b', 'a_b'],
      ['a_b_', 'a_b__', 'a_b'],
    ],
    [['a', 'a'], ['a']],
  ])('of %j is %j', (names, expected) => {
    expect(named(...names)).toEqual(expected);
  });

  it('avoids reserved names', () => {
    expect([...pythonNames(['events', 'on'], new Set(['events'])).values()]).toEqual(['events_', 'on']);
  });
});

describe('the version of a package', () => {
  it.each([
    ['1.2.3', '1.2.3'],
    ['1.2.3-alpha', '1.2.3a0'],
    ['1.2.3-beta.4', '1.2.3b4'],
    ['1.2.3-rc.1+build.5', '1.2.3rc1+build.5'],
    ['1.2.3-next.7', '1.2.3.dev0+next.7'],
    ['2024.1', '2024.1'],
    ['1.0.dev3', '1.0.dev3'],
  ])('%s is %s in Python', (version, expected) => {
    expect(pythonVersion(version)).toBe(expected);
  });
});
