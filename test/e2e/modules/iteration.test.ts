import { graft, kw } from 'graftwire';
import { describe, expect, it } from 'vitest';
import { failure } from '../failure.js';
import { imported } from './imported.js';

const itertools = imported('itertools');
const functools = imported('functools');
const builtins = imported('builtins');

interface Watched {
  taken: number;
  closed: boolean;
  readonly numbers: Generator<number>;
}

/** Numbers without end, and what becomes of them. */
function watched(): Watched {
  const state: { taken: number; closed: boolean; numbers?: Generator<number> } = { taken: 0, closed: false };
  state.numbers = (function* () {
    try {
      for (;;) yield state.taken++;
    } finally {
      state.closed = true;
    }
  })();
  return state as Watched;
}

describe('itertools', () => {
  it('takes from a generator of JavaScript no more than it needs', () => {
    const state = watched();
    expect([...new itertools.islice(state.numbers, 2, 8, 2)]).toEqual([2, 4, 6]);
    expect(state.taken).toBeLessThanOrEqual(8);
  });

  it('counts without end until the loop is left', () => {
    const counted = new itertools.count(5, 2);
    const found = [];
    for (const number of counted) {
      found.push(number);
      if (found.length === 3) break;
    }
    expect(found).toEqual([5, 7, 9]);
    expect(counted.next()).toEqual({ done: false, value: 11 });
  });

  it('groups by a function of JavaScript, each group lazily', () => {
    const groups = [];
    for (const [key, group] of new itertools.groupby(
      ['ant', 'ape', 'bee', 'bat', 'auk'],
      (word: string) => word[0],
    ))
      groups.push([key, [...group]]);
    expect(groups).toEqual([
      ['a', ['ant', 'ape']],
      ['b', ['bee', 'bat']],
      ['a', ['auk']],
    ]);
  });

  it('joins what both languages iterate over', () => {
    const ones = new itertools.repeat(1, 2);
    const all = new itertools.chain([0], 'ab', new Set([3]), new Map([['k', 1]]), ones, watched().numbers);
    expect([...new itertools.islice(all, 8)]).toEqual([0, 'a', 'b', 3, 'k', 1, 1, 0]);
  });

  it('joins and combines', () => {
    expect([...itertools.chain.from_iterable([[1], [2, 3]])]).toEqual([1, 2, 3]);
    expect([...new itertools.product([1, 2], 'ab')]).toHaveLength(4);
    expect([...new itertools.combinations([1, 2, 3], 2)]).toEqual([
      [1, 2],
      [1, 3],
      [2, 3],
    ]);
    expect([...new itertools.zip_longest([1, 2], [3], kw({ fillvalue: 0 }))]).toEqual([
      [1, 3],
      [2, 0],
    ]);
    const [first, second] = itertools.tee(watched().numbers) as [Iterator<number>, Iterator<number>];
    expect([first.next().value, first.next().value, second.next().value]).toEqual([0, 1, 0]);
  });

  it('calls functions of JavaScript for each item', () => {
    expect([...new itertools.accumulate([1, 2, 3], (sum: number, item: number) => sum * 10 + item)]).toEqual([
      1, 12, 123,
    ]);
    expect([...new itertools.takewhile((item: number) => item < 3, new itertools.count())]).toEqual([
      0, 1, 2,
    ]);
    expect([
      ...new itertools.starmap(
        (a: number, b: number) => a * b,
        [
          [2, 3],
          [4, 5],
        ],
      ),
    ]).toEqual([6, 20]);
    const squares = new builtins.map((item: number) => item * item, watched().numbers);
    expect([...new itertools.islice(squares, 4)]).toEqual([0, 1, 4, 9]);
  });

  it('lets an exception of such a function end the loop, as the very object', () => {
    const thrown = new RangeError('far enough');
    const squares = new builtins.map((item: number) => {
      if (item === 3) throw thrown;
      return item;
    }, new itertools.count());
    expect(failure(() => [...squares])).toBe(thrown);
    expect(squares.next().value).toBe(4);
  });
});

describe('a generator of JavaScript in Python', () => {
  it('is its own iterator', () => {
    expect(graft.python.eval('iter(data) is data', { data: watched().numbers })).toBe(true);
  });
});

describe('an object of JavaScript in Python', () => {
  class Plain {}

  it('says with a TypeError what it has not, by which Python tells what it can do', () => {
    graft.python.exec(`
      def told(value):
          abilities = []
          for ability in (len, iter):
              try:
                  ability(value)
                  abilities.append(ability.__name__)
              except TypeError:
                  pass
          return abilities
    `);
    const { told } = imported('__main__');
    expect(told(new Plain())).toEqual([]);
    expect(told(watched().numbers)).toEqual(['iter']);
    class Sized {
      readonly length = 2;
      *[Symbol.iterator](): Generator<number> {
        yield* [1, 2];
      }
    }
    expect(told(new Sized())).toEqual(['len', 'iter']);
    expect(failure(() => builtins.len(new Plain()))).toBeInstanceOf(TypeError);
  });
});

describe('functools', () => {
  it('reduces and sorts by functions of JavaScript', () => {
    expect(functools.reduce((sum: number, item: number) => sum + item, [1, 2, 3], 10)).toBe(16);
    const byLength = functools.cmp_to_key((a: string, b: string) => b.length - a.length);
    expect(builtins.sorted(['bb', 'a', 'ccc'], { key: byLength })).toEqual(['ccc', 'bb', 'a']);
    expect(builtins.sorted([3, -1, 2], { key: Math.abs, reverse: true })).toEqual([3, 2, -1]);
    expect(builtins.max(['a', 'bbb', 'cc'], kw({ key: (text: string) => text.length }))).toBe('bbb');
  });

  it('remembers what a function of JavaScript gave', () => {
    let calls = 0;
    const square = functools.lru_cache((value: number) => {
      calls++;
      return value * value;
    });
    expect([square(3), square(3), square(4)]).toEqual([9, 9, 16]);
    expect(calls).toBe(2);
    const info = (graft.get(square, 'cache_info') as () => unknown)();
    expect(info).toMatchObject({ hits: 1, misses: 2 });
    (graft.get(square, 'cache_clear') as () => void)();
    square(3);
    expect(calls).toBe(3);
  });

  it('makes a decorator of options, which takes a function of JavaScript', () => {
    const decorate = functools.lru_cache(kw({ maxsize: 1 }));
    const identity = decorate((value: unknown) => value);
    expect([identity('a'), identity('b')]).toEqual(['a', 'b']);
    expect(graft.get(identity, '__wrapped__')).toBeTypeOf('function');
  });

  it('makes functions with arguments filled in, by new', () => {
    const powerOfTwo = new functools.partial(imported('math').pow, 2);
    expect(powerOfTwo(5)).toBe(32);
  });

  it('gives functions with arguments filled in, which Python made', () => {
    const binary = graft.python.eval("__import__('functools').partial(int, base=2)") as (
      text: string,
    ) => number;
    expect(binary('101')).toBe(5);
    expect(graft.get(binary, 'keywords')).toEqual({ base: 2 });
  });

  it('gives functions without a name that can be printed', () => {
    const binary = graft.python.eval("__import__('functools').partial(int, base=2)") as () => unknown;
    expect(binary.name).toBeTypeOf('string');
  });

  it('chooses by the class of an argument', () => {
    const describe = functools.singledispatch(() => 'something');
    const register = graft.get(describe, 'register') as (cls: unknown, action: unknown) => unknown;
    register(builtins.int, () => 'an int');
    register(builtins.str, () => 'a text');
    expect([describe(1), describe('a'), describe(1.5)]).toEqual(['an int', 'a text', 'something']);
  });
});

describe('a function of a module that is passed back to Python', () => {
  const math = imported('math');

  it('can be called there', () => {
    expect(builtins.sorted(['bbb', 'a'], { key: builtins.len })).toEqual(['a', 'bbb']);
    expect([...new builtins.map(math.sqrt, [4, 9])]).toEqual([2, 3]);
  });

  it('is the function itself', () => {
    expect(graft.python.eval("f is __import__('math').sqrt", { f: math.sqrt })).toBe(true);
  });

  it('keeps its signature', () => {
    const signature = imported('inspect').signature(imported('json').dumps);
    expect(String(signature)).toContain('skipkeys=False');
  });

  it('can be asked for attributes by graft.get', () => {
    expect(graft.get(math.sqrt, '__name__')).toBe('sqrt');
  });

  it('is the module itself where it is a module', () => {
    expect(graft.python.eval("m is __import__('math')", { m: math })).toBe(true);
  });
});
