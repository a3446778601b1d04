import { describe, expect, it } from 'vitest';
import { median, quantile, range, relativeSpread, summarise } from '../../../bench/stats.js';

describe('statistics of samples', () => {
  it('the median of an odd number of samples is the middle one, whatever their order', () => {
    expect(median([9, 1, 5])).toBe(5);
  });

  it('the median of an even number lies half way between the two in the middle', () => {
    expect(median([1, 2, 4, 100])).toBe(3);
  });

  it('quartiles are interpolated between ranks', () => {
    expect(summarise([10, 20, 30, 40, 50, 60])).toEqual({ count: 6, median: 35, lower: 22.5, upper: 47.5 });
  });

  it('one sample is its own median and quartiles, and has no spread', () => {
    const summary = summarise([7]);
    expect(summary).toEqual({ count: 1, median: 7, lower: 7, upper: 7 });
    expect(relativeSpread(summary)).toBe(0);
  });

  it('one slow sample among many moves neither median nor spread', () => {
    const quiet = summarise([100, 100, 101, 101, 102, 102, 103]);
    const disturbed = summarise([100, 100, 101, 101, 102, 102, 9000]);
    expect(disturbed).toEqual(quiet);
  });

  it('the samples are not reordered', () => {
    const samples = [3, 1, 2];
    median(samples);
    expect(samples).toEqual([3, 1, 2]);
  });

  it('the range is how far the largest lies above the smallest', () => {
    expect(range([100, 110, 125])).toBe(0.25);
    expect(range([100])).toBe(0);
  });

  it('an empty set has neither quantile nor range', () => {
    expect(() => quantile([], 0.5)).toThrow(RangeError);
    expect(() => range([])).toThrow(RangeError);
  });
});
