import { graft, kw } from 'graftwire';
import { describe, expect, it } from 'vitest';
import type { Anything, Words } from './anything.js';
import { py } from './anything.js';
import { failure } from './failure.js';

type Thing = Anything<
  Words<'length get set at has delete equals next return throw pop count append walk Table Manager Money Call call'>
>;

graft.python.exec(`
class Table:
    def __init__(self, items): self.items = list(items)
    def __len__(self): return len(self.items)
    def __iter__(self): return iter(self.items)
    def __getitem__(self, key): return self.items[key]
    def __setitem__(self, key, value): self.items[key] = value
    def __delitem__(self, key): del self.items[key]
    def __contains__(self, value): return value in self.items

class Manager:
    log = []
    def __init__(self, name): self.name = name
    def __enter__(self):
        self.log.append(f'enter {self.name}')
        return [self.name]
    def __exit__(self, kind, error, traceback): self.log.append(f'exit {self.name} {kind}')

class Money:
    def __init__(self, cents): self.cents = cents
    def __eq__(self, other): return isinstance(other, Money) and self.cents == other.cents
    def __hash__(self): return hash(self.cents)
    def __float__(self): return self.cents / 100

class Call:
    def __call__(self, a, b=2): return [a, b]

closed = []
def walk(name='walk'):
    try:
        got = yield 1
        while True:
            try:
                got = yield ['got', got]
            except ValueError as error:
                got = f'caught {error}'
            if got == 'end':
                return 'result'
    finally:
        closed.append(name)
`);
const { Table, Manager, Money, walk } = graft.python.import('__main__') as unknown as Thing;

describe('an object with items', () => {
  it('has a length, and whatever can be iterated over is iterable', () => {
    const table = new Table([1, 2, 3]);
    expect(table.length).toBe(3);
    expect([...table]).toEqual([1, 2, 3]);
    const [first, ...others] = table;
    expect([first, others]).toEqual([1, [2, 3]]);
    expect(new Map(py('zip("ab", [1, 2])') as Iterable<[string, number]>)).toEqual(new Map([['a', 1], ['b', 2]])); // prettier-ignore
    expect([...(py('map(lambda x: x * 2, [1, 2])') as Iterable<number>)]).toEqual([2, 4]);
    expect([...(py('{"a": 1}.keys()') as Iterable<string>)]).toEqual(['a']);
  });

  it('gives items by get and at, undefined where there is none', () => {
    const table = new Table(['a', null]);
    expect([table.get(0), table.get(1), table.get(2)]).toEqual(['a', null, undefined]);
    expect([table.at(-1), table.at(-2), table.at(-3)]).toEqual([null, 'a', undefined]);
    expect(failure(() => table.get('text'))).toMatchObject({ remote: { type: 'TypeError' } });
  });

  it('sets, has and deletes items', () => {
    const table = new Table([1, 2]);
    table.set(0, { a: 1 });
    expect([...table]).toEqual([{ a: 1 }, 2]);
    expect([table.has(2), table.has(7)]).toEqual([true, false]);
    expect([table.delete(0), table.delete(5), table.length]).toEqual([true, false, 1]);
    expect(failure(() => table.set(5, 1))).toBeInstanceOf(RangeError);
  });

  it('keeps what its class, or a base of it, calls get, pop or count', () => {
    const made = py('__import__("collections").defaultdict(list)') as Thing;
    expect(made.get('x', 'default')).toBe('default');
    expect(made.length).toBe(0);
    const counter = py('__import__("collections").Counter("aab")') as Thing;
    expect([counter.get('z', 7), counter.get('a'), counter.pop('b')]).toEqual([7, 2, 1]);
    const queue = py('__import__("collections").deque([1, 1])') as Thing;
    queue.append(2);
    expect([queue.count(1), [...queue], queue.at(-1)]).toEqual([2, [1, 1, 2], 2]);
  });
});

describe('an iterator of Python', () => {
  it('is an iterator here, lazily', () => {
    const seen: unknown[] = [];
    for (const item of py('__import__("itertools").count()') as Iterable<number>) {
      seen.push(item);
      if (item === 3) break;
    }
    expect(seen).toEqual([0, 1, 2, 3]);
    const iterator = py('iter([1, 2])') as Thing;
    expect((iterator as unknown as Iterable<unknown>)[Symbol.iterator]()).toBe(iterator);
    expect([iterator.next(), iterator.next(), iterator.next(), iterator.next()]).toEqual([
      { done: false, value: 1 },
      { done: false, value: 2 },
      { done: true, value: undefined },
      { done: true, value: undefined },
    ]);
  });

  it('that is a generator takes what next() sends, and says what it returned', () => {
    const generator = walk();
    expect(generator.next()).toEqual({ done: false, value: 1 });
    expect(generator.next('sent')).toEqual({ done: false, value: ['got', 'sent'] });
    expect(generator.next()).toEqual({ done: false, value: ['got', null] });
    expect(generator.next('end')).toEqual({ done: true, value: 'result' });
    expect(generator.next()).toEqual({ done: true, value: undefined });
  });

  it('is closed by return(), and by leaving a loop early', () => {
    const generator = walk('returned');
    generator.next();
    expect(generator.return(7)).toEqual({ done: true, value: 7 });
    expect(generator.next()).toEqual({ done: true, value: undefined });
    for (const item of walk('left')) if (item === 1) break;
    const [first] = walk('destructured');
    expect(first).toBe(1);
    expect(
      failure(() => {
        for (const item of walk('thrown')) throw new Error(`at ${String(item)}`);
      }).message,
    ).toBe('at 1');
    expect(py('closed')).toEqual(expect.arrayContaining(['returned', 'left', 'destructured', 'thrown']));
  });

  it('raises what throw() is given where it stands: an exception of Python', () => {
    const generator = walk();
    generator.next();
    generator.next();
    const error = failure(() => py('int("no number")'));
    expect(generator.throw(error)).toEqual({
      done: false,
      value: ['got', expect.stringMatching(/^caught invalid literal/)],
    });
  });

  it('raises what throw() is given where it stands: anything of JavaScript, which comes out again', () => {
    for (const thrown of [new Error('own'), 'text', 7, null]) {
      const generator = walk('by throw');
      generator.next();
      let out: unknown = 'nothing';
      try {
        generator.throw(thrown);
      } catch (error) {
        out = error;
      }
      expect(out).toBe(thrown);
      expect(generator.next()).toEqual({ done: true, value: undefined });
    }
    const plain = py('iter([1, 2])') as Thing;
    expect(failure(() => plain.throw(new RangeError('not a generator')))).toBeInstanceOf(RangeError);
  });

  it('throws what it raises, and has ended then', () => {
    const failing = py('(1 / x for x in [1, 0, 2])') as Thing;
    expect(failing.next()).toEqual({ done: false, value: 1 });
    expect(failure(() => failing.next())).toMatchObject({ remote: { type: 'ZeroDivisionError' } });
    expect(failing.next()).toEqual({ done: true, value: undefined });
  });
});

describe('equality and numbers', () => {
  it('are those of Python by equals and valueOf', () => {
    const money = new Money(250);
    expect([money.equals(new Money(250)), money.equals(new Money(1)), money.equals(250)]).toEqual([
      true,
      false,
      false,
    ]);
    expect([Number(money), Number(money) * 2, (money as unknown as number) > 2]).toEqual([2.5, 5, true]);
    expect(Number.isNaN(Number(new Table([])))).toBe(true);
  });
});

describe('an object that can be called in Python', () => {
  it('has call()', () => {
    const call = py('Call()') as Thing;
    expect([call.call(1), call.call(1, 3), call.call(1, kw({ b: 4 }))]).toEqual([[1, 2], [1, 3], [1, 4]]); // prettier-ignore
  });

  it('is a function: a partial, a bound method, a getter of items', () => {
    const functions = py(
      '[__import__("functools").partial(max, 5), [1, 1].count, __import__("operator").itemgetter(1)]',
    ) as Thing[];
    expect(functions.map((one) => typeof one)).toEqual(['function', 'function', 'function']);
    expect([functions[0]!(3), functions[1]!(1), functions[2]!(['a', 'b'])]).toEqual([5, 2, 'b']);
  });
});

describe('a context manager', () => {
  it('is entered by graft.enter, and left by Symbol.dispose', () => {
    const manager = new Manager('one');
    expect(graft.enter(manager)).toEqual(['one']);
    manager[Symbol.dispose]();
    expect(py('Manager.log')).toEqual(['enter one', 'exit one None']);
  });

  it('that gives itself is left when its block ends', () => {
    graft.python.exec('lock = __import__("threading").Lock()');
    const lock = py('lock') as Thing;
    graft.enter(lock);
    expect(py('lock.locked()')).toBe(true);
    lock[Symbol.dispose]();
    expect(py('lock.locked()')).toBe(false);
  });
});
