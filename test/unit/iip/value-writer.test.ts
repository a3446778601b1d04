import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { Extension } from '../../../src/iip/extensions.js';
import { float } from '../../../src/iip/float.js';
import { encode, hexOf, refusal } from './codec.js';

describe('a writer of values', () => {
  it('sends integral numbers as ints, all others and -0 as floats', () => {
    expect(hexOf(2)).toBe('02');
    expect(hexOf(2.5)).toBe('cb4004000000000000');
    expect(hexOf(-0)).toBe('cb8000000000000000');
    expect(hexOf(2 ** 53 - 1)).toBe('cf001fffffffffffff');
    expect(hexOf(-(2 ** 53) + 1)).toBe('d3ffe0000000000001');
  });

  it('sends numbers that are integral but not safe as floats, which they are', () => {
    expect(hexOf(2 ** 53)).toBe('cb4340000000000000');
    expect(hexOf(-(2 ** 53))).toBe('cbc340000000000000');
  });

  it('sends bigints of any size as ints', () => {
    expect(hexOf(5n)).toBe('05');
    expect(hexOf(-1n)).toBe('ff');
    expect(hexOf(2n ** 53n)).toBe('cf0020000000000000');
    expect(hexOf(2n ** 64n)).toBe('c70901010000000000000000');
  });

  it('sends float(2) as a float', () => {
    expect(hexOf(float(2))).toBe('cb4000000000000000');
  });

  it('sends undefined and the holes of an array as nil', () => {
    expect(hexOf(undefined)).toBe('c0');
    // eslint-disable-next-line no-sparse-arrays
    expect(hexOf([1, , 2])).toBe('9301c002');
  });

  it('sends the own enumerable string keys of an object in their order, and nothing else', () => {
    const object = { b: 1, a: 2, [Symbol('s')]: 3 };
    Object.defineProperty(object, 'hidden', { value: 4, enumerable: false });
    expect(hexOf(object)).toBe('82a16201a16102');
  });

  it('sends objects without a prototype, and those of another realm', () => {
    expect(hexOf(Object.assign(Object.create(null), { a: 1 }))).toBe('81a16101');
    expect(hexOf(runInNewContext('({ a: [1, new Map([[1, 2]])], b: new Uint8Array([7]), c: {} })'))).toBe(
      '83a161920181' + '0102' + 'a162c40107a16380',
    );
  });

  it('sends __proto__ and constructor like any other own key', () => {
    expect(hexOf(JSON.parse('{"__proto__": 1, "constructor": 2}'))).toBe(
      '82a95f5f70726f746f5f5f01ab636f6e7374727563746f7202',
    );
  });

  it('sends what a getter gives, and the number of keys there are when one deletes another', () => {
    const object = {
      get first(): number {
        delete (this as { second?: number }).second;
        return 1;
      },
      second: 2,
      third: 3,
    };
    expect(hexOf(object)).toBe('82a5666972737401a5746869726403');
  });

  it('does not call toJSON', () => {
    expect(hexOf({ toJSON: null, a: 1 })).toBe('82a6746f4a534f4ec0a16101');
  });

  it('ignores what was added to Object.prototype', () => {
    Object.defineProperty(Object.prototype, 'added', { value: 1, enumerable: true, configurable: true });
    const hex = hexOf({ a: 1 });
    delete (Object.prototype as { added?: number }).added;
    expect(hex).toBe('81a16101');
  });

  it('sends a Buffer as bytes: its own part of the pool', () => {
    expect(hexOf(Buffer.from('pooled'))).toBe('c406706f6f6c6564');
  });

  it('sends a Map with keys of any type', () => {
    const map = new Map<unknown, unknown>([
      [1, 'a'],
      ['1', 'b'],
      [null, 'c'],
      [new Uint8Array([1]), 'd'],
      [float(1.5), 'e'],
    ]);
    expect(hexOf(map)).toBe('8501a161a131a162c0a163c40101a164cb3ff8000000000000a165');
  });

  it('sends an extension on as it came', () => {
    expect(hexOf(new Extension(100, Uint8Array.of(1, 2)))).toBe('c702640102');
    expect(hexOf(new Extension(-1, new Uint8Array(0)))).toBe('c700ff');
  });

  it('writes maps of more than 15 and more than 65,535 keys with the shortest header', () => {
    const objectOf = (count: number): object =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, null]));
    expect(hexOf(objectOf(15)).slice(0, 6)).toBe('8fa26b');
    expect(hexOf(objectOf(16)).slice(0, 12)).toBe('de0010a26b30');
    expect(hexOf(objectOf(65_535)).slice(0, 12)).toBe('deffffa26b30');
    expect(hexOf(objectOf(65_536)).slice(0, 16)).toBe('df00010000a26b30');
  });

  it.each([
    ['ASCII', 'a'],
    ['Latin-1', 'é'],
    ['the BMP', '日'],
    ['beyond the BMP', '😀'],
  ])('writes strings of %s of any length as TextEncoder does, with the shortest header', (_, character) => {
    const encoder = new TextEncoder();
    const lengths = [
      ...Array.from({ length: 100 }, (_, length) => length),
      255,
      256,
      32_767,
      32_768,
      32_769,
      65_536,
    ];
    for (const length of lengths) {
      const text = character.repeat(length);
      const utf8 = encoder.encode(text);
      const bytes = encode(text);
      const header = utf8.length < 32 ? 1 : utf8.length < 0x100 ? 2 : utf8.length < 0x10000 ? 3 : 5;
      expect(bytes.length).toBe(header + utf8.length);
      expect(Buffer.compare(bytes.subarray(header), utf8)).toBe(0);
    }
  });

  it('keeps a pair of surrogates together where a long string is written in pieces', () => {
    const text = `${'a'.repeat(32_767)}😀${'b'.repeat(40_000)}`;
    expect(Buffer.from(encode(text).subarray(5)).toString()).toBe(text);
  });

  it('looks at no item of an array that cannot fit', () => {
    let looked = 0;
    const array = new Proxy([], {
      get: (target, key) => {
        if (key === 'length') return 2 ** 31;
        if (key === '0') looked += 1;
        return Reflect.get(target, key) as unknown;
      },
    });
    expect(refusal(array).code).toBe('too-large');
    expect(looked).toBe(0);
  });

  it('writes an array that is almost nothing but holes as far as the limit, and not further', () => {
    const error = refusal(new Array(2 ** 32 - 1));
    expect(error.code).toBe('too-large');
  });
});
