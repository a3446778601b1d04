import { describe, expect, it } from 'vitest';
import { formatTable } from '../../../bench/report/table.js';

describe('a table', () => {
  it('aligns its first column to the left and all others to the right, under a rule', () => {
    expect(
      formatTable(
        ['', 'floor', 'pymport'],
        [
          ['add', '91 ns', '1.53 µs'],
          ['echo a text', '0.81 µs', 'wrong'],
        ],
      ).split('\n'),
    ).toEqual([
      '               floor  pymport',
      '-----------  -------  -------',
      'add            91 ns  1.53 µs',
      'echo a text  0.81 µs    wrong',
    ]);
  });

  it('leaves a missing cell empty and no spaces at the end of a line', () => {
    expect(
      formatTable(['row', 'a', 'b'], [['x', '1']])
        .split('\n')
        .at(-1),
    ).toBe('x    1');
  });

  it('counts characters, not UTF-16 units', () => {
    expect(
      formatTable(
        ['', 'value'],
        [
          ['😀', '1'],
          ['ab', '2'],
        ],
      )
        .split('\n')
        .slice(2),
    ).toEqual(['😀       1', 'ab      2']);
  });
});
