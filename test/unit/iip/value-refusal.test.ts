import { describe, expect, it } from 'vitest';
import { float } from '../../../src/iip/float.js';
import { kw } from '../../../src/iip/keywords.js';
import { Decimal } from '../../../src/iip/types/decimal.js';
import { Slice } from '../../../src/iip/types/slice.js';
import { tuple } from '../../../src/iip/types/tuple.js';
import { hexOf, refusal } from './codec.js';

class Portfolio {
  readonly name = 'x';
}
class Numbers extends Array<number> {}
class Table extends Map<string, number> {}
class Bytes extends Uint8Array {}
function OldClass(this: { a: number }): void {
  this.a = 1;
}
OldClass.prototype = { method: (): number => 1 };

describe('a value that cannot be sent', () => {
  it.each<[string, unknown, RegExp]>([
    ['an invalid Date', new Date(NaN), /an invalid Date cannot cross.*null/],
    ['a Date of the year 10000', new Date(Date.UTC(10_000, 0)), /a Date outside of the years.*getTime/],
    ['a Proxy of a Set', new Proxy(new Set([1]), {}), /a Set cannot cross.*\[\.\.\.set\]/],
    ['a Proxy of a Date', new Proxy(new Date(0), {}), /a Date cannot cross/],
    ['a RegExp', /x/, /a RegExp cannot cross/],
    ['a Promise', Promise.resolve(1), /a Promise cannot cross.*[Aa]wait/],
    ['an Error', new TypeError('x'), /a TypeError cannot cross.*message/],
    ['a function', function named(): void {}, /the function named cannot cross/],
    [
      'an arrow function',
      (
        () => () =>
          1
      )(),
      /a function cannot cross/,
    ],
    ['a class', Portfolio, /the function Portfolio cannot cross/],
    ['an instance of a class', new Portfolio(), /a Portfolio cannot cross/],
    [
      'an instance of a class of the old kind',
      new (OldClass as unknown as new () => object)(),
      /not a plain one/,
    ],
    [
      'an object with an object as prototype',
      Object.create({ a: 1 }, { b: { value: 1, enumerable: true } }),
      /not a plain/,
    ],
    ['a symbol', Symbol('s'), /a symbol cannot cross/],
    ['an iterator of an array', [1].values(), /cannot cross/],
    ['an iterator of a Map', new Map([[1, 2]]).keys(), /cannot cross/],
    [
      'a generator',
      (function* (): Generator<number> {
        yield 1;
      })(),
      /cannot cross/,
    ],
    ['a boxed number', Object(1), /a Number cannot cross.*valueOf/],
    ['a boxed string', Object('s'), /a String cannot cross/],
    ['a boxed bigint', Object(1n), /a BigInt cannot cross/],
    ['a Float64Array', new Float64Array(1), /a Float64Array cannot cross.*bytes/],
    ['a DataView', new DataView(new ArrayBuffer(1)), /a DataView cannot cross/],
    ['an ArrayBuffer', new ArrayBuffer(1), /an ArrayBuffer cannot cross.*Uint8Array/],
    ['a WeakMap', new WeakMap(), /a WeakMap cannot cross/],
    ['a subclass of Array', Numbers.of(1), /a Numbers cannot cross/],
    ['a subclass of Map', new Table(), /a Table cannot cross/],
    ['a subclass of Uint8Array', new Bytes(1), /a Bytes cannot cross/],
    ['a Proxy of a Map', new Proxy(new Map(), {}), /a Map cannot cross/],
    ['a Proxy of a Uint8Array', new Proxy(new Uint8Array(1), {}), /a Uint8Array cannot cross/],
    [
      'a Proxy of an array that lies about its length',
      new Proxy([], { get: (_, key) => (key === 'length' ? 1e17 : Array) }),
      /cannot cross/,
    ],
    ['keywords that are no argument', kw({ a: 1 }), /a Keywords cannot cross.*last argument/],
    ['an object whose class has no name', new (class {})(), /not a plain one/],
    [
      'an object whose class throws when asked',
      new Proxy(new Portfolio(), {
        get: (target, key) => {
          if (key === 'name') throw new Error('asked');
          return Reflect.get(target, key) as unknown;
        },
      }),
      /Portfolio cannot cross/,
    ],
  ])('is refused with its name and a remedy: %s', (_, value, message) => {
    const error = refusal({ items: [0, value] });
    expect(error.code).toBe('unsupported-value');
    expect(error.path).toBe('args[0].items[1]');
    expect(error.message).toMatch(message);
    expect(error.message.startsWith('args[0].items[1]: ')).toBe(true);
    expect(error.remedy).not.toBe('');
  });

  it.each<[unknown, string]>([
    [{ items: [0, 1, 2, { when: /x/ }] }, 'args[0].items[3].when'],
    [{ 'odd key': { 'a"b': /x/ } }, 'args[0]["odd key"]["a\\"b"]'],
    [{ größe: { $a_1: /x/ } }, 'args[0].größe.$a_1'],
    [{ '1a': /x/ }, 'args[0]["1a"]'],
    [{ 7: /x/ }, 'args[0]["7"]'],
    [new Map([['odd key', /x/]]), 'args[0].get("odd key")'],
    [new Map([[5, [/x/]]]), 'args[0].get(5)[0]'],
    [new Map([[5n, /x/]]), 'args[0].get(5n)'],
    [new Map([[null, /x/]]), 'args[0].get(null)'],
    [new Map([[float(1.5), /x/]]), 'args[0].get(Float)'],
    [/x/, 'args[0]'],
    [{ ['k'.repeat(100)]: { '-': /x/ } }, `args[0].${'k'.repeat(100)}["-"]`],
  ])('is told by its path: %j', (value, path) => {
    expect(refusal(value).path).toBe(path);
  });

  it('is told by its path also when a getter gives it', () => {
    expect(
      refusal({
        get late(): unknown {
          return [Symbol('s')];
        },
      }).path,
    ).toBe('args[0].late[0]');
  });

  it('is as it was when a getter throws something of its own', () => {
    const own = new RangeError('of the getter');
    expect(() =>
      hexOf({
        a: [
          {
            get b(): never {
              throw own;
            },
          },
        ],
      }),
    ).toThrow(own);
  });

  it.each<[string, unknown[]]>([
    ['an array', [[1]]],
    ['a plain object', [{}]],
    ['a Set', [new Set()]],
    ['a frozen array with an array in it', [tuple([1])]],
    ['a Slice', [new Slice(1, 2)]],
    ['a URL', [new URL('http://a/')]],
    ['a signaling NaN', [new Decimal('sNaN')]],
    ['a symbol', [Symbol('s')]],
    ['a function', [(): void => {}]],
  ])('is refused as the key of a Map: %s', (_, [key]) => {
    const error = refusal([new Map([[key, 1]])]);
    expect(error.code).toBe('unsupported-value');
    expect(error.message).toContain('as a key of a Map');
    expect(error.path).toBe('args[0][0]');
  });
});

describe('a Map with keys that Python folds into one', () => {
  it.each<[string, unknown[]]>([
    ['1 and true', [1, true]],
    ['0 and false', [0, false]],
    ['1 and 1n', [1, 1n]],
    ['1 and float(1)', [1, float(1)]],
    ['-0 as a float and 0', [float(-0), 0]],
    ['2**53 and 2n**53n', [2 ** 53, 2n ** 53n]],
    ['2**70 and 2n**70n', [2 ** 70, 2n ** 70n]],
    ['two times NaN as floats', [NaN, float(NaN)]],
    ['null and undefined', [null, undefined]],
    ['equal bytes', [Uint8Array.of(1), Buffer.of(1)]],
  ])('is refused: %s', (_, keys) => {
    const error = refusal(new Map(keys.map((key) => [key, 0])));
    expect(error.code).toBe('duplicate-key');
    expect(error.path).toMatch(/^args\[0\]\.get\(/);
  });

  it.each<[string, unknown[]]>([
    ['1 and "1"', [1, '1']],
    ['null and false', [null, false]],
    ['2**53 and 2n**53n + 1n', [2 ** 53, 2n ** 53n + 1n]],
    ['bytes and the same text', [Uint8Array.of(0x61), 'a']],
    ['Infinity and -Infinity', [Infinity, -Infinity]],
  ])('is sent where Python keeps them apart: %s', (_, keys) => {
    expect(hexOf(new Map(keys.map((key) => [key, 0]))).slice(0, 2)).toBe('82');
  });
});

describe('a Map that changes while it is sent', () => {
  it.each<[string, (map: Map<string, unknown>) => void]>([
    ['loses an entry', (map) => map.delete('last')],
    ['gains one', (map) => map.set('another', 1)],
    ['is emptied', (map) => map.clear()],
  ])('is refused when it %s', (_, change) => {
    const map = new Map<string, unknown>();
    map.set('first', {
      get value(): number {
        change(map);
        return 1;
      },
    });
    map.set('last', 2);
    const error = refusal({ map });
    expect(error.code).toBe('unsupported-value');
    expect(error.path).toBe('args[0].map');
    expect(error.message).toContain('changed');
  });
});

describe('a value that contains itself', () => {
  it('is refused with the place where it does', () => {
    const value: Record<string, unknown> = { items: [{ x: 1 }] };
    (value['items'] as object[]).push({ back: value });
    const error = refusal(value);
    expect(error.code).toBe('cyclic-value');
    expect(error.path).toBe('args[0].items[1].back');
    expect(error.message).toContain('it is args[0]');
  });

  it('is refused with the inner place where only a part does', () => {
    const inner: unknown[] = [];
    inner.push([inner]);
    const error = refusal({ a: { b: inner } });
    expect(error.path).toBe('args[0].a.b[0][0]');
    expect(error.message).toContain('it is args[0].a.b.');
  });

  it('is found in Maps, and where it is large', () => {
    const map = new Map<string, unknown>([['large', new Uint8Array(2 ** 20)]]);
    map.set('self', map);
    expect(refusal(map).code).toBe('cyclic-value');
    expect(refusal(map).path).toBe('args[0].get("self")');
  });

  it('is not taken for one that has the same part twice', () => {
    const part = [1];
    expect(hexOf([part, part, { part }])).toBe('9391019101' + '81a4706172749101');
  });
});

describe('a value of too many levels', () => {
  const nested = (levels: number, innermost: (value: unknown) => unknown = (value) => [value]): unknown => {
    let value = innermost(0);
    for (let level = 1; level < levels; level++) value = level % 2 === 0 ? [value] : { k: value };
    return value;
  };

  it.each<[string, (value: unknown) => unknown]>([
    ['an array', (value) => [value]],
    ['an object', (value) => ({ k: value })],
    ['a Map', (value) => new Map([[1, value]])],
    ['an object without a prototype', (value) => Object.assign(Object.create(null) as object, { k: value })],
  ])('is sent with 512 and refused with 513, the last being %s', (_, innermost) => {
    expect(hexOf(nested(512, innermost))).toMatch(/00$/);
    const error = refusal(nested(513, innermost));
    expect(error.code).toBe('too-deep');
    expect(error.message).toContain('512');
  });

  it('is told by a path whose middle is left out', () => {
    expect(refusal(nested(513)).path).toMatch(/^args\[0\]\[0\]\.k\[0\].*…\(\d+ more\)…\[0\]\.k/);
  });
});
