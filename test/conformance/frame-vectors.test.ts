import { describe, expect, it } from 'vitest';
import { GraftError } from '../../src/errors/graft-error.js';
import { decodeFrame, encodeFrame } from '../../src/iip/frame.js';
import {
  decodePreamble,
  encodePreamble,
  isPreamblePrefix,
  negotiateVersion,
  type Preamble,
} from '../../src/iip/preamble.js';
import { canonicalise } from './canonicalise.js';
import type { FrameRow } from './encode-frame.js';
import { frameOf, rowOf } from './frame-row.js';
import { fromHex, toHex } from './tagged.js';
import { vectorRows } from './vector-rows.js';

describe('frames.json', () => {
  it.each(vectorRows<{ frame: FrameRow; hex: string }>('frames.json'))('$name', ({ frame, hex }) => {
    expect(rowOf(decodeFrame(fromHex(hex), { floats: 'exact' }))).toEqual(withSortedFields(frame));
    expect(toHex(encodeFrame(frameOf(frame)))).toBe(hex);
    expect(canonicalise('frame', fromHex(hex))).toBe(`ok ${hex}`);
  });

  it('has add(2, 3) in 21 bytes and its result in 17', () => {
    const lengths = vectorRows<{ hex: string }>('frames.json').map(({ hex }) => hex.length / 2);
    expect(lengths.slice(0, 2)).toEqual([21, 17]);
  });
});

/** An optional header is read in the order of its tags. */
function withSortedFields(frame: FrameRow): FrameRow {
  const unknown = frame.optional?.unknown;
  if (unknown === undefined) return frame;
  return {
    ...frame,
    optional: { ...frame.optional, unknown: unknown.toSorted(([one], [other]) => one - other) },
  };
}

describe('frames-lenient.json', () => {
  it.each(vectorRows<{ hex: string; canonical: string }>('frames-lenient.json'))(
    '$name',
    ({ hex, canonical }) => {
      expect(canonicalise('frame', fromHex(hex))).toBe(`ok ${canonical}`);
      expect(hex).not.toBe(canonical);
    },
  );
});

describe('frames-invalid.json', () => {
  it.each(vectorRows<{ hex: string; code: string }>('frames-invalid.json'))('$name', ({ hex, code }) => {
    expect(canonicalise('frame', fromHex(hex))).toBe(`error ${code}`);
  });
});

type PreambleRow =
  | { type: 'preamble' | 'read'; lowest: number; highest: number; maxFrameBytes: number; hex: string }
  | { type: 'invalid'; hex: string }
  | { type: 'prefix'; hex: string; isPrefix: boolean }
  | { type: 'negotiation'; one: [number, number]; other: [number, number]; version: number | null };

const codeOf = (action: () => unknown): unknown => {
  try {
    return action();
  } catch (error) {
    return error instanceof GraftError ? error.code : error;
  }
};
const peer = ([lowestVersion, highestVersion]: [number, number]): Preamble => ({
  lowestVersion,
  highestVersion,
  maxFrameBytes: 16,
});

describe('preamble.json', () => {
  it.each(vectorRows<PreambleRow>('preamble.json').map((row) => [JSON.stringify(row), row] as const))(
    '%s',
    (_, row) => {
      switch (row.type) {
        case 'preamble':
        case 'read': {
          const preamble = decodePreamble(fromHex(row.hex));
          const { lowest: lowestVersion, highest: highestVersion, maxFrameBytes } = row;
          expect(preamble).toEqual({ lowestVersion, highestVersion, maxFrameBytes });
          expect(toHex(encodePreamble(preamble)) === row.hex).toBe(row.type === 'preamble');
          break;
        }
        case 'invalid':
          expect(codeOf(() => decodePreamble(fromHex(row.hex)))).toBe('malformed');
          break;
        case 'prefix':
          expect(isPreamblePrefix(fromHex(row.hex))).toBe(row.isPrefix);
          break;
        case 'negotiation': {
          const expected = row.version ?? 'version-mismatch';
          expect(codeOf(() => negotiateVersion(peer(row.one), peer(row.other)))).toBe(expected);
          expect(codeOf(() => negotiateVersion(peer(row.other), peer(row.one)))).toBe(expected);
          break;
        }
      }
    },
  );
});
