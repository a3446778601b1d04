import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { graft, kw } from 'graftwire';
import { describe, expect, it } from 'vitest';

interface Values {
  echo(value: unknown): unknown;
  code_points(text: string): number[];
  arguments(...values: readonly unknown[]): [unknown[], unknown];
}

const values = graft.loadSync<Values>('./fixtures/values.py', { from: import.meta.url });

/** Runs of each property; a drill sets more. */
const numRuns = Number(process.env['GRAFT_PROPERTY_RUNS'] ?? 150);

/** Any UTF-16: whole characters of every plane, and surrogates by themselves. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc
    .array(fc.integer({ min: 0xd7f0, max: 0xe00f }), { maxLength: 12 })
    .map((units) => String.fromCharCode(...units)),
);
const anyBytes = fc.uint8Array({ maxLength: 300 });
/** What comes back as it was sent: a bigint that is safe as a number comes back as one. */
const anyBigInt = fc
  .bigInt({ min: -(2n ** 200n), max: 2n ** 200n })
  .map((value) =>
    value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? value + 2n ** 60n : value,
  );
const anyNumber = fc.oneof(fc.double(), fc.integer(), fc.maxSafeInteger());
const anyScalar = fc.oneof(fc.constant(null), fc.boolean(), anyNumber, anyBigInt, anyText, anyBytes);

/** Keys of a Map that Python tells apart: no number that equals a boolean, no float that equals an int. */
const anyKey = fc.oneof(
  anyText,
  anyBigInt,
  fc.constant(null),
  fc.integer().map((key) => key + 0.5),
);

const { tree: anyTree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    anyScalar,
    fc.array(tie('tree'), { maxLength: 6 }),
    fc.dictionary(
      fc.oneof(anyText, fc.constantFrom('__proto__', 'constructor', 'toString', 'then', '0', '10', '9')),
      tie('tree'),
      {
        maxKeys: 6,
        noNullPrototype: true,
      },
    ),
    fc
      .array(fc.tuple(anyKey, tie('tree')), { minLength: 1, maxLength: 5 })
      .map((entries) => new Map(entries)),
  ),
}));

describe('whatever tree of values is sent to Python', () => {
  it('comes back equal', () => {
    fc.assert(
      fc.property(anyTree, (value) => isDeepStrictEqual(values.echo(value), asItComesBack(value))),
      { numRuns },
    );
  });

  it('comes back equal as one of many arguments, positional or keyword', () => {
    fc.assert(
      fc.property(fc.array(anyTree, { maxLength: 5 }), anyTree, (args, last) => {
        const [positional, keywords] = values.arguments(...args, kw({ name: last }));
        return (
          isDeepStrictEqual(positional, args.map(asItComesBack)) &&
          isDeepStrictEqual(keywords, { name: asItComesBack(last) })
        );
      }),
      { numRuns },
    );
  });

  it('is seen by Python code point by code point where it is a string', () => {
    fc.assert(
      fc.property(anyText, (text) =>
        isDeepStrictEqual(
          values.code_points(text),
          Array.from(text, (character) => character.codePointAt(0)),
        ),
      ),
      { numRuns },
    );
  });

  it('is equal to what Python reads from the same JSON, where JSON can say it', () => {
    graft.python.exec(`
      import json
      def same_as_json(value, text):
          # JavaScript has no int beyond the safe numbers, but writes the float as if it were one.
          def integer(digits):
              return int(digits) if abs(int(digits)) < 2**53 else float(digits)
          return value == json.loads(text, parse_int=integer)
    `);
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        // JSON writes -0 as 0.
        const plain: unknown = JSON.parse(JSON.stringify(value));
        return (
          graft.python.eval('same_as_json(value, text)', { value: plain, text: JSON.stringify(plain) }) ===
          true
        );
      }),
      { numRuns },
    );
  });
});

/** The one thing that changes on the way: an object's keys that are out of an object's order make it a Map, and a Map with orderly keys an object. */
function asItComesBack(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asItComesBack);
  if (value instanceof Uint8Array || typeof value !== 'object' || value === null) return value;
  const entries = [...(value instanceof Map ? (value as Map<unknown, unknown>) : Object.entries(value))];
  const inner = entries.map(([key, item]) => [key, asItComesBack(item)] as const);
  if (inner.some(([key]) => typeof key !== 'string')) return new Map(inner);
  const object = Object.fromEntries(inner) as object;
  const isOrderly = isDeepStrictEqual(
    Object.keys(object),
    inner.map(([key]) => key),
  );
  return isOrderly ? object : new Map(inner);
}

describe('the comparison that these tests rely on', () => {
  it('tells apart what must not be mixed up', () => {
    const pairs: [unknown, unknown][] = [
      [0, -0],
      [1, 1n],
      [{}, new Map()],
      [new Map([['1', 0]]), { 1: 0 }],
      ['\ud800', '\ufffd'],
      [[null], [undefined]],
      [Uint8Array.of(1), [1]],
    ];
    for (const [one, other] of pairs) expect(isDeepStrictEqual(one, other)).toBe(false);
  });
});
