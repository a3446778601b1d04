import { describe, expect, it } from 'vitest';
import { Decimal } from '../../../../src/iip/types/decimal.js';
import { strictly } from '../../../../src/hypertube/strict/membrane.js';

class Shelf {
  #items: string[] = [];
  static readonly size = 3;
  get items(): readonly string[] {
    return this.#items;
  }
  add(...items: string[]): this {
    this.#items.push(...items);
    return this;
  }
  *walk(): Generator<string> {
    yield* this.#items;
  }
  static of(...items: string[]): Shelf {
    return new Shelf().add(...items);
  }
}

class ShelfError extends Error {
  override readonly name = 'ShelfError';
  readonly shelf: string;
  constructor(shelf: string) {
    super(`no ${shelf}`);
    this.shelf = shelf;
  }
}

const kept: unknown[] = [];
const tools = { name: 'tools', pattern: /x/, double: (value: number) => value * 2 };
const table = { rows: [1, 2] };
const module = strictly({
  Shelf,
  ShelfError,
  table,
  tools,
  symbol: Symbol('none'),
  describeTools: (given: typeof tools) => given === tools,
  viaArguments(this: void, call: (...args: number[]) => unknown, ..._: number[]): unknown {
    // eslint-disable-next-line prefer-spread -- how code of old passes on what it was given
    return call.apply(null, Array.prototype.slice.call(arguments, 1) as number[]);
  },
  listed(this: void, call: (args: unknown) => unknown, ..._: number[]): unknown {
    return call(arguments);
  },
  sort: (items: number[]) => items.sort(),
  keep: (value: unknown) => void kept.push(value),
  rows: () => table,
  same: (value: unknown) => value,
  isKept: (value: unknown) => kept.includes(value),
  each: (items: { n: number }[], callback: (item: { n: number }) => unknown) => items.map(callback),
  fail: () => {
    throw new ShelfError('top');
  },
  later: async (items: number[]) => {
    await Promise.resolve();
    return items.reverse();
  },
  async *stream(items: { n: number }[]) {
    for (const item of items) yield await Promise.resolve(item);
  },
});

describe('a module on the direct route in strict mode', () => {
  it('changes the arguments of nobody', () => {
    const items = [3, 1, 2];
    expect(module.sort(items)).toEqual([1, 2, 3]);
    expect(items).toEqual([3, 1, 2]);
  });

  it('keeps what it was given when that changes', () => {
    const value = { list: [1], map: new Map([['a', { b: 1 }]]), bytes: new Uint8Array([1]) };
    module.keep(value);
    value.list.push(2);
    value.map.get('a')!.b = 2;
    value.bytes[0] = 9;
    // A map of strings is an object on the wire.
    expect(kept.at(-1)).toEqual({ list: [1], map: { a: { b: 1 } }, bytes: new Uint8Array([1]) });
  });

  it('keeps what it has given when that changes', () => {
    module.rows().rows.push(3);
    module.table.rows.push(4);
    expect(table.rows).toEqual([1, 2]);
  });

  it('copies memory, which another machine has not', () => {
    const numbers = new Float64Array([1, 2]);
    const same = module.same(numbers) as Float64Array;
    same[0] = 5;
    expect(numbers[0]).toBe(1);
    expect(same).toBeInstanceOf(Float64Array);
  });

  it('gives nothing as null, as the wire does', () => {
    expect(module.keep(1)).toBeNull();
    expect(module.same([undefined])).toEqual([null]);
  });

  it('copies values of the types that graftwire has', () => {
    expect(module.same(new Decimal('1.10'))).toEqual(new Decimal('1.10'));
    expect(module.same(2n ** 70n)).toBe(2n ** 70n);
    expect(Object.is(module.same(-0), -0)).toBe(true);
  });

  it('refuses what the wire refuses, with the path', () => {
    expect(() => module.same({ a: [/x/] })).toThrowError(
      expect.objectContaining({ code: 'unsupported-value', path: 'args[0].a[0]' }) as Error,
    );
    const cycle: unknown[] = [];
    cycle.push(cycle);
    expect(() => module.same(cycle)).toThrowError(expect.objectContaining({ code: 'cyclic-value' }) as Error);
    expect(() => module.same(Symbol('x'))).toThrowError(/cannot cross/);
  });

  it('has classes whose objects are objects of them, with private fields', () => {
    const shelf = new module.Shelf();
    expect(shelf).toBeInstanceOf(module.Shelf);
    expect(shelf.add('a', 'b')).toBe(shelf);
    expect(shelf.items).toEqual(['a', 'b']);
    expect([...shelf.walk()]).toEqual(['a', 'b']);
    expect(module.Shelf.of('c')).toBeInstanceOf(module.Shelf);
    expect(module.Shelf.size).toBe(3);
    expect([] instanceof (module.Shelf as unknown as typeof Array)).toBe(false);
  });

  it('gives an object that went out back as itself', () => {
    const shelf = new module.Shelf();
    module.keep(shelf);
    expect(module.isKept(shelf)).toBe(true);
    expect(module.same(shelf)).toBe(shelf);
    const mine = (): number => 1;
    expect(module.same(mine)).toBe(mine);
  });

  it('can be extended', () => {
    class Wide extends module.Shelf {
      override add(...items: string[]): this {
        return super.add(...items.map((item) => item.toUpperCase()));
      }
    }
    const wide = new Wide().add('a');
    expect(wide.items).toEqual(['A']);
    expect(wide).toBeInstanceOf(module.Shelf);
  });

  it('copies what callbacks are given, and what they give', () => {
    const items = [{ n: 1 }];
    const mine = { m: [1] };
    const given = module.each(items, (item) => {
      item.n = 7;
      return mine;
    }) as { m: number[] }[];
    expect(items).toEqual([{ n: 1 }]);
    given[0]!.m.push(2);
    expect(mine.m).toEqual([1]);
  });

  it('throws errors as they are, and takes those of callbacks back', () => {
    expect(() => module.fail()).toThrowError(ShelfError);
    expect(() => module.fail()).toThrowError(module.ShelfError);
    const own = new RangeError('mine');
    expect(() =>
      module.each([{ n: 1 }], () => {
        throw own;
      }),
    ).toThrowError(own);
  });

  it('copies what promises and streams give', async () => {
    const items = [1, 2];
    expect(await module.later(items)).toEqual([2, 1]);
    expect(items).toEqual([1, 2]);
    const source = [{ n: 1 }, { n: 2 }];
    const seen = [];
    for await (const item of module.stream(source)) {
      item.n += 1;
      seen.push(item.n);
    }
    expect(seen).toEqual([2, 3]);
    expect(source).toEqual([{ n: 1 }, { n: 2 }]);
  });

  it('calls by apply, call and bind as by parentheses, whatever the arguments are listed in', () => {
    const given = { n: 1 };
    const listed = { 0: given, length: 1 } as unknown as [typeof given];
    for (const take of [
      () => module.keep.apply(undefined, listed),
      () => module.keep.call(undefined, given),
      () => module.keep.bind(undefined, given)(),
    ]) {
      kept.length = 0;
      take();
      expect(kept).toEqual([{ n: 1 }]);
      expect(kept[0]).not.toBe(given);
    }
  });

  it('holds an object that can do something by reference, as the wire does', () => {
    expect(module.tools.double(4)).toBe(8);
    expect(module.tools).toBe(module.tools);
    expect(module.describeTools(module.tools)).toBe(true);
  });

  it('refuses what cannot cross where it is used, and nothing beside it', () => {
    expect(Object.keys(module)).toContain('symbol');
    expect(Object.keys(module.tools)).toEqual(['name', 'pattern', 'double']);
    expect(() => module.symbol).toThrowError('a symbol cannot cross');
    expect(() => module.tools.pattern).toThrowError('a RegExp cannot cross');
    expect(module.tools.name).toBe('tools');
  });

  it('passes on what functions are applied to, and takes arguments for the list that they are', () => {
    const seen: unknown[][] = [];
    module.viaArguments((...args) => seen.push(args), 1, 2);
    module.listed((args) => seen.push(args as unknown[]), 3);
    expect(seen).toEqual([
      [1, 2],
      [expect.any(Function), 3],
    ]);
    const { sort } = module;
    expect([sort.call(null, [2, 1]), sort.apply(null, [[2, 1]]), sort.bind(null, [2, 1])()]).toEqual([
      [1, 2],
      [1, 2],
      [1, 2],
    ]);
  });
});
