import fc from 'fast-check';
import { formatFloat, taggedString, toHex, type Tagged } from './tagged.js';

const { maxSafeInteger, minSafeInteger } = {
  maxSafeInteger: 2n ** 53n - 1n,
  minSafeInteger: -(2n ** 53n) + 1n,
};

/** Integers near the bounds of the forms, and anywhere. */
const integers = fc.oneof(
  fc.bigInt({ min: -40n, max: 300n }),
  fc
    .tuple(
      fc.constantFrom(7n, 8n, 15n, 16n, 31n, 32n, 53n, 63n, 64n, 71n, 72n, 1000n),
      fc.bigInt(-2n, 2n),
      fc.boolean(),
    )
    .map(([bits, offset, isNegative]) => (isNegative ? -(2n ** bits) : 2n ** bits) + offset),
  fc.bigInt({ min: minSafeInteger, max: maxSafeInteger }),
  fc.bigInt({ min: -(2n ** 90n), max: 2n ** 90n }),
);

const floats = fc.oneof(
  fc.double(),
  fc.float(),
  fc.integer(),
  fc.constantFrom(0, -0, 2 ** 53, 2 ** 63, -(2 ** 63), 2 ** 64, 2 ** 70, 1e300, NaN, Infinity, -Infinity),
);

const characters = fc.constantFrom('a', 'é', '日', '😀');

const strings = fc.oneof(
  fc.string({ unit: 'grapheme-ascii', maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '',
    '0',
    '1',
    '10',
    '01',
    '-0',
    '4294967294',
    '4294967295',
    '__proto__',
    'constructor',
    'toString',
  ),
  // Lone surrogates among other characters.
  fc
    .array(fc.constantFrom(0x41, 0xe9, 0x20ac, 0xd800, 0xdbff, 0xdc00, 0xdfff, 0xd83d, 0xde00), {
      maxLength: 20,
    })
    .map((units) => String.fromCharCode(...units)),
  // Around the lengths at which the header changes.
  fc
    .tuple(fc.constantFrom(24, 31, 32, 85, 255, 256), characters)
    .map(([length, character]) => character.repeat(Math.ceil(length / Buffer.byteLength(character)))),
);

const bytes = fc.oneof(
  { weight: 20, arbitrary: fc.uint8Array({ maxLength: 40 }) },
  { weight: 1, arbitrary: fc.constantFrom(255, 256).map((length) => new Uint8Array(length)) },
);

const extensions = fc
  .tuple(fc.integer({ min: -128, max: 127 }), fc.oneof(fc.uint8Array({ maxLength: 20 }), bytes))
  .filter(([type]) => type !== 1 && type !== 2)
  .map(([type, payload]): Tagged => ({ ext: [type, toHex(payload)] }));

/** Values that are no containers. */
export const scalars: fc.Arbitrary<Tagged> = fc.oneof(
  fc.constantFrom<Tagged>(null, true, false),
  integers.map((value): Tagged => ({ int: String(value) })),
  floats.map((value): Tagged => ({ float: formatFloat(value) })),
  strings.map(taggedString),
  bytes.map((value): Tagged => ({ bin: toHex(value) })),
  extensions,
);

const keys = fc.oneof(
  { weight: 4, arbitrary: strings.map(taggedString) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 12 }).map((value): Tagged => ({ str: String(value) })) },
  { weight: 1, arbitrary: scalars },
);

/** Around the second length at which headers change. Few of these: they are slow to compare. */
export const longScalars: fc.Arbitrary<Tagged> = fc
  .tuple(fc.constantFrom(65_535, 65_536, 65_537), characters, fc.boolean())
  .map(([length, character, isText]): Tagged =>
    isText
      ? { str: character.repeat(Math.ceil(length / Buffer.byteLength(character))) }
      : { bin: '61'.repeat(length) },
  );

/** Any values; maps may have the same key twice, which a reader must refuse. */
export const values: fc.Arbitrary<Tagged> = fc.letrec<{ value: Tagged }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalars,
    fc.array(tie('value'), { maxLength: 20 }).map((array): Tagged => ({ array })),
    fc.array(fc.tuple(keys, tie('value')), { maxLength: 20 }).map((map): Tagged => ({ map })),
  ),
})).value;
