import { createContext, runInContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Extension } from '../../../../src/iip/extensions.js';
import { float } from '../../../../src/iip/float.js';
import { Complex } from '../../../../src/iip/types/complex.js';
import { DateTime } from '../../../../src/iip/types/date-time.js';
import { Decimal } from '../../../../src/iip/types/decimal.js';
import { Fraction } from '../../../../src/iip/types/fraction.js';
import { FrozenSet } from '../../../../src/iip/types/frozen-set.js';
import { PlainTime } from '../../../../src/iip/types/plain-time.js';
import { Range } from '../../../../src/iip/types/range.js';
import { Slice } from '../../../../src/iip/types/slice.js';
import { TimeDelta } from '../../../../src/iip/types/time-delta.js';
import { tuple } from '../../../../src/iip/types/tuple.js';
import { Uuid } from '../../../../src/iip/types/uuid.js';
import { encode, errorOf, hexOf, refusal } from '../codec.js';
import { decodeTypes, decodeTypesHex } from './type-reader.js';

const roundTrip = (value: unknown): unknown => decodeTypes(encode(value));

describe('a tuple', () => {
  it('is any frozen array, and comes back frozen', () => {
    expect(hexOf(Object.freeze([1]))).toBe(hexOf(tuple(1)));
    expect(Object.isFrozen(roundTrip(tuple(1)))).toBe(true);
    expect(Object.isFrozen(roundTrip([1]))).toBe(false);
    expect(Object.isFrozen((roundTrip([tuple()]) as unknown[])[0])).toBe(true);
  });

  it('tells the path to what cannot be sent in it', () => {
    expect(refusal({ items: tuple(0, tuple(/x/)) }).path).toBe('args[0].items[1][0]');
  });

  it('of any length is read again', () => {
    for (const length of [0, 15, 16, 300, 70_000]) {
      expect((roundTrip(tuple(...Array.from({ length }, () => 7))) as unknown[]).length).toBe(length);
    }
  });

  it('that contains itself is refused, also as a key', () => {
    const items: unknown[] = [];
    items.push(items, items);
    Object.freeze(items);
    expect(refusal(items).code).toBe('cyclic-value');
    expect(refusal(new Set([items])).code).toBe('cyclic-value');
  });

  it('is a key of a Map', () => {
    const read = roundTrip(new Map([[tuple(1, 'a'), 2]])) as Map<unknown, unknown>;
    expect([...read]).toEqual([[[1, 'a'], 2]]);
    expect(Object.isFrozen([...read.keys()][0])).toBe(true);
  });
});

describe('a Set', () => {
  it('of another realm is sent like one of this, and so are a Date and an array', () => {
    const other = createContext({});
    const foreign = (source: string): unknown => runInContext(source, other);
    expect(hexOf(foreign('new Set([1])'))).toBe(hexOf(new Set([1])));
    expect(hexOf(foreign('new Date(5)'))).toBe(hexOf(new Date(5)));
    expect(hexOf(foreign('Object.freeze([1])'))).toBe(hexOf(tuple(1)));
  });

  it('has its items in their order, also nested', () => {
    const read = roundTrip(new Set([3, 1, tuple(2), new FrozenSet([1])])) as Set<unknown>;
    expect([...read]).toEqual([3, 1, [2], new FrozenSet([1])]);
  });

  it.each<[string, unknown[]]>([
    ['1 and true', [1, true]],
    ['1 and float(1)', [1, float(1)]],
    ['1 and a Decimal', [1, Decimal.from('1.00')]],
    ['1 and a Complex', [1, new Complex(1, -0)]],
    ['0.5 and a Fraction', [0.5, new Fraction(1, 2)]],
    ['a Decimal and a Fraction', [Decimal.from('0.1'), new Fraction(1, 10)]],
    ['the least number and a Fraction', [5e-324, new Fraction(1, 2n ** 1074n)]],
    ['two Decimals', [Decimal.from('1E+9000'), Decimal.from('10E+8999')]],
    ['infinities', [Infinity, Decimal.from('Infinity')]],
    ['equal tuples', [tuple(1, 'a'), tuple(true, 'a')]],
    ['equal frozensets', [new FrozenSet([1, 2]), new FrozenSet([2, 1])]],
    ['one moment in two zones', [new Date(0), DateTime.from('1970-01-01T01:00:00+01:00')]],
    ['one time of day', [PlainTime.from('12:00:00Z'), PlainTime.from('13:00:00+01:00')]],
    ['equal spans', [TimeDelta.from({ days: 1 }), TimeDelta.from({ hours: 24 })]],
    ['equal ranges', [new Range(0, 3, 2), new Range(0, 4, 2)]],
    [
      'equal UUIDs',
      [new Uuid('12345678123456781234567812345678'), Uuid.from('12345678-1234-5678-1234-567812345678')],
    ],
    ['equal bytes', [Uint8Array.of(1), Buffer.of(1)]],
  ])('with items that Python takes for one is refused: %s', (_, items) => {
    for (const error of [refusal([new Set(items)]), refusal([new FrozenSet(items)])]) {
      expect(error.code).toBe('duplicate-key');
      expect(error.path).toBe('args[0][0][1]');
    }
    expect(refusal(new Map(items.map((item) => [item, 0]))).code).toBe('duplicate-key');
  });

  it.each<[string, unknown[]]>([
    ['"1" and 1', ['1', 1]],
    ['tuples of "1" and of 1', [tuple('1'), tuple(1)]],
    ['tuples of one and of two strings', [tuple('a,b'), tuple('a', 'b')]],
    ['a tuple and a tuple of it', [tuple(1), tuple(tuple(1))]],
    ['0.1 and a Decimal that is not it', [0.1, Decimal.from('0.1')]],
    ['NaNs of Decimal', [Decimal.from('NaN'), Decimal.from('NaN')]],
    ['naive and aware', [DateTime.from('2024-01-01T00:00:00'), DateTime.from('2024-01-01T00:00:00Z')]],
    ['a Fraction and its opposite', [new Fraction(1, 3), new Fraction(-1, 3)]],
  ])('with items that Python keeps apart is sent: %s', (_, items) => {
    expect((roundTrip(new Set(items)) as Set<unknown>).size).toBe(items.length);
  });

  it.each<[string, unknown]>([
    ['an array', []],
    ['an object', {}],
    ['a Set', new Set()],
    ['a tuple with an array', tuple([])],
    ['a Slice', new Slice(1, 2)],
    ['a URL', new URL('http://a/')],
    ['a function', (): void => {}],
  ])('with an item that Python cannot hash is refused: %s', (_, item) => {
    const error = refusal({ set: new Set([0, item]) });
    expect(error.code).toBe('unsupported-value');
    expect(error.message).toContain('as an item of a Set');
    expect(error.path).toBe('args[0].set[1]');
  });
});

describe('a Date', () => {
  it.each([0, -1, 1, -62_135_596_800_000, 253_402_300_799_999, 1_700_000_000_123])(
    'comes back at %d',
    (time) => {
      const read = roundTrip(new Date(time)) as DateTime;
      expect(read).toBeInstanceOf(DateTime);
      expect(read.getTime()).toBe(time);
      expect(read.toString()).toBe(
        new Date(time)
          .toISOString()
          .replace(/\.(\d+)Z/, (_, ms: string) => (ms === '000' ? '+00:00' : `.${ms}000+00:00`)),
      );
    },
  );

  it.each([NaN, -62_135_596_800_001, 253_402_300_800_000])('that Python has not is refused: %d', (time) => {
    const error = refusal([new Date(time)]);
    expect(error.code).toBe('unsupported-value');
    expect(error.path).toBe('args[0][0]');
  });

  it('of a subclass is no value', () => {
    class Day extends Date {}
    class Items extends Set {}
    expect(refusal(new Day()).message).toContain('a Day cannot cross');
    expect(refusal(new Items()).message).toContain('an Items cannot cross');
  });
});

describe('the payload of an extension', () => {
  it.each<[string, string]>([
    ['a tuple that is no array', 'c7 01 03 01'],
    ['a tuple in the place of the array', 'c7 04 03 c7 01 03 90'],
    ['a tuple with a value behind it', 'c7 02 03 90 01'],
    ['a tuple that is longer than its extension', 'd4 03 91 01'],
    ['an empty one', 'c7 00 06'],
    ['a datetime of the year 10000', 'c7 0c 06 cf 0461040bcb9f2000 c0 c0 00'],
    ['a datetime before the year 1', 'd6 06 ff c0 c0 00'],
    ['a datetime with fold 2', 'd6 06 00 c0 c0 02'],
    ['a datetime whose zone is no key', 'c7 05 06 00 00 a1 2e 00'],
    ['a datetime with a zone and no offset', 'c7 08 06 00 c0 a3 555443 00'],
    ['a datetime with two names', 'c7 08 06 00 00 92 a1 61 a1 62 00'],
    ['a date as a float', 'c7 09 07 cb 0000000000000000'],
    ['a time after midnight', 'c7 0c 08 cf 000000141dd76000 c0 c0 00'],
    ['a timedelta of text', 'c7 02 09 a1 31'],
    ['a timedelta beyond the days there are', 'c7 0c 09 c7 09 01 04af0a763bb1c00000'],
    ['a decimal that is none', 'c7 02 0a a1 78'],
    ['a decimal of an int', 'd4 0a 01'],
    ['a fraction over 0', 'd5 0b 01 00'],
    ['a complex of ints', 'd5 0c 01 01'],
    ['a UUID of 15 bytes', 'c7 11 0d c4 0f 000000000000000000000000000000'],
    ['a range of step 0', 'c7 03 0e 00 01 00'],
    ['a slice of two', 'd5 0f 00 01'],
    ['a path of a kind that is none', 'c7 04 10 a1 61 a1 62'],
    ['a url that is none', 'c7 02 1b a1 61'],
    ['an extension in the place of an int', 'd6 07 c7 01 07 00'],
  ])('of the wrong shape is malformed: %s', (_, hex) => {
    expect(errorOf(() => decodeTypesHex(hex)).code).toBe('malformed');
  });

  it('tells the path to what is malformed in it', () => {
    expect(errorOf(() => decodeTypesHex('91 c7 04 03 92 01 91 c1')).path).toBe('result[0][1][0]');
  });

  it('of any other extension is left alone', () => {
    expect(decodeTypesHex('c7 01 64 90')).toEqual(new Extension(100, Uint8Array.of(0x90)));
  });

  it('of a set with two equal items is refused, by any reader where JavaScript would lose one', () => {
    expect(errorOf(() => decodeTypesHex('c7 03 04 92 01 c3')).code).toBe('duplicate-key');
    expect(decodeTypesHex('c7 03 04 92 01 c3', { strict: false })).toEqual(new Set([1, true]));
    expect(errorOf(() => decodeTypesHex('c7 03 04 92 01 01', { strict: false })).code).toBe('duplicate-key');
  });

  it('is as deep as the limit allows, and no deeper', () => {
    const nested = (levels: number, wrap: (value: unknown) => unknown): unknown => {
      let value: unknown = 0;
      for (let level = 0; level < levels; level++) value = wrap(value);
      return value;
    };
    const wraps = [
      (value: unknown) => tuple(value),
      (value: unknown) => new FrozenSet([value]),
      (value: unknown) => new Slice(value, 0),
      (value: unknown) => new Map([[tuple(value), 0]]),
    ];
    for (const wrap of wraps.slice(0, 3)) {
      const bytes = encode(nested(512, wrap));
      expect(() => decodeTypes(bytes)).not.toThrow();
      expect(refusal(nested(513, wrap)).code).toBe('too-deep');
      const tooDeep = errorOf(() =>
        decodeTypes(bytes, { limits: { maxFrameBytes: 1e9, maxValues: 1e6, maxDepth: 511, maxSteps: 1 } }),
      );
      expect(tooDeep.code).toBe('too-deep');
    }
    expect(() => roundTrip(nested(1, wraps[3]!))).not.toThrow();
  });

  it('that nests extensions a thousandfold is refused before the stack ends', () => {
    for (const type of [3, 4, 6, 7, 15]) {
      let bytes = type === 3 || type === 4 ? Uint8Array.of(0x90) : Uint8Array.of(0);
      for (let level = 0; level < 20_000; level++) {
        const head = type === 3 || type === 4 ? [0x91] : [];
        const length = bytes.length + head.length;
        const next = new Uint8Array(length + 6);
        next.set([0xc9, length >> 24, length >> 16, length >> 8, length, type, ...head]);
        next.set(bytes, 6 + head.length);
        bytes = next;
        if (bytes.length > 60_000) break;
      }
      expect(['too-deep', 'malformed']).toContain(errorOf(() => decodeTypes(bytes)).code);
    }
  });

  it('counts towards the values of the body', () => {
    const limits = { maxFrameBytes: 1e9, maxValues: 4, maxDepth: 512, maxSteps: 1 };
    expect(decodeTypesHex('c7 03 03 92 01 02', { limits })).toEqual([1, 2]);
    expect(errorOf(() => decodeTypesHex('c7 04 03 93 01 02 03', { limits })).code).toBe('too-many-values');
  });
});

const clocks = fc.record({
  hour: fc.integer({ min: 0, max: 23 }),
  minute: fc.integer({ min: 0, max: 59 }),
  second: fc.integer({ min: 0, max: 59 }),
  microsecond: fc.integer({ min: 0, max: 999_999 }),
  fold: fc.constantFrom(0, 1),
  offsetMicroseconds: fc.option(fc.integer({ min: -86_399_999_999, max: 86_399_999_999 }), {
    nil: undefined,
  }),
});
const days = fc.record({
  year: fc.integer({ min: 1, max: 9999 }),
  month: fc.integer({ min: 1, max: 12 }),
  day: fc.integer({ min: 1, max: 28 }),
});
const ints = fc.oneof(fc.bigInt({ min: -(2n ** 90n), max: 2n ** 90n }), fc.bigInt({ min: -9n, max: 9n }));

describe('any value of a type', () => {
  it.each<[string, fc.Arbitrary<{ equals: (other: unknown) => boolean; toString: () => string }>]>([
    ['datetime', fc.tuple(days, clocks).map(([day, clock]) => new DateTime({ ...day, ...clock }))],
    ['time', clocks.map((clock) => new PlainTime(clock))],
    [
      'timedelta',
      fc
        .bigInt({ min: -86_399_999_913_600_000_000n, max: 86_399_999_999_999_999_999n })
        .map((microseconds) => new TimeDelta({ microseconds })),
    ],
    [
      'fraction',
      fc
        .tuple(
          ints,
          ints.filter((bottom) => bottom !== 0n),
        )
        .map(([a, b]) => new Fraction(a, b)),
    ],
    [
      'decimal',
      fc
        .tuple(ints, fc.integer({ min: -40, max: 40 }))
        .map(([digits, exponent]) => new Decimal(`${digits}e${exponent}`)),
    ],
    [
      'range',
      fc
        .tuple(
          ints,
          ints,
          ints.filter((step) => step !== 0n),
        )
        .map((parts) => new Range(...parts)),
    ],
    [
      'complex',
      fc.tuple(fc.double({ noNaN: true }), fc.double({ noNaN: true })).map((parts) => new Complex(...parts)),
    ],
  ])('comes back equal, with the same text and the same bytes: %s', (_, values) => {
    fc.assert(
      fc.property(values, (value) => {
        const read = roundTrip(value);
        return value.equals(read) && String(read) === value.toString() && hexOf(read) === hexOf(value);
      }),
      { numRuns: 300 },
    );
  });
});
