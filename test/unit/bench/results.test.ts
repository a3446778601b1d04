import { describe, expect, it } from 'vitest';
import { measured, medianOf, ratioOf, type Row } from '../../../bench/results.js';

function rowOf(cells: Row['cells']): Row {
  return { name: 'add', title: 'add(int, int)', unit: 'ns', reference: 'floor', cells };
}

describe('a ratio', () => {
  it('is the median of the ratios of each trial, so that a machine that slows down does not change it', () => {
    const row = rowOf({
      floor: measured([100, 400, 1000], []),
      graftwire: measured([150, 600, 1500], []),
    });
    expect(ratioOf(row, 'graftwire', 'floor')).toBe(1.5);
  });

  it('is one of processor time where that is asked for, and there is none where a subject has none', () => {
    const row = rowOf({
      floor: measured([100, 400], [], [100, 100]),
      graftwire: measured([900, 400], [], [120, null]),
      pythonia: measured([900, 400], [], [null, null]),
    });
    expect(ratioOf(row, 'graftwire', 'floor', 'cpu')).toBe(1.2);
    expect(medianOf(row, 'graftwire', 'cpu')).toBe(120);
    expect(ratioOf(row, 'graftwire', 'floor')).toBe(5);
    expect(ratioOf(row, 'pythonia', 'floor', 'cpu')).toBeUndefined();
  });

  it('leaves out the trials in which either is missing', () => {
    const row = rowOf({
      floor: measured([100, null, 100], []),
      graftwire: measured([120, 9000, 140], []),
    });
    expect(ratioOf(row, 'graftwire', 'floor')).toBeCloseTo(1.3);
  });

  it('is not there when a subject gave a wrong answer, could not start or has no trial in common', () => {
    const row = rowOf({
      floor: measured([100, null], []),
      pymport: { status: 'wrong', why: '40 of 52 UTF-16 units came back' },
      pyodide: { status: 'unavailable', why: 'it is not installed' },
      pythonia: measured([null, 50], []),
    });
    expect(ratioOf(row, 'pymport', 'floor')).toBeUndefined();
    expect(ratioOf(row, 'pyodide', 'floor')).toBeUndefined();
    expect(ratioOf(row, 'pythonia', 'floor')).toBeUndefined();
    expect(ratioOf(row, 'graftwire', 'floor')).toBeUndefined();
    expect(ratioOf(undefined, 'graftwire', 'floor')).toBeUndefined();
  });
});

describe('a median', () => {
  it('is taken of the trials that gave something', () => {
    expect(medianOf(rowOf({ floor: measured([null, 10, 30], []) }), 'floor')).toBe(20);
  });
});
