import { describe, expect, it } from 'vitest';
import { Extension } from '../../../src/iip/extensions.js';
import { Float } from '../../../src/iip/float.js';
import { networkLimits } from '../../../src/iip/limits.js';
import { ValueReader } from '../../../src/iip/value-reader.js';
import { decode, decodeHex, encode, errorOf } from './codec.js';

const mapOf = (...pairs: [unknown, unknown][]): Uint8Array => encode(new Map(pairs));
/** Two readers: the one of a network, and one that compiles objects' shapes, as a lane does. */
const readers = [
  ['that checks keys', {}],
  ['that compiles shapes', { strict: false, shapes: true }],
] as const;

describe('a reader of values', () => {
  it('gives a number where an int is safe and a bigint where it is not', () => {
    expect(decodeHex('cf001fffffffffffff')).toBe(2 ** 53 - 1);
    expect(decodeHex('cf0020000000000000')).toBe(2n ** 53n);
    expect(decodeHex('d3ffe0000000000001')).toBe(-(2 ** 53) + 1);
    expect(decodeHex('d3ffe0000000000000')).toBe(-(2n ** 53n));
    expect(decodeHex('c70101ff')).toBe(-1);
    expect(decodeHex('c7090140 0000000000000000')).toBe(2n ** 70n);
  });

  it('gives numbers for floats, or Floats where they would be sent back as ints', () => {
    expect(decodeHex('cb4000000000000000')).toBe(2);
    expect(decodeHex('cb4000000000000000', { floats: 'exact' })).toEqual(new Float(2));
    expect(decodeHex('cb4004000000000000', { floats: 'exact' })).toBe(2.5);
    expect(decodeHex('cb8000000000000000', { floats: 'exact' })).toBe(-0);
    expect(decodeHex('cb4340000000000000', { floats: 'exact' })).toBe(2 ** 53);
  });

  it('gives bytes of their own', () => {
    const bytes = Buffer.from('c403010203', 'hex');
    const read = decode(bytes) as Uint8Array;
    bytes.fill(0xff);
    expect(read).toEqual(Uint8Array.of(1, 2, 3));
    expect(read.constructor).toBe(Uint8Array);
    expect(read.buffer.byteLength).toBe(3);
  });

  it('keeps an extension that it does not know, or refuses it with its path', () => {
    const bytes = Buffer.from('81a16191d40d05', 'hex');
    expect(decode(bytes)).toEqual({ a: [new Extension(13, Uint8Array.of(5))] });
    const error = errorOf(() => decode(bytes, { extensions: 'refuse' }));
    expect(error.code).toBe('unsupported-value');
    expect(error.path).toBe('result.a[0]');
  });

  it('keeps a byte order mark', () => {
    const text = `\ufeff${'a'.repeat(40)}`;
    expect(decode(encode(text))).toBe(text);
    expect(decode(encode('\ufeff'))).toBe('\ufeff');
  });

  it('says what is malformed, and where', () => {
    const error = errorOf(() => decodeHex('93 01 81a178 c1 00'));
    expect(error.code).toBe('malformed');
    expect(error.path).toBe('result[1].x');
    expect(error.message).toContain('at byte 5');
  });

  it('reads what begins behind other bytes and ends before others', () => {
    const reader = new ValueReader();
    reader.attach(Buffer.from('ffff92a16101ffff', 'hex'));
    reader.begin(2, 6);
    expect(reader.readValue(0)).toEqual(['a', 1]);
    expect(reader.isAtEnd).toBe(true);
    reader.begin(2, 5);
    expect(errorOf(() => reader.readValue(0)).code).toBe('malformed');
  });

  it('counts the values of each body anew', () => {
    const reader = new ValueReader({ limits: { ...networkLimits, maxValues: 3 } });
    const bytes = Buffer.from('930101019201c0', 'hex');
    reader.attach(bytes);
    reader.begin(4, 7);
    expect(reader.readValue(0)).toEqual([1, null]);
    reader.begin(0, 4);
    expect(errorOf(() => reader.readValue(0)).code).toBe('too-many-values');
    reader.begin(4, 7);
    expect(reader.readValue(0)).toEqual([1, null]);
  });
});

describe('a reader with its own way to make texts', () => {
  it('uses it for long texts of its memory, and not for those of a payload', () => {
    const long = 'x'.repeat(100);
    const asked: [number, number][] = [];
    const reader = new ValueReader({ readText: (pos, length) => `text ${asked.push([pos, length])}` });
    const payload = encode(long);
    reader.attach(encode([long, new Extension(22, payload)]));
    const [text, extension] = reader.readValue(0) as [string, Extension];
    expect(text).toBe('text 1');
    expect(reader.payloadReader(extension).readValue(0)).toBe(long);
    expect(asked).toEqual([[3, 100]]);
  });

  it('takes what that throws for a text that is not UTF-8', () => {
    const readText = (): never => {
      throw new TypeError('of the decoder');
    };
    const error = errorOf(() => decode(encode(['x'.repeat(100)]), { readText }));
    expect(error.code).toBe('malformed');
    expect(error.path).toBe('result[0]');
  });
});

describe.each(readers)('a map, read by a reader %s', (_, options) => {
  const read = (bytes: Uint8Array): unknown => {
    const reader = new ValueReader(options);
    // Often enough for a shape to be compiled, and then for that.
    for (let time = 0; time < 20; time++) {
      reader.attach(bytes);
      reader.readValue(0);
    }
    reader.attach(bytes);
    const value = reader.readValue(0);
    expect(reader.isAtEnd).toBe(true);
    return value;
  };

  it('is a plain object with an ordinary prototype where all keys are strings', () => {
    const value = read(mapOf(['b', 1], ['a', { c: null, d: [] }])) as object;
    expect(value).toEqual({ b: 1, a: { c: null, d: [] } });
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(Object.keys(value)).toEqual(['b', 'a']);
  });

  it('keeps __proto__, constructor and toString as own keys, and pollutes nothing', () => {
    const value = read(mapOf(['__proto__', { polluted: 1 }], ['constructor', 2], ['toString', 3])) as object;
    expect(Object.entries(value)).toEqual([
      ['__proto__', { polluted: 1 }],
      ['constructor', 2],
      ['toString', 3],
    ]);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
    expect(Object.getOwnPropertyDescriptor(value, '__proto__')).toMatchObject({
      writable: true,
      enumerable: true,
      configurable: true,
    });
  });

  it.each([
    [['1', '2', 'x']],
    [['0', '10', '4294967294']],
    [['x', '01', '-1', '1.5', '4294967295', '1e3']],
    [['größe', '__proto__', 'constructor', 'x']],
  ])('is an object where the keys keep their places in one: %j', (keys) => {
    const value = read(mapOf(...keys.map((key): [unknown, unknown] => [key, key]))) as object;
    expect(value).not.toBeInstanceOf(Map);
    expect(Object.keys(value)).toEqual(keys);
  });

  it.each([
    [['x', '1']],
    [['2', '1']],
    [['1', 'x', '2']],
    [['a', 'b', '4294967294', 'c']],
    [['4294967295', '4294967294']],
    [['größe', '7', '__proto__']],
  ])('is a Map where an object would put them elsewhere: %j', (keys) => {
    const value = read(mapOf(...keys.map((key): [unknown, unknown] => [key, `of ${key}`]))) as Map<
      string,
      string
    >;
    expect([...value]).toEqual(keys.map((key) => [key, `of ${key}`]));
  });

  it('is a Map where a key is not a string, whatever stood before it', () => {
    const value = read(mapOf(['a', 1], ['__proto__', 2], [3, 'c'], ['b', 4])) as Map<unknown, unknown>;
    expect([...value]).toEqual([
      ['a', 1],
      ['__proto__', 2],
      [3, 'c'],
      ['b', 4],
    ]);
  });

  it('is the same with keys of any length and script', () => {
    const keys = [
      '',
      'a',
      'ab',
      'abc',
      'abcd',
      'é',
      'k'.repeat(24),
      'k'.repeat(25),
      'k'.repeat(40),
      '日本語',
      '\ud800',
    ];
    const value = read(mapOf(...keys.map((key, index): [unknown, unknown] => [key, index])));
    expect(value).toEqual(Object.fromEntries(keys.map((key, index) => [key, index])));
  });

  it('is told from others whose keys look alike to the cache', () => {
    // The same first and last bytes and the same length, different in the middle.
    const keys = Array.from({ length: 3000 }, (_, index) => `same${String(index).padStart(5, '0')}same`);
    const pairs = keys.map((key, index): [unknown, unknown] => [key, index]);
    expect(Object.entries(read(mapOf(...pairs)) as object)).toEqual(pairs);
  });

  it('is told from one that begins with the same keys', () => {
    const reader = new ValueReader(options);
    const samples = [
      { id: 1, name: 'a', price: 2 },
      { id: 1, name: 'a', cost: 2 },
      { id: 1, name: 'a' },
      { id: 1, name: 'a', price: 2, more: 3 },
      { id: 1, title: 'a', price: 2 },
      { id: { id: 1, name: 'b', price: 3 }, name: [{ id: 2, name: 'c', price: 4 }], price: null },
      { id: 1, größe: 2, price: 3 },
    ];
    for (let round = 0; round < 30; round++) {
      for (const sample of samples) {
        reader.attach(encode(sample));
        expect(reader.readValue(0)).toEqual(sample);
      }
    }
  });
});
