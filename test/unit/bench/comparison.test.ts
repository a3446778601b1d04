import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { type Comparison, verdictOf } from '../../../bench/against/comparison.js';
import { formatComparison } from '../../../bench/against/report.js';
import { measured } from '../../../bench/results.js';

const comparison: Comparison = {
  kind: 'against',
  date: '2026-01-02T03:04:05.000Z',
  plan: 'full',
  machine: {
    platform: 'linux-x64',
    cpu: 'Fast CPU',
    cores: 2,
    memoryGb: 24,
    node: '20.19.0',
    v8: '11.3',
    cpython: '3.11.7',
    versions: { graftwire: '0.2.0' },
    commit: 'new',
    loadBefore: 0.1,
  },
  old: { version: '0.1.0', commit: 'old' },
  rows: [
    {
      name: 'add',
      title: 'add(int, int)',
      // The machine slowed down on the way: the medians differ by more than the trials do.
      old: measured([100, 100, 1000], [], [100, 100, 1000]),
      new: measured([109, 1090, 1090], [], [109, 109, 1090]),
    },
    {
      name: 'keyword',
      title: 'keyword call',
      old: measured([100, 100, 100], [], [100, 100, 100]),
      new: measured([100, 100, 100], [], [112, 112, 112]),
    },
    {
      name: 'method',
      title: 'method',
      old: measured([100, 100, 100], [], [100, 100, 100]),
      new: measured([150, 150, 150], [], [101, 101, 101]),
    },
    { name: 'array', title: 'array', old: undefined, new: measured([100], []) },
    {
      name: 'callback',
      title: 'callback',
      old: measured([1], []),
      new: { status: 'failed', why: 'it hung' },
    },
  ],
};

describe('a comparison with another checkout', () => {
  it('goes by the ratios of each trial, in processor time before wall time', () => {
    expect(comparison.rows.map(verdictOf)).toEqual([
      'as fast',
      'slower',
      'slower in wall time',
      undefined,
      undefined,
    ]);
  });

  it('is printed with both ratios of each row, and marks what is more than ten percent slower', () => {
    const text = stripVTControlCharacters(formatComparison(comparison));
    expect(text).toMatch(/^add\(int, int\) +100 ns +109 ns +1\.09x ±0\.0 % +1\.09x ±\d+ %$/m);
    expect(text).toMatch(/^keyword call +100 ns +112 ns +1\.12x ±0\.0 % +1\.00x ±0\.0 % +SLOWER$/m);
    expect(text).toMatch(/^method .* 1\.50x ±0\.0 % +slower\?$/m);
    expect(text).toContain('More than 10 % slower, 1 of 3 rows: keyword.');
    expect(text).toContain('In wall time only: method.');
  });

  it('says what could not be compared', () => {
    const text = stripVTControlCharacters(formatComparison(comparison));
    expect(text).toContain('old: has no array');
    expect(text).toContain('new: failed: it hung (callback)');
  });
});
