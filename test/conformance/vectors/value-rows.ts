import { encodeTagged } from '../encode-tagged.js';
import { formatFloat, taggedString, toHex, type Tagged } from '../tagged.js';
import { hex, type VectorFile } from './row.js';

const int = (value: bigint | number): Tagged => ({ int: String(value) });
const float = (value: number): Tagged => ({ float: formatFloat(value) });
const bin = (...bytes: readonly number[]): Tagged => ({ bin: hex(bytes) });
const array = (...items: readonly Tagged[]): Tagged => ({ array: items });
const map = (...pairs: readonly (readonly [Tagged, Tagged])[]): Tagged => ({ map: pairs });
const str = taggedString;
const named = (prefix: string, values: readonly (readonly [string, Tagged])[]): [string, Tagged][] =>
  values.map(([name, value]) => [`${prefix} ${name}`, value]);

/** One below, at and one above each bound at which an integer's form changes. */
const integerBounds = [
  ...[
    0n,
    0x80n,
    0x100n,
    0x10000n,
    2n ** 31n,
    2n ** 32n,
    2n ** 53n,
    2n ** 63n,
    2n ** 64n,
    2n ** 71n,
    2n ** 72n,
  ],
  ...[-0x20n, -0x80n, -0x8000n, -(2n ** 31n), -(2n ** 53n), -(2n ** 63n), -(2n ** 71n), -(2n ** 127n)],
];
const integers = [...new Set(integerBounds.flatMap((bound) => [bound - 1n, bound, bound + 1n]))].sort(
  (a, b) => (a < b ? -1 : 1),
);
const bigIntegers = [10n ** 30n, -(10n ** 30n), 2n ** 2040n - 1n, 2n ** 2047n, -(2n ** 2047n)];

const floats = [
  ...[
    0,
    -0,
    1,
    -1,
    1.5,
    0.1,
    -0.1,
    Math.PI,
    1e100,
    1e-100,
    5e-324,
    2.2250738585072014e-308,
    Number.MAX_VALUE,
  ],
  ...[
    2 ** 24 + 1,
    2 ** 53 - 1,
    2 ** 53,
    2 ** 53 + 2,
    2 ** 63,
    2 ** 64,
    1e300,
    Infinity,
    -Infinity,
    NaN,
    Math.fround(0.1),
  ],
];

const texts: [string, string][] = [
  ['empty', ''],
  ['one letter', 'a'],
  ['NUL inside', 'a\0b'],
  ['a byte order mark', '\ufeffa'],
  ['last of one byte', '\x7f'],
  ['first of two bytes', '\x80'],
  ['last of two bytes', '\u07ff'],
  ['first of three bytes', '\u0800'],
  ['around the surrogates', '\ud7ff\ue000'],
  ['last of three bytes', '\uffff'],
  ['first of four bytes', '\u{10000}'],
  ['last of four bytes', '\u{10ffff}'],
  ['a character after an emoji', '😀x'],
  ['mixed', 'aé日😀'],
  ['combining', 'e\u0301'],
  ...[24, 25, 31, 32, 255, 256].map((length): [string, string] => [
    `${length} ASCII bytes`,
    'a'.repeat(length),
  ]),
  ...[15, 16, 127, 128].map((length): [string, string] => [`${length} times two bytes`, 'é'.repeat(length)]),
  ['10 times three bytes', '日'.repeat(10)],
  ['11 times three bytes', '日'.repeat(11)],
  ['31 letters and one of two bytes', 'a'.repeat(30) + 'é'],
];

const loneSurrogates: [string, string][] = [
  ['a high one', '\ud800'],
  ['a low one', '\udc00'],
  ['the last high one', '\udbff'],
  ['the last low one', '\udfff'],
  ['a low one before a high one', '\udc00\ud800'],
  ['two high ones', '\ud83d\ud83d'],
  ['one behind a pair', '😀\ude00'],
  ['one before a pair', '\ud83d😀'],
  ['one before and one behind a pair', '\ud83d😀\ude00'],
  ['one at the end of a long text', `${'a'.repeat(300)}\ud800`],
  ['one between other characters', 'aé\udfff日😀'],
];

const record = map(
  [str('id'), int(1042)],
  [str('name'), str('gear')],
  [str('price'), float(12.5)],
  [str('tags'), array(str('a'), str('b'), str('c'))],
  [str('owner'), map([str('first'), str('Ada')], [str('last'), str('Lovelace')], [str('age'), int(300)])],
  [str('active'), true],
  [str('note'), null],
);

const maps: [string, Tagged][] = [
  ['empty', map()],
  ['in the order of insertion', map([str('b'), int(1)], [str('a'), int(2)])],
  [
    'with the key __proto__',
    map([str('__proto__'), int(1)], [str('constructor'), int(2)], [str('toString'), int(3)]),
  ],
  [
    'with keys like integers in ascending order',
    map([str('1'), int(1)], [str('2'), int(2)], [str('x'), int(3)]),
  ],
  ['with keys like integers out of order', map([str('x'), int(1)], [str('2'), int(2)], [str('1'), int(3)])],
  [
    'with keys that only look like integers',
    map([str('x'), int(1)], [str('01'), int(2)], [str('-1'), int(3)]),
  ],
  [
    'with the largest array index and the next',
    map([str('4294967295'), int(1)], [str('4294967294'), int(2)]),
  ],
  ['with an empty key', map([str(''), null])],
  ['with integer keys', map([int(2), str('b')], [int(1), str('a')], [int(-1), str('c')])],
  [
    'with keys of many types',
    map([null, int(0)], [true, int(1)], [float(1.5), int(2)], [bin(1), int(3)], [str('1'), int(4)]),
  ],
  ['with a key -0', map([float(-0), int(1)])],
  ['with a key NaN', map([float(NaN), int(1)])],
  ['with a key that is a large integer', map([int(2n ** 64n), int(1)], [int(-(2n ** 70n)), int(2)])],
  ['with a key with a lone surrogate', map([str('\ud800'), int(1)], [str('a'), int(2)])],
  ['with a key that is an extension', map([{ ext: [13, '00112233445566778899aabbccddeeff'] }, int(1)])],
  ['with the string 1 and the bytes 1', map([str('1'), null], [bin(0x31), null])],
  [
    'of 15 pairs',
    map(...Array.from({ length: 15 }, (_, index): [Tagged, Tagged] => [str(`k${index}`), int(index)])),
  ],
  [
    'of 16 pairs',
    map(...Array.from({ length: 16 }, (_, index): [Tagged, Tagged] => [str(`k${index}`), int(index)])),
  ],
  ['that is a small record', record],
];

const extensionPayloads = [0, 1, 2, 3, 4, 8, 16, 17, 255, 256];

const values: [string, Tagged][] = [
  ['nil', null],
  ['false', false],
  ['true', true],
  ...[...integers, ...bigIntegers].map((value): [string, Tagged] => [
    `int ${String(value).length > 40 ? `of ${value.toString(2).replace('-', '').length} bits, ${value < 0n ? 'negative' : 'positive'}` : value}`,
    int(value),
  ]),
  ...floats.map((value): [string, Tagged] => [`float ${formatFloat(value)}`, float(value)]),
  ...named(
    'string:',
    texts.map(([name, text]): [string, Tagged] => [name, str(text)]),
  ),
  ...named(
    'lone surrogates:',
    loneSurrogates.map(([name, text]): [string, Tagged] => [name, str(text)]),
  ),
  ...[0, 1, 31, 32, 255, 256].map((length): [string, Tagged] => [
    `bytes: ${length}`,
    { bin: toHex(Uint8Array.from({ length }, (_, index) => index & 0xff)) },
  ]),
  ['array: empty', array()],
  ['array: 15 items', array(...Array.from({ length: 15 }, (_, index) => int(index)))],
  ['array: 16 items', array(...Array.from({ length: 16 }, (_, index) => int(index)))],
  ['array: of arrays', array(array(), array(array(), array(int(1))), map())],
  [
    'array: of every type',
    array(null, true, int(-1), float(0.5), str('é'), bin(0xff), map([str('k'), array()])),
  ],
  ...named('map', maps),
  ...[3, 14, 19, 29, 96, 127, -1, -128].map((type): [string, Tagged] => [
    `extension ${type}`,
    { ext: [type, '0102'] },
  ]),
  ...extensionPayloads.map((length): [string, Tagged] => [
    `extension of ${length} bytes`,
    { ext: [100, toHex(new Uint8Array(length).fill(0xc1))] },
  ]),
];

export const valueFile: VectorFile = {
  name: 'values',
  about: 'Values and their canonical bytes: `hex` is read as `value`, and `value` is written as `hex`.',
  rows: values.map(([name, value]) => ({ name, value, hex: hex(encodeTagged(value)) })),
};

/** Payloads whose length needs 16 or 32 bits. */
const longRows = [
  ...[65_535, 65_536].flatMap((count) => [
    { name: `string of ${count} bytes`, of: 'str', item: '61', count },
    { name: `bytes: ${count}`, of: 'bin', item: '00', count },
    { name: `array of ${count} items`, of: 'array', item: 'c0', count },
    { name: `extension of ${count} bytes`, of: 'ext', item: '00', count },
  ]),
  { name: 'string of 65,538 bytes in three each', of: 'str', item: 'e697a5', count: 21_846 },
].map((row) => {
  const bytes = (row.count * row.item.length) / 2;
  const wide = bytes > 0xffff;
  const length = bytes.toString(16).padStart(wide ? 8 : 4, '0');
  const tokens = { str: ['da', 'db'], bin: ['c5', 'c6'], array: ['dc', 'dd'], ext: ['c8', 'c9'] };
  const token = tokens[row.of as keyof typeof tokens][wide ? 1 : 0] as string;
  return { ...row, header: token + length + (row.of === 'ext' ? '64' : '') };
});

export const longFile: VectorFile = {
  name: 'long',
  about:
    'Long values: `header`, then `item` `count` times, are the canonical bytes of a string, of bytes, of an array of nil or of extension 100.',
  rows: longRows,
};
