import { FrozenSet, Range, graft, kw } from 'graftwire';
import { describe, expect, it } from 'vitest';
import { failure } from '../failure.js';
import { imported } from './imported.js';

const builtins = imported('builtins');

describe('builtins', () => {
  it('are functions like any other', () => {
    expect([builtins.sum([0.5, 1], 2), builtins.round(2.5), builtins.abs(-3)]).toEqual([3.5, 2, 3]);
    expect(builtins.divmod(7, 3)).toEqual([2, 1]);
    expect(builtins.pow(2, 100)).toBe(2n ** 100n);
    expect([builtins.any([0, 1]), builtins.all(new Set([1, 0]))]).toEqual([true, false]);
    expect([builtins.repr("it's"), builtins.hex(255), builtins.chr(128512)]).toEqual([
      '"it\'s"',
      '0xff',
      '😀',
    ]);
    expect([builtins.isinstance(1, builtins.int), builtins.callable(() => 1)]).toEqual([true, true]);
  });

  it('make iterators of what JavaScript has, and of what Python has', () => {
    function* letters(): Generator<string> {
      yield* ['a', 'b', 'c'];
    }
    expect([...new builtins.zip([1, 2], letters())]).toEqual([
      [1, 'a'],
      [2, 'b'],
    ]);
    expect([...new builtins.enumerate(letters(), 5)][2]).toEqual([7, 'c']);
    expect([...new builtins.reversed([1, 2])]).toEqual([2, 1]);
    expect([...new builtins.filter((item: number) => item > 1, [1, 2, 3])]).toEqual([2, 3]);
    expect(builtins.next(builtins.iter([7]))).toBe(7);
    expect(builtins.next(builtins.iter([]), 'nothing')).toBe('nothing');
  });

  it('are classes, whose values are those of JavaScript', () => {
    expect(new builtins.range(3)).toBeInstanceOf(Range);
    expect(new builtins.frozenset([1, 2])).toBeInstanceOf(FrozenSet);
    expect(builtins.dict.fromkeys(['a'], 0)).toEqual({ a: 0 });
    expect(builtins.str.upper('abc')).toBe('ABC');
    expect(builtins.bytes.fromhex('0aff')).toEqual(new Uint8Array([10, 255]));
    const bytes = new builtins.bytearray(3);
    bytes.set(0, 5);
    bytes.extend([1]);
    expect([...bytes]).toEqual([5, 0, 0, 1]);
  });

  it('raise errors that JavaScript tells apart, and take those that it makes of their classes', () => {
    expect(failure(() => builtins.int.from_bytes(1, 'little'))).toBeInstanceOf(TypeError);
    expect(failure(() => builtins.next(builtins.iter([])))).toMatchObject({
      remote: { type: 'StopIteration' },
    });
    graft.python.exec(`
      def guarded(action):
          try:
              action()
          except LookupError as error:
              return str(error)
    `);
    const { guarded } = imported('__main__');
    const throwing = (): never => {
      throw new builtins.IndexError('beyond');
    };
    expect(guarded(throwing)).toBe('beyond');
  });

  it('are classes of the errors that they throw', () => {
    const error = failure(() => imported('json').loads('{'));
    expect(error).toBeInstanceOf(imported('json').JSONDecodeError);
    expect(error).toBeInstanceOf(builtins.ValueError);
  });
});

describe('enum', () => {
  graft.python.exec(`
    import enum
    class Planet(enum.Enum):
        EARTH = 1.0
        MARS = 0.11
        def heavier_than(self, other):
            return self.value > other.value
        @property
        def label(self):
            return self.name.title()
        @classmethod
        def home(cls):
            return cls.EARTH
  `);
  const { Planet } = imported('__main__');

  it('has members, each the same whenever it comes', () => {
    expect(Planet.home()).toBe(Planet.EARTH);
    expect([Planet.MARS.name, Planet.MARS.value]).toEqual(['MARS', 0.11]);
    expect(Planet.MARS).toBeInstanceOf(Planet);
    expect(graft.python.eval('value is Planet.MARS', { value: Planet.MARS })).toBe(true);
  });

  it('has methods', () => {
    expect(Planet.EARTH.heavier_than(Planet.MARS)).toBe(true);
  });

  it('has properties', () => {
    expect(Planet.EARTH.label).toBe('Earth');
  });

  // Its metaclass has an __iter__, so that `for planet in Planet` works in Python.
  it.fails('is iterated over', () => {
    expect([...Planet]).toEqual([Planet.EARTH, Planet.MARS]);
  });
});

describe('contextlib', () => {
  const contextlib = imported('contextlib');

  it('makes a context manager of a generator of JavaScript', () => {
    const told: string[] = [];
    const manager = contextlib.contextmanager(function* (name: string) {
      told.push(`in ${name}`);
      try {
        yield name.length;
      } finally {
        told.push('out');
      }
    })('block');
    expect(graft.enter(manager)).toBe(5);
    expect(told).toEqual(['in block']);
    manager[Symbol.dispose]();
    expect(told).toEqual(['in block', 'out']);
  });

  it('calls functions of JavaScript when a stack is left, the last one first', () => {
    const told: unknown[] = [];
    const stack = new contextlib.ExitStack();
    graft.enter(stack);
    stack.callback((...args: unknown[]) => told.push(args), 1, 'a');
    stack.callback(() => told.push('last'));
    stack[Symbol.dispose]();
    expect(told).toEqual(['last', [1, 'a']]);
  });

  it('lets what is printed go elsewhere', () => {
    const text = new (imported('io').StringIO)();
    const manager = new contextlib.redirect_stdout(text);
    graft.enter(manager);
    builtins.print('a', 1, kw({ sep: '-', end: '' }));
    manager[Symbol.dispose]();
    expect(text.getvalue()).toBe('a-1');
  });
});

describe('queue and heapq', () => {
  it('hold objects of JavaScript', () => {
    class Job {}
    const queue = new (imported('queue').Queue)(2);
    const job = new Job();
    queue.put(job);
    expect([queue.qsize(), queue.empty(), queue.full()]).toEqual([1, false, false]);
    expect(queue.get()).toBe(job);
    expect(failure(() => queue.get_nowait())).toMatchObject({
      name: 'Empty',
      remote: { type: '_queue.Empty' },
    });
  });

  it('order by functions and attributes of objects of JavaScript', () => {
    const heapq = imported('heapq');
    const items = [{ n: 1 }, { n: 5 }, { n: 3 }];
    expect(heapq.nlargest(2, items, kw({ key: ({ n }: { n: number }) => n }))).toEqual([{ n: 5 }, { n: 3 }]);
    expect([...heapq.merge([1, 4], [2, 3])]).toEqual([1, 2, 3, 4]);
    class Item {
      readonly n: number;
      constructor(n: number) {
        this.n = n;
      }
    }
    const byAttribute = new (imported('operator').attrgetter)('n');
    const [first] = builtins.sorted([new Item(2), new Item(1)], kw({ key: byAttribute }));
    expect(first).toBeInstanceOf(Item);
    expect(first.n).toBe(1);
  });
});

describe('a function of Python that is called from JavaScript', () => {
  it('has a caller', () => {
    graft.python.exec(`
      import sys
      def caller():
          return sys._getframe(1).f_globals['__name__']
    `);
    expect(imported('__main__').caller()).toBeTypeOf('string');
  });
});

describe('a class of Python', () => {
  // Its objects are plain objects of the class of Python: Python never calls what the class in JavaScript overrides. It should, or
  // making the class should be refused.
  it.fails('is extended in JavaScript, for Python too', () => {
    const { HTMLParser } = imported('html.parser');
    class Tags extends HTMLParser {
      readonly tags: string[] = [];
      handle_starttag(tag: string): void {
        this.tags.push(tag);
      }
    }
    const parser = new Tags();
    (parser as any).feed('<a><b>');
    expect(parser.tags).toEqual(['a', 'b']);
  });

  // Registered or duck-typed with __subclasshook__: isinstance() says yes, `instanceof` only knows the mro.
  it.fails('knows the abstract classes that a class is registered with', () => {
    expect(new (imported('collections').OrderedDict)()).toBeInstanceOf(imported('collections.abc').Mapping);
  });
});
