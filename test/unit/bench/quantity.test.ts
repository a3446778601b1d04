import { describe, expect, it } from 'vitest';
import {
  formatDuration,
  formatMegabytes,
  formatRate,
  formatRatio,
  formatShare,
} from '../../../bench/report/quantity.js';

describe('quantities in the tables', () => {
  it.each([
    [9.5, '9.50 ns'],
    [81.34, '81.3 ns'],
    [729.4, '729 ns'],
    [999.4, '999 ns'],
    [999.6, '1.00 µs'],
    [71_000, '71.0 µs'],
    [105_400_000, '105 ms'],
    [6_030_000_000, '6.03 s'],
    [5_000_000_000_000, '5000 s'],
  ])('%d nanoseconds have three digits that count: %s', (nanoseconds, text) => {
    expect(formatDuration(nanoseconds)).toBe(text);
  });

  it.each([
    [0.938, '0.94x'],
    [1.5, '1.50x'],
    [1.996, '2.0x'],
    [8.13, '8.1x'],
    [9.97, '10x'],
    [639.6, '640x'],
  ])('a ratio of %d is written %s', (ratio, text) => {
    expect(formatRatio(ratio)).toBe(text);
  });

  it.each([
    [1000, '1.00 M/s'],
    [1001, '999 k/s'],
    [33_333, '30.0 k/s'],
    [200_000, '5.00 k/s'],
  ])('a call of %d nanoseconds can be made so often: %s', (nanoseconds, text) => {
    expect(formatRate(nanoseconds)).toBe(text);
  });

  it('memory is in millions of bytes, shares in percent', () => {
    expect(formatMegabytes(47_300_000)).toBe('47.3 MB');
    expect(formatShare(0.046)).toBe('4.6 %');
    expect(formatShare(1.52)).toBe('152 %');
  });
});
