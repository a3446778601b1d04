import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { HeapMemory } from '../../src/iip/heap-memory.js';
import { networkLimits } from '../../src/iip/limits.js';
import { ValueWriter } from '../../src/iip/value-writer.js';
import { canonicalise, readWhole } from './canonicalise.js';
import { fromHex, fromTagged, toHex, toTagged, type Tagged } from './tagged.js';
import { pathOfVectors, vectorRows } from './vector-rows.js';
import { vectorFiles } from './vectors/files.js';

function written(value: unknown): string {
  const writer = new ValueWriter(new HeapMemory(2 ** 30));
  writer.writeValue(value, 0);
  return toHex(writer.u8.subarray(0, writer.pos));
}

describe('test/vectors', () => {
  it('is what test/conformance/vectors/generate.mjs writes', () => {
    const files = vectorFiles();
    // Those of configurations are written by hand.
    const names = readdirSync(pathOfVectors('.')).filter((name) => name !== 'config');
    expect(names.sort()).toEqual([...files.keys()].sort());
    for (const [name, text] of files) expect(readFileSync(pathOfVectors(name), 'utf8'), name).toBe(text);
  });
});

describe('values.json', () => {
  it.each(vectorRows<{ value: Tagged; hex: string }>('values.json'))('$name', ({ value, hex }) => {
    expect(toTagged(readWhole(fromHex(hex)))).toEqual(value);
    expect(written(fromTagged(value))).toBe(hex);
    expect(written(readWhole(fromHex(hex)))).toBe(hex);
  });
});

interface LongRow {
  readonly of: 'str' | 'bin' | 'array' | 'ext';
  readonly header: string;
  readonly item: string;
  readonly count: number;
}

describe('long.json', () => {
  it.each(vectorRows<LongRow>('long.json'))('$name', ({ of, header, item, count }) => {
    const hex = header + item.repeat(count);
    const value = readWhole(fromHex(hex));
    const tagged: Readonly<Record<LongRow['of'], () => Tagged>> = {
      str: () => ({ str: Buffer.from(item, 'hex').toString().repeat(count) }),
      bin: () => ({ bin: item.repeat(count) }),
      array: () => ({ array: new Array<null>(count).fill(null) }),
      ext: () => ({ ext: [100, item.repeat(count)] }),
    };
    expect(toTagged(value)).toEqual(tagged[of]());
    expect(written(value)).toBe(hex);
  });
});

describe('lenient.json', () => {
  it.each(vectorRows<{ value: Tagged; hex: string; canonical: string }>('lenient.json'))(
    '$name',
    ({ value, hex, canonical }) => {
      expect(toTagged(readWhole(fromHex(hex)))).toEqual(value);
      expect(canonicalise('value', fromHex(hex))).toBe(`ok ${canonical}`);
      expect(hex).not.toBe(canonical);
    },
  );
});

describe('distinct-keys.json', () => {
  it.each(vectorRows<{ hex: string; canonical: string }>('distinct-keys.json'))(
    '$name',
    ({ hex, canonical }) => {
      expect(canonicalise('value', fromHex(hex))).toBe(`ok ${canonical}`);
    },
  );
});

describe('invalid.json', () => {
  it.each(vectorRows<{ hex: string; code: string }>('invalid.json'))('$name', ({ hex, code }) => {
    expect(canonicalise('value', fromHex(hex))).toBe(`error ${code}`);
  });
});

describe('limits.json', () => {
  it.each(vectorRows<{ values: number; depth: number; hex: string; answer: string }>('limits.json'))(
    '$name',
    ({ values, depth, hex, answer }) => {
      const limits = { ...networkLimits, maxValues: values, maxDepth: depth };
      expect(canonicalise('value', fromHex(hex), limits)).toBe(
        answer === 'ok' ? `ok ${hex}` : `error ${answer}`,
      );
    },
  );
});
