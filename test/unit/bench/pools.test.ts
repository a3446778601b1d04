import { describe, expect, it } from 'vitest';
import { createBytesMaker } from '../../../bench/pools/bytes.js';
import { Pool } from '../../../bench/pools/pool.js';
import { createRecordMaker } from '../../../bench/pools/record.js';
import { createTextMaker, type Encoding, encodings } from '../../../bench/pools/text.js';

describe('a pool', () => {
  it('gives its values in turn and begins again at its end', () => {
    const pool = new Pool(4, () => 0);
    expect([pool.take(2), pool.take(2), pool.take(2)]).toEqual([0, 2, 0]);
  });

  it('renews what was taken and nothing else', () => {
    let serial = 0;
    const pool = new Pool(6, () => serial++);
    pool.take(2);
    pool.take(2);
    pool.renew();
    expect(pool.values).toEqual([6, 7, 8, 9, 4, 5]);
    expect(pool.taken).toBe(0);
  });

  it('renews across its end', () => {
    let serial = 0;
    const pool = new Pool(4, () => serial++);
    pool.take(2);
    pool.renew();
    pool.take(2);
    pool.take(2);
    expect(pool.lastTaken(3)).toEqual([3, 4, 5]);
    pool.renew();
    expect(pool.values).toEqual([8, 9, 6, 7]);
  });

  it('tells how often more was taken than it holds, and renews each value once then', () => {
    let made = 0;
    const pool = new Pool(2, () => made++);
    pool.take(2);
    pool.take(2);
    expect(pool.taken).toBe(4);
    pool.renew();
    expect(made).toBe(4);
  });
});

describe('fresh bytes', () => {
  it('are as many as asked for, in memory of their own, and no two alike', () => {
    const make = createBytesMaker(100, 1);
    const made = Array.from({ length: 500 }, make);
    expect(made.every((bytes) => bytes.length === 100 && bytes.buffer.byteLength === 100)).toBe(true);
    expect(new Set(made.map((bytes) => Buffer.from(bytes).toString('hex'))).size).toBe(made.length);
  });
});

describe('fresh texts', () => {
  const highest: Readonly<Record<Encoding, readonly [number, number]>> = {
    ascii: [0x20, 0x7f],
    latin1: [0x80, 0xff],
    bmp: [0x100, 0xffff],
    astral: [0x10000, 0x10ffff],
  };

  it.each(encodings.flatMap((encoding) => [100, 10_000].map((bytes) => [encoding, bytes] as const)))(
    'of %s have exactly %d bytes of UTF-8 and characters of that kind',
    (encoding, bytes) => {
      const make = createTextMaker(encoding, bytes, 1);
      for (let count = 0; count < 200; count++) {
        const text = make();
        expect(Buffer.byteLength(text)).toBe(bytes);
        expect(text).not.toMatch(/\p{Surrogate}/u);
        const top = Math.max(...[...text].map((character) => character.codePointAt(0) ?? 0));
        expect(top).toBeGreaterThanOrEqual(highest[encoding][0]);
        expect(top).toBeLessThanOrEqual(highest[encoding][1]);
      }
    },
  );

  it('never come twice', () => {
    const make = createTextMaker('ascii', 100, 1);
    expect(new Set(Array.from({ length: 20_000 }, make)).size).toBe(20_000);
  });

  it('are refused when no number of periods makes that size', () => {
    expect(() => createTextMaker('bmp', 101, 1)).toThrow(RangeError);
  });
});

describe('fresh records', () => {
  const samples = Array.from({ length: 500 }, createRecordMaker(1));

  it('have seven fields, among them a list of three and an object of three', () => {
    for (const { record, ownerKey } of samples) {
      expect(Object.keys(record)).toHaveLength(7);
      expect(Object.keys(record[ownerKey] as object)).toHaveLength(3);
      const kinds = Object.values(record).map((field) =>
        Array.isArray(field) ? field.length : field === null ? null : typeof field,
      );
      expect(kinds).toEqual(['number', 'string', 'number', 3, 'object', 'boolean', null]);
    }
  });

  it('come in many sets of keys, and no two are alike', () => {
    expect(new Set(samples.map(({ record }) => Object.keys(record).join())).size).toBeGreaterThan(20);
    expect(new Set(samples.map(({ record }) => JSON.stringify(record))).size).toBe(samples.length);
  });

  it('say where to find their parts', () => {
    for (const { record, idKey, ownerKey, ageKey, id, age } of samples) {
      expect(record[idKey]).toBe(id);
      expect((record[ownerKey] as Record<string, unknown>)[ageKey]).toBe(age);
    }
  });
});
