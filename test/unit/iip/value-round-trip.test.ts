import fc from 'fast-check';
import { Packr } from 'msgpackr';
import { describe, it } from 'vitest';
import { Float } from '../../../src/iip/float.js';
import { decode, encode } from './codec.js';

/** Any string of UTF-16 units, lone surrogates included. */
const anyText = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 0x7f }), fc.integer({ min: 0, max: 0xffff })), { maxLength: 50 })
  .map((units) => String.fromCharCode(...units));

const scalars = fc.oneof(
  fc.constantFrom(null, true, false),
  fc.integer(),
  fc.maxSafeInteger(),
  fc.double(),
  fc.bigInt({ min: 2n ** 53n, max: 2n ** 140n }),
  fc.bigInt({ min: -(2n ** 140n), max: -(2n ** 53n) }),
  anyText,
  fc.uint8Array({ maxLength: 300 }),
);

const values = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalars,
    fc.array(tie('value'), { maxLength: 20 }),
    fc.dictionary(anyText, tie('value'), { maxKeys: 20 }),
  ),
})).value;

/** A double of integral value is the same as an int to JavaScript; -0 is not the same as 0. */
function isSame(one: unknown, other: unknown): boolean {
  if (one instanceof Uint8Array) return other instanceof Uint8Array && Buffer.compare(one, other) === 0;
  if (typeof one !== 'object' || one === null) return Object.is(one, other);
  if (Array.isArray(one)) {
    return (
      Array.isArray(other) && one.length === other.length && one.every((item, at) => isSame(item, other[at]))
    );
  }
  const entries = Object.entries(one);
  const others: [unknown, unknown][] = other instanceof Map ? [...other] : Object.entries(other as object);
  return (
    entries.length === others.length &&
    entries.every(([key, item], at) => key === others[at]?.[0] && isSame(item, others[at][1]))
  );
}

describe('any value', () => {
  it('comes back as it was, its keys in their order', () => {
    fc.assert(
      fc.property(values, (value) => isSame(value, decode(encode(value)))),
      { numRuns: 1000 },
    );
  });

  it('comes back as it was from a reader that does not check keys and compiles shapes', () => {
    const options = { strict: false, shapes: true };
    fc.assert(
      fc.property(values, (value) => isSame(value, decode(encode(value), options))),
      { numRuns: 500 },
    );
  });

  it('is written in the same bytes again once it has been read with exact floats', () => {
    fc.assert(
      fc.property(values, (value) => {
        const bytes = encode(value);
        return Buffer.compare(encode(decode(bytes, { floats: 'exact' })), bytes) === 0;
      }),
      { numRuns: 1000 },
    );
  });

  it('is not changed by where in memory it is written and when memory grows', () => {
    fc.assert(
      fc.property(values, fc.nat(40), (value, before) => {
        const alone = encode(value);
        const behind = encode([new Uint8Array(before), value]);
        return Buffer.compare(behind.subarray(behind.length - alone.length), alone) === 0;
      }),
      { numRuns: 300 },
    );
  });
});

/** What msgpackr can carry: no bigint, no -0, no large integral float, no lone surrogate, no `__proto__`. */
const plainValues = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, true, false),
    fc.integer({ min: -(2 ** 31), max: 2 ** 32 - 1 }),
    fc.double({ noNaN: true }).filter((value) => !Number.isInteger(value)),
    fc.string({ unit: 'grapheme', maxLength: 300 }),
    fc.uint8Array({ maxLength: 300 }),
    fc.array(tie('value'), { maxLength: 20 }),
    fc
      .dictionary(fc.string({ unit: 'grapheme', maxLength: 20 }), tie('value'), { maxKeys: 20 })
      .map((fields) => Object.fromEntries(Object.entries(fields).filter(([key]) => key !== '__proto__'))),
  ),
})).value;

describe('a plain value', () => {
  const packr = new Packr({ useRecords: false, variableMapSize: true, mapsAsObjects: true });

  it('is read by msgpackr from our bytes', () => {
    fc.assert(
      fc.property(plainValues, (value) => isSame(value, packr.unpack(encode(value)))),
      { numRuns: 500 },
    );
  });

  it('is read by us from the bytes of msgpackr', () => {
    fc.assert(
      fc.property(plainValues, (value) => isSame(value, decode(packr.pack(value)))),
      { numRuns: 500 },
    );
  });
});

describe('a float that is exact', () => {
  it('is a Float only where a number would come back as an int', () => {
    fc.assert(
      fc.property(fc.double(), (value) => {
        const back = decode(encode(new Float(value)), { floats: 'exact' });
        const isInt = Number.isSafeInteger(value) && !Object.is(value, -0);
        return isInt ? back instanceof Float && back.value === value : Object.is(back, value);
      }),
    );
  });
});
