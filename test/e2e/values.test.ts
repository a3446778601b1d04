import { isDeepStrictEqual } from 'node:util';
import { float, graft } from 'graftwire';
import { describe, expect, it } from 'vitest';

interface Values {
  echo(value: unknown): unknown;
  describe(value: unknown): [type: string, repr: string];
  types_of_items(values: readonly unknown[]): string[];
  code_points(text: string): number[];
  items(mapping: unknown): [unknown, unknown][];
}

const values = graft.loadSync<Values>('./fixtures/values.py', { from: import.meta.url });

describe('a number', () => {
  it.each([
    [0, 'int', '0'],
    [1, 'int', '1'],
    [-1, 'int', '-1'],
    [127, 'int', '127'],
    [128, 'int', '128'],
    [-32, 'int', '-32'],
    [-33, 'int', '-33'],
    [-128, 'int', '-128'],
    [-129, 'int', '-129'],
    [255, 'int', '255'],
    [256, 'int', '256'],
    [65_535, 'int', '65535'],
    [65_536, 'int', '65536'],
    [-32_769, 'int', '-32769'],
    [2 ** 31, 'int', '2147483648'],
    [-(2 ** 31) - 1, 'int', '-2147483649'],
    [2 ** 32, 'int', '4294967296'],
    [2 ** 53 - 1, 'int', '9007199254740991'],
    [-(2 ** 53) + 1, 'int', '-9007199254740991'],
    [2 ** 53, 'float', '9007199254740992.0'],
    [1e300, 'float', '1e+300'],
    [0.1, 'float', '0.1'],
    [-0, 'float', '-0.0'],
    [5e-324, 'float', '5e-324'],
    [Number.MAX_VALUE, 'float', '1.7976931348623157e+308'],
    [NaN, 'float', 'nan'],
    [Infinity, 'float', 'inf'],
    [-Infinity, 'float', '-inf'],
  ])('%d arrives as %s %s, and comes back as it was', (value, type, repr) => {
    expect(values.describe(value)).toEqual([type, repr]);
    expect(values.echo(value)).toBe(value);
  });

  it('is a float in Python where float() says so', () => {
    expect(values.describe(float(2))).toEqual(['float', '2.0']);
    expect(values.describe(float(0.5))).toEqual(['float', '0.5']);
    expect(values.types_of_items([float(1), 1, [float(1)], 1.5])).toEqual(['float', 'int', 'list', 'float']);
  });
});

describe('a bigint', () => {
  const edges = [7n, 8n, 15n, 16n, 31n, 32n, 53n, 63n, 64n, 65n, 70n, 127n, 128n, 1000n, 4096n].flatMap(
    (bits) => {
      const power = 2n ** bits;
      return [power - 1n, power, power + 1n, -power - 1n, -power, -power + 1n];
    },
  );

  it('of any size is an int of the same value in Python, and back', () => {
    for (const value of edges) {
      const safe = value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER;
      expect(values.echo(value)).toBe(safe ? Number(value) : value);
      expect(graft.python.eval('hex(value)', { value })).toBe(
        value < 0n ? `-0x${(-value).toString(16)}` : `0x${value.toString(16)}`,
      );
    }
  });

  it('comes where an int of Python is not safe as a number', () => {
    expect(graft.python.eval('2**70')).toBe(2n ** 70n);
    expect(graft.python.eval('-2**70')).toBe(-(2n ** 70n));
    expect(graft.python.eval('2**53 + 1')).toBe(2n ** 53n + 1n);
    expect(graft.python.eval('2**53')).toBe(2n ** 53n);
    expect(graft.python.eval('2**53 - 1')).toBe(2 ** 53 - 1);
    expect(graft.python.eval('-2**53')).toBe(-(2n ** 53n));
    expect(graft.python.eval('2**63')).toBe(2n ** 63n);
    expect(graft.python.eval('2**64 - 1')).toBe(2n ** 64n - 1n);
    expect(graft.python.eval('-2**63')).toBe(-(2n ** 63n));
    expect(graft.python.eval('float(2**70)')).toBe(2 ** 70);
    expect(graft.python.eval('2.0')).toBe(2);
  });
});

describe('null, undefined and booleans', () => {
  it('are None, None, True and False', () => {
    expect([null, undefined, true, false].map((value) => values.describe(value))).toEqual([
      ['NoneType', 'None'],
      ['NoneType', 'None'],
      ['bool', 'True'],
      ['bool', 'False'],
    ]);
    expect([null, undefined, true, false].map((value) => values.echo(value))).toEqual([
      null,
      null,
      true,
      false,
    ]);
  });

  it('are None where an array has a hole', () => {
    // eslint-disable-next-line no-sparse-arrays
    expect(values.echo([1, , 3])).toEqual([1, null, 3]);
  });
});

describe('a string', () => {
  it.each([
    ['nothing', ''],
    ['a NUL', 'before\0after'],
    ['only NUL', '\0'],
    ['Latin-1', 'Ærøskøbing ÿ'],
    ['the rest of the BMP', 'Привет, 世界 ﷺ\uffff'],
    ['characters beyond the BMP', '🎉 then text'],
    ['an emoji at the end', 'text then 🎉'],
    ['combining characters and direction marks', 'é\u200f\u202e👨‍👩‍👧'],
    ['a byte order mark', '\ufefftext'],
    ['line ends of all kinds', 'a\r\nb\nc\rd\u2028e\u2029f\u0085g'],
  ])('with %s arrives character by character, and comes back as it was', (_, text) => {
    expect(values.code_points(text)).toEqual(Array.from(text, (character) => character.codePointAt(0)));
    expect(values.echo(text)).toBe(text);
  });

  it('of every length around the limits of its encodings comes back as it was', () => {
    const lengths = [
      1, 23, 24, 25, 31, 32, 33, 63, 64, 65, 255, 256, 257, 32_767, 32_768, 32_769, 65_535, 65_536, 98_305,
    ];
    for (const unit of ['a', 'é', '世', '🎉', 'a\0', 'aé', 'a世', 'a🎉']) {
      for (const length of lengths) {
        const text = unit.repeat(Math.ceil(length / unit.length));
        expect(values.echo(text) === text, `${text.length} of ${unit}`).toBe(true);
        // What is odd stands last, behind much that is plain.
        const late = `${'x'.repeat(length)}${unit}`;
        expect(values.echo(late) === late, `${unit} behind ${length}`).toBe(true);
      }
    }
  });

  it('keeps lone surrogates', () => {
    for (const text of [
      '\ud800',
      '\udfff',
      'a\udc00b',
      '\udc00\ud800',
      `${'long '.repeat(100)}\ud83d`,
      '🎉\ud83d🎉',
    ]) {
      expect(values.echo(text)).toBe(text);
      expect(values.code_points(text)).toEqual(Array.from(text, (character) => character.codePointAt(0)));
    }
    expect(graft.python.eval(String.raw`'\ud800 and \udfff'`)).toBe('\ud800 and \udfff');
  });
});

describe('bytes', () => {
  it('are bytes in Python and come back as a Uint8Array of their own', () => {
    const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    for (const bytes of [new Uint8Array(), all, Buffer.from('buffer'), all.subarray(3, 7)]) {
      expect(values.describe(bytes)[0]).toBe('bytes');
      const back = values.echo(bytes) as Uint8Array;
      expect(back.constructor).toBe(Uint8Array);
      expect([...back]).toEqual([...bytes]);
      expect(back.buffer.byteLength).toBe(bytes.length);
    }
  });

  it('that came are not changed by a later call, nor by changing what was sent', () => {
    const sent = Uint8Array.of(1, 2, 3);
    const first = values.echo(sent) as Uint8Array;
    sent.fill(9);
    values.echo(Uint8Array.of(7, 7, 7, 7));
    expect([...first]).toEqual([1, 2, 3]);
  });
});

describe('an array', () => {
  it('is a list, whatever is in it', () => {
    const array = [1, 'two', 3.5, null, true, 2n ** 80n, [[]], { a: [{}] }, Uint8Array.of(1)];
    expect(values.describe(array)[0]).toBe('list');
    expect(values.echo(array)).toEqual(array);
    expect(values.echo([])).toEqual([]);
  });

  it.each([15, 16, 255, 256, 65_535, 65_536, 70_000])('of %d items keeps all of them', (length) => {
    const array = Array.from({ length }, (_, index) => index);
    expect(isDeepStrictEqual(values.echo(array), array)).toBe(true);
  });
});

describe('an object', () => {
  it('is a dict in the order of its keys, and back', () => {
    const object = { z: 1, a: { nested: [] }, 'with space': null, '': 0, ключ: 1, '🎉': 2, 'nul\0': 3 };
    expect(values.items(object).map(([key]) => key)).toEqual(Object.keys(object));
    expect(values.echo(object)).toEqual(object);
    expect(Object.keys(values.echo(object) as object)).toEqual(Object.keys(object));
    expect(values.echo({})).toEqual({});
    expect(values.echo(Object.assign(Object.create(null) as object, { a: 1 }))).toEqual({ a: 1 });
  });

  it('may have keys that every object inherits: they are data', () => {
    const text =
      '{"__proto__": {"polluted": true}, "constructor": 1, "toString": 2, "hasOwnProperty": 3, "valueOf": null}';
    const sent = JSON.parse(text) as object;
    const back = values.echo(sent) as object;
    expect(JSON.stringify(back)).toBe(JSON.stringify(sent));
    expect(Object.getPrototypeOf(back)).toBe(Object.prototype);
    expect('polluted' in back).toBe(false);
    expect(values.items(sent).map(([key]) => key)).toEqual(Object.keys(sent));
    const made = graft.python.eval(
      "{'__proto__': 1, 'constructor': {'prototype': {'polluted': 1}}}",
    ) as object;
    expect(Object.getOwnPropertyNames(made)).toEqual(['__proto__', 'constructor']);
    expect('polluted' in {}).toBe(false);
  });

  it.each([15, 16, 17, 65_535, 65_536])('of %d keys keeps all of them', (size) => {
    const object = Object.fromEntries(Array.from({ length: size }, (_, index) => [`key ${index}`, index]));
    expect(isDeepStrictEqual(values.echo(object), object)).toBe(true);
  });

  it('sends only its own enumerable string keys, and runs its getters', () => {
    const object = Object.defineProperty(
      {
        get computed() {
          return 6 * 7;
        },
        [Symbol('hidden')]: 1,
      },
      'unlisted',
      { value: 1 },
    );
    expect(values.echo(object)).toEqual({ computed: 42 });
  });
});

describe('a dict', () => {
  it('comes as an object while an object keeps its order, and as a Map where it would not', () => {
    expect(graft.python.eval("{'b': 1, 'a': 2}")).toEqual({ b: 1, a: 2 });
    expect(graft.python.eval("{'1': 'a', '2': 'b', 'x': 'c'}")).toEqual({ 1: 'a', 2: 'b', x: 'c' });
    expect(graft.python.eval("{'2': 'a', '1': 'b'}")).toEqual(
      new Map([
        ['2', 'a'],
        ['1', 'b'],
      ]),
    );
    expect(graft.python.eval("{'x': 1, '1': 2}")).toEqual(
      new Map([
        ['x', 1],
        ['1', 2],
      ]),
    );
    const notIndices = graft.python.eval("{'-1': 1, '01': 2, '4294967295': 3, '1.5': 4}") as object;
    expect(Object.keys(notIndices)).toEqual(['-1', '01', '4294967295', '1.5']);
  });

  it('with other keys than strings is a Map with the keys as they are', () => {
    const map = graft.python.eval(
      "{1: 'int', 2.5: 'float', None: 'none', 'text': 'str', b'\\x01': 'bytes', 2**70: 'big'}",
    );
    expect(map).toEqual(
      new Map<unknown, unknown>([
        [1, 'int'],
        [2.5, 'float'],
        [null, 'none'],
        ['text', 'str'],
        [Uint8Array.of(1), 'bytes'],
        [2n ** 70n, 'big'],
      ]),
    );
    expect(graft.python.eval('{True: 1, False: 2}')).toEqual(
      new Map([
        [true, 1],
        [false, 2],
      ]),
    );
    expect(graft.python.eval("{float('nan'): 1}")).toEqual(new Map([[NaN, 1]]));
  });

  it('is made from a Map, in its order', () => {
    const map = new Map<unknown, unknown>([
      ['2', 'text'],
      [1, 'one'],
      [null, 'none'],
      [0.5, new Map([[1, 2]])],
      [10n ** 30n, 'big'],
    ]);
    expect(values.items(map)).toEqual([...map]);
    expect(values.echo(map)).toEqual(map);
    expect(values.describe(new Map())).toEqual(['dict', '{}']);
  });
});

describe('a container that a finalizer changes', () => {
  interface Clearing {
    cleared_when_collected: (kind: string, item: unknown, size: number) => unknown;
    collect_as_usual: () => void;
  }
  const { cleared_when_collected: cleared, collect_as_usual: collectAsUsual } = values as unknown as Clearing;

  it('is sent as it was: nothing that is sent makes the garbage collector run', () => {
    const items = [2n ** 100n, -(2n ** 64n), 2n ** 63n, '\ud800', 'text é 🎉', 0.5, Uint8Array.of(1)];
    try {
      for (const item of items) {
        expect(cleared('list', item, 500)).toEqual(Array(500).fill(item));
        expect(cleared('dict', item, 500)).toEqual(
          new Map(Array.from({ length: 500 }, (_, key) => [key, item])),
        );
      }
    } finally {
      collectAsUsual();
    }
  });
});
