import { GraftError, graft, kw } from 'graftwire';
import { describe, expect, it } from 'vitest';
import { failure } from './failure.js';

interface Values {
  echo(...values: readonly unknown[]): unknown;
  arguments(...values: readonly unknown[]): unknown;
  count(...values: readonly unknown[]): unknown;
  contains_itself(): unknown;
  nested(levels: number): unknown;
  nested_dicts(levels: number): unknown;
  depth(value: unknown): number;
}

const values = graft.loadSync<Values>('./fixtures/values.py', { from: import.meta.url });

/** An array, or an object, inside so many others of its kind. */
function nestedArrays(levels: number): unknown[] {
  let value: unknown[] = [];
  for (let level = 1; level < levels; level++) value = [value];
  return value;
}

function nestedObjects(levels: number): object {
  let value: object = {};
  for (let level = 1; level < levels; level++) value = { inner: value };
  return value;
}

describe('a value of JavaScript that has no form in Python', () => {
  it.each<[string, unknown, RegExp]>([
    ['a symbol', Symbol('secret'), /a symbol cannot cross\. Send its description/],
    ['an invalid Date', new Date(NaN), /an invalid Date cannot cross\. Send null/],
    ['a RegExp', /x/, /a RegExp cannot cross/],
    ['a WeakMap', new WeakMap(), /a WeakMap cannot cross/],
    ['a WeakSet', new WeakSet(), /a WeakSet cannot cross/],
    ['a WeakRef', new WeakRef({}), /a WeakRef cannot cross/],
    ['a subclass of Array', new (class List extends Array<number> {})(), /a List cannot cross/],
    ['a boxed number', Object(1), /a Number cannot cross/],
    ['a boxed symbol', Object(Symbol('boxed')), /a Symbol cannot cross/],
    [
      'keyword arguments inside a value',
      [kw({ a: 1 })],
      /cannot cross\. kw\(\) can only be the last argument/,
    ],
  ])('is refused by name: %s', (_, value, message) => {
    const error = failure(() => values.echo(value));
    expect(error).toBeInstanceOf(GraftError);
    expect(error).toMatchObject({ code: 'unsupported-value' });
    expect(error.message).toMatch(message);
  });

  it.each<[string, () => ArrayBufferView | ArrayBuffer]>([
    ['a Uint8Array', () => new Uint8Array(8)],
    ['a large one', () => new Uint8Array(100_000)],
    ['a Float64Array', () => new Float64Array(4)],
    ['a DataView', () => new DataView(new ArrayBuffer(8))],
    ['an ArrayBuffer', () => new ArrayBuffer(8)],
  ])('is memory that was transferred: %s', (_, make) => {
    const value = make();
    const buffer = value instanceof ArrayBuffer ? value : (value.buffer as ArrayBuffer);
    structuredClone(buffer, { transfer: [buffer] });
    const error = failure(() => values.echo({ items: [value] }));
    expect(error).toMatchObject({ code: 'unsupported-value', path: 'args[0].items[0]' });
    expect(error.message).toContain('is memory that was transferred');
    expect(values.echo(new Uint8Array(0))).toEqual(new Uint8Array(0));
  });

  it('is refused with the way to it', () => {
    const symbol = Symbol('culprit');
    const cases: [unknown[], string][] = [
      [[symbol], 'args[0]'],
      [[1, 2, [symbol]], 'args[2][0]'],
      [[{ items: [1, 2, 3, { when: symbol }] }], 'args[0].items[3].when'],
      [[{ 'two words': { 'quo"te': symbol } }], 'args[0]["two words"]["quo\\"te"]'],
      [[{ ключ: symbol }], 'args[0].ключ'],
      [[new Map<unknown, unknown>([[1, { a: symbol }]])], 'args[0].get(1).a'],
      [[new Map<unknown, unknown>([['name', symbol]])], 'args[0].get("name")'],
      [[1, kw({ options: { deep: [symbol] } })], 'kwargs.options.deep[0]'],
    ];
    for (const [args, path] of cases) {
      const error = failure(() => values.arguments(...args));
      expect(error).toMatchObject({ code: 'unsupported-value', path });
      expect(error.message.startsWith(`${path}: `)).toBe(true);
    }
  });

  it('is refused as an attribute too', () => {
    const module = graft.loadSync<{ cut: unknown }>('./fixtures/attributes.py', { from: import.meta.url });
    expect(failure(() => (module.cut = { a: [/x/] }))).toMatchObject({
      code: 'unsupported-value',
      path: 'value.a[0]',
    });
  });

  it('leaves everything else as it was: the next call works', () => {
    for (let round = 0; round < 100; round++) {
      expect(failure(() => values.echo({ a: 'x'.repeat(5000), b: Symbol('no') })).message).toMatch(/symbol/);
      expect(values.echo(round)).toBe(round);
    }
  });

  it('is refused where Python would take two keys of a Map for one', () => {
    const pairs: [unknown, unknown][] = [
      [1, true],
      [0, false],
      [1, 1n],
      [0, -0],
      [null, undefined],
    ];
    for (const [one, other] of pairs) {
      if (
        new Map([
          [one, 0],
          [other, 0],
        ]).size < 2
      )
        continue;
      const map = new Map([
        [one, 'a'],
        [other, 'b'],
      ]);
      expect(failure(() => values.echo([map]))).toMatchObject({ code: 'duplicate-key' });
    }
    expect(failure(() => values.echo(new Map([[[1], 1]])))).toMatchObject({ code: 'unsupported-value' });
  });
});

/** A str with a character as two surrogates, of which JavaScript would make one character. */
const pair = String.raw`'\ud83d\ude00'`;

describe('a value of Python that has no form in JavaScript', () => {
  it('is refused with the way to it, whatever the keys are', () => {
    const paths: [string, string][] = [
      [pair, 'result'],
      [`[[], [${pair}]]`, 'result[1][0]'],
      [`{'a b': ${pair}}`, 'result["a b"]'],
      [`{1: {None: ${pair}}}`, 'result.get(1).get(None)'],
      [`{b"x": ${pair}}`, "result.get(b'x')"],
      [`{2.5: {2**70: ${pair}}}`, 'result.get(2.5).get(1180591620717411303424)'],
      [`{'schlüssel': ${pair}}`, 'result["schlüssel"]'],
      [`[0, {'deep': (1, [${pair}])}]`, 'result[1].deep[1][0]'],
    ];
    for (const [expression, path] of paths) {
      expect(
        failure(() => graft.python.eval(expression)),
        expression,
      ).toMatchObject({ code: 'unsupported-value', path });
    }
  });

  it('uses nothing up that stands before it: a generator still has all of its items', () => {
    graft.python.exec(
      'kept_generator = (item for item in [1, 2, 3])\nasync def coroutine(): return 1\nkept_coroutine = coroutine()',
    );
    const both = `[kept_generator, kept_coroutine, ${pair}]`;
    expect(failure(() => graft.python.eval(both))).toMatchObject({ path: 'result[2]' });
    expect(graft.python.eval('list(kept_generator)')).toEqual([1, 2, 3]);
    expect(graft.python.eval('kept_coroutine.cr_frame is not None')).toBe(true);
    graft.python.exec('kept_coroutine.close()');
  });

  it('is refused where a str holds a character as two surrogates', () => {
    const error = failure(() => graft.python.eval(`[${pair}]`));
    expect(error).toMatchObject({ code: 'unsupported-value', path: 'result[0]' });
    expect(error.message).toContain('surrogate');
    expect(graft.python.eval(String.raw`'\ude00\ud83d'`)).toBe('\ude00\ud83d');
  });

  it('is refused in a message of whole sentences', () => {
    for (const expression of [pair, `[[${pair}]]`]) {
      const { message, remedy } = failure(() => graft.python.eval(expression)) as GraftError;
      expect(remedy).toMatch(/^[A-Z].*\.$/);
      expect(message).toMatch(/^result\S*: .+[^.]\. [A-Z].*\.$/);
    }
  });
});

describe('a value that contains itself', () => {
  it('is refused on its way to Python, with both places', () => {
    const loop: Record<string, unknown> = { name: 'loop' };
    loop['items'] = [1, { again: loop }];
    const error = failure(() => values.echo(0, [loop]));
    expect(error).toMatchObject({ code: 'cyclic-value', path: 'args[1][0].items[1].again' });
    expect(error.message).toContain('args[1][0]');
    const array: unknown[] = [];
    array.push(array);
    expect(failure(() => values.echo(array))).toMatchObject({ code: 'cyclic-value', path: 'args[0][0]' });
    const map = new Map<string, unknown>();
    map.set('self', map);
    expect(failure(() => values.echo(map))).toMatchObject({
      code: 'cyclic-value',
      path: 'args[0].get("self")',
    });
  });

  it('is refused on its way from Python', () => {
    const error = failure(() => values.contains_itself());
    expect(error).toBeInstanceOf(GraftError);
    expect(error).toMatchObject({ code: 'cyclic-value' });
    expect((error as GraftError).path).toMatch(/^result\.items\[1\]\.again/);
  });

  it('is not confused with one that contains another twice', () => {
    const shared = { a: [1] };
    expect(values.echo([shared, shared, { shared }])).toEqual([shared, shared, { shared }]);
    expect(graft.python.eval('(lambda shared: [shared, shared, {"x": shared}])([1])')).toEqual([
      [1],
      [1],
      { x: [1] },
    ]);
  });
});

describe('a value that is nested deeply', () => {
  it('crosses up to 512 levels, to Python and back', () => {
    expect(values.depth(nestedArrays(512))).toBe(512);
    expect(values.depth(nestedObjects(512))).toBe(512);
    expect(values.echo(nestedArrays(512))).toEqual(nestedArrays(512));
    expect(JSON.stringify(values.nested(512))).toBe(JSON.stringify(nestedArrays(512)));
    expect(JSON.stringify(values.nested_dicts(512))).toBe(JSON.stringify(nestedObjects(512)));
  });

  it('is refused from 513 levels on, on either way', () => {
    for (const levels of [513, 514, 1000, 100_000]) {
      expect(failure(() => values.depth(nestedArrays(levels)))).toMatchObject({ code: 'too-deep' });
      expect(failure(() => values.depth(nestedObjects(levels)))).toMatchObject({ code: 'too-deep' });
      expect(failure(() => values.nested(levels))).toMatchObject({ code: 'too-deep' });
      expect(failure(() => values.nested_dicts(levels))).toMatchObject({ code: 'too-deep' });
    }
  });

  it('says where, in a path that can be read', () => {
    const { path, message } = failure(() => values.depth(nestedArrays(513))) as GraftError;
    expect(path).toMatch(/^args\[0\](\[0\])+…\(\d+ more\)…(\[0\])+$/);
    expect(message).toContain('512');
  });
});
