import { describe, expect, it } from 'vitest';
import { parseOptions, rowNames } from '../../../bench/options.js';
import { subjectNames } from '../../../bench/subjects/subject.js';

describe('the options of the benchmark', () => {
  it('without any, everything is measured', () => {
    expect(parseOptions([])).toEqual({
      quick: false,
      rows: new Set(rowNames),
      subjects: subjectNames,
      dry: false,
      help: false,
    });
  });

  it('a quick run leaves out the rows that no target speaks of, unless they are named', () => {
    const quick = parseOptions(['--quick']).rows;
    expect(rowNames.filter((name) => !quick.has(name))).toEqual([
      'array',
      'attribute',
      'echo-int',
      'echo-float',
      'echo-bytes',
      'echo-list',
      ...['route-plain', 'route-direct', 'route-loaded', 'route-generated', 'route-loopback'],
      ...['generate-lodash', 'generate-numpy'],
    ]);
    expect([...parseOptions(['--quick', '--only', 'attr']).rows]).toEqual(['attribute']);
  });

  it('--only takes the beginnings of names', () => {
    expect([...parseOptions(['--only', 'add,echo-10k']).rows]).toEqual([
      'add',
      'echo-10k-ascii',
      'echo-10k-latin1',
      'echo-10k-bmp',
      'echo-10k-astral',
    ]);
  });

  it('--subjects always keeps the floors, which everything is compared with', () => {
    expect(parseOptions(['--subjects', 'graftwire']).subjects).toEqual(['floor', 'floor-kept', 'graftwire']);
  });

  it('--against compares synchronous calls, also those that a quick run leaves out', () => {
    const { against, rows } = parseOptions(['--against', '/old', '--quick']);
    expect(against).toBe('/old');
    expect([...rows]).toEqual(expect.arrayContaining(['add', 'keyword', 'method', 'array', 'echo-list']));
    expect(
      [...rows].filter((name) => /^(part|async|idle|threads|contended|start|memory|wire)/.test(name)),
    ).toEqual([]);
    expect([...parseOptions(['--against', '/old', '--only', 'a']).rows]).toEqual([
      'add',
      'array',
      'attribute',
    ]);
    expect(() => parseOptions(['--against', '/old', '--only', 'async'])).toThrow(
      /--against compares add, key/,
    );
    expect(() => parseOptions(['--against', '/old', '--subjects', 'pymport'])).toThrow(/no --subjects/);
  });

  it('a word that names nothing is refused with what there is', () => {
    expect(() => parseOptions(['--only', 'ad,xyz'])).toThrow(
      /no row begins with "xyz"; there are part-call, part-gil/,
    );
    expect(() => parseOptions(['--subjects', 'jpype'])).toThrow(/no subject "jpype"; there are floor/);
    expect(() => parseOptions(['--slow'])).toThrow(/--slow/);
  });
});
