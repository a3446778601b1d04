import { GraftError, graft, kw } from 'graftwire';
import { describe, expect, it } from 'vitest';
import { py } from './anything.js';
import { failure } from './failure.js';

graft.python.exec(`
kept = {}
def keep(name, value): kept[name] = value
def call(function, *args, **kwargs): return function(*args, **kwargs)
def raised(function, *args):
    try:
        function(*args)
    except BaseException as error:
        return [type(error).__name__, getattr(error, 'code', None), str(error)]
    return None
`);

interface Main {
  keep(name: string, value: unknown): void;
  call(...args: readonly unknown[]): unknown;
  raised(...args: readonly unknown[]): [string, unknown, string];
}
const main = graft.loadSync<Main>('python:__main__');

class Account {
  readonly owner: string;
  balance = 10;

  constructor(owner: string) {
    this.owner = owner;
  }

  get double(): number {
    return 2 * this.balance;
  }

  set double(value: number) {
    this.balance = value / 2;
  }

  add(amount: number): this {
    this.balance += amount;
    return this;
  }

  static opened = 0;
}

/** An object that tells when its iteration is closed. */
class Countdown {
  closed = 0;

  get size(): number {
    return 3;
  }

  *[Symbol.iterator](): Generator<number> {
    try {
      yield* [3, 2, 1];
    } finally {
      this.closed += 1;
    }
  }
}

describe('a function of JavaScript', () => {
  it('is called by Python during the call, with values that cross as arguments and results do', () => {
    expect(py('[f(1), f("x"), f(None)]', { f: (value: unknown) => [value] })).toEqual([[1], ['x'], [null]]);
    expect(py('sorted([1, 3, 2], key=f)', { f: (value: number) => -value })).toEqual([3, 2, 1]);
    const args = Array.from({ length: 20 }, (_, index) => index);
    expect(main.call((...given: unknown[]) => given, ...args)).toEqual(args);
    for (let count = 0; count < 5; count++)
      expect(main.call((...given: unknown[]) => given.length, ...args.slice(0, count))).toBe(count);
    expect(main.call(() => undefined)).toBeNull();
    const long = 'x'.repeat(3_000_000);
    expect(main.call((text: string) => text + text, long)).toBe(long + long);
  });

  it('gets keyword arguments as a last object', () => {
    expect(main.call((...given: unknown[]) => given, 1, kw({ a: 2, b: [3] }))).toEqual([1, { a: 2, b: [3] }]);
    expect(main.call((...given: unknown[]) => given, kw({ a: 2 }))).toEqual([{ a: 2 }]);
  });

  it('is called without this', () => {
    const seen: unknown[] = [];
    main.call(function (this: unknown) {
      seen.push(this);
    });
    expect(seen).toEqual([undefined]);
  });

  it('may be kept, is called later, and comes back as the same function', () => {
    const later = (value: number): number => value + 1;
    main.keep('later', later);
    expect(py('kept["later"](1)')).toBe(2);
    expect(py('kept["later"]')).toBe(later);
    expect(py('[kept["later"] is f, [f][0] is f, f == f, f != g]', { f: later, g: () => 1 })).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(py('{f: 1}[f]', { f: later })).toBe(1);
    graft.python.exec('kept.clear()');
  });

  it('has a name, a repr and members, and is callable', () => {
    const named = Object.assign(function named() {}, { extra: [1] });
    expect(py('[f.__name__, callable(f), f.extra, hasattr(f, "nothing")]', { f: named })).toEqual([
      'named',
      true,
      [1],
      false,
    ]);
    expect(py('repr(f)', { f: named })).toContain('named');
    expect(py('__import__("functools").partial(f, 1)(2)', { f: (a: number, b: number) => [a, b] })).toEqual([
      1, 2,
    ]);
    expect(py('__import__("weakref").ref(f)() is f', { f: named })).toBe(true);
  });

  it('that is a class makes an object when it is called', () => {
    const made = main.call(Account, 'Ada');
    expect(made).toBeInstanceOf(Account);
    expect(py('[c("Ada").owner, c.new("Eve").owner, c.opened]', { c: Account })).toEqual(['Ada', 'Eve', 0]);
  });
});

describe('an object of JavaScript', () => {
  it.each<[string, object]>([
    ['an instance of a class', new Account('Ada')],
    ['a subclass of Map', new (class Table extends Map<string, number> {})()],
    ['a Promise', Promise.resolve(1)],
    ['a generator', new Countdown()[Symbol.iterator]()],
    ['an iterator of an array', [1].values()],
    ['an iterator of a Map', new Map().entries()],
    ['an object with a prototype of its own', Object.create({ inherited: 1 }) as object],
  ])('comes back as the same object: %s', (_, value) => {
    expect(py('v', { v: value })).toBe(value);
    const inside = py('[v, {"k": v}]', { v: value }) as [unknown, { k: unknown }];
    expect([inside[0] === value, inside[1].k === value]).toEqual([true, true]);
    expect(py('v is w[0]', { v: value, w: [value] })).toBe(true);
  });

  it('has its properties as attributes, getters and setters included', () => {
    const account = new Account('Ada');
    expect(py('[a.owner, a.balance, a.double]', { a: account })).toEqual(['Ada', 10, 20]);
    graft.python.exec('a.balance = 50\na.double = 60\na.fresh = [1]\ndel a.fresh\na.other = None', {
      a: account,
    });
    expect(account).toEqual(Object.assign(new Account('Ada'), { balance: 30, other: null }));
    expect(
      py('[hasattr(a, "owner"), hasattr(a, "nothing"), getattr(a, "nothing", 7)]', { a: account }),
    ).toEqual([true, false, 7]);
    expect(failure(() => py('a.nothing', { a: account }))).toMatchObject({
      remote: { type: 'AttributeError' },
    });
  });

  it('has methods, which are called on it, also later', () => {
    const account = new Account('Ada');
    expect(py('a.add(5).add(1).balance', { a: account })).toBe(16);
    graft.python.exec('kept["add"] = a.add', { a: account });
    expect(py('kept["add"](4)')).toBe(account);
    expect(account.balance).toBe(20);
    graft.python.exec('kept.clear()');
    expect(failure(() => py('a.balance()', { a: account }))).toBeInstanceOf(TypeError);
  });

  it('has items, a length and whether it has one', () => {
    const table = new (class Table extends Map<unknown, unknown> {})([['a', 1]]);
    expect(py('[t["a"], len(t), "a" in t, "b" in t]', { t: table })).toEqual([1, 1, true, false]);
    graft.python.exec('t["b"] = 2\ndel t["a"]', { t: table });
    expect([...table]).toEqual([['b', 2]]);
    expect(failure(() => py('t["a"]', { t: table }))).toMatchObject({ remote: { type: 'KeyError' } });
    expect(failure(() => graft.python.exec('del t["a"]', { t: table }))).toMatchObject({
      remote: { type: 'KeyError' },
    });
    const account = new Account('Ada');
    expect(py('a["owner"]', { a: account })).toBe('Ada');
    expect(failure(() => py('len(a)', { a: account }))).toBeInstanceOf(TypeError);
  });

  it('is iterated over lazily, and closed when Python leaves early', () => {
    const countdown = new Countdown();
    expect(py('[list(c), len(c), 2 in c]', { c: countdown })).toEqual([[3, 2, 1], 3, true]);
    expect(countdown.closed).toBeGreaterThanOrEqual(1);
    countdown.closed = 0;
    graft.python.exec('for value in c:\n    break', { c: countdown });
    expect(countdown.closed).toBe(1);
    expect(
      failure(() => graft.python.exec('for value in c: raise ValueError(value)', { c: countdown })).message,
    ).toBe('3');
    expect(countdown.closed).toBe(2);
    expect(py('next(iter(c))', { c: countdown })).toBe(3);
    expect(failure(() => py('list(v)', { v: new Account('Ada') }))).toBeInstanceOf(TypeError);
  });

  it('that is a generator goes on where Python left it with next()', () => {
    const generator = new Countdown()[Symbol.iterator]();
    expect(py('next(g)', { g: generator })).toBe(3);
    expect(py('next(g)', { g: generator })).toBe(2);
    expect(generator.next()).toEqual({ done: false, value: 1 });
    expect(py('next(g, "end")', { g: generator })).toBe('end');
  });

  it('that is an iterator of an array is iterated over', () => {
    expect(py('list(i)', { i: [1, 2].values() })).toEqual([1, 2]);
    expect(py('dict(i)', { i: new Map([['a', 1]]).entries() })).toEqual({ a: 1 });
    expect(py('list(i)', { i: new Set([1]).keys() })).toEqual([1]);
  });

  it('tells its parameters to those who pass as many arguments as a function wants', () => {
    const told = (f: unknown): unknown => py("str(__import__('inspect').signature(f))", { f });
    expect(told((a: number, b: number) => a + b)).toBe('(arg1, arg2, /, *args)');
    expect(told(() => undefined)).toBe('(*args)');
  });

  it('is shown by repr() and str(), listed by dir(), explained by help()', () => {
    const account = new Account('Ada');
    expect(py('repr(a)', { a: account })).toBe("<JavaScript Account { owner: 'Ada', balance: 10 }>");
    // Without what it is of, which may be a whole module.
    expect(py('repr(a.add)', { a: account })).toBe('<JavaScript method add of Account>');
    expect(py('str(u)', { u: Object.assign(account, { toString: () => 'as text' }) })).toBe('as text');
    expect(py('dir(a)', { a: account })).toEqual(
      expect.arrayContaining(['add', 'balance', 'double', 'owner']),
    );
    const help = py('__import__("pydoc").plain(__import__("pydoc").render_doc(f))', {
      f: function area(width: number, height: number) {
        return width * height;
      },
    });
    expect(help).toContain('area');
    expect(help).toContain('width * height');
  });

  it('equals only itself, is a key, is true, and is not callable', () => {
    const [one, other] = [new Account('Ada'), new Account('Ada')];
    expect(py('[a == a, a == b, a != b, {a: 1}.get(b), bool(a), callable(a)]', { a: one, b: other })).toEqual(
      [true, false, true, null, true, false],
    );
  });

  it('is neither pickled nor copied nor JSON', () => {
    for (const attempt of ['pickle.dumps', 'copy.copy', 'copy.deepcopy', 'json.dumps']) {
      const [module, name] = attempt.split('.');
      const expression = `__import__("${module}").${name}(v)`;
      for (const v of [new Account('Ada'), () => 1])
        expect(
          failure(() => py(expression, { v })),
          attempt,
        ).toMatchObject({ remote: { type: 'TypeError' } });
    }
  });
});

describe('what cannot cross', () => {
  it('as argument of a callback is an error in Python, and the callback is not called', () => {
    let calls = 0;
    const [type, code, message] = main.raised(
      py(String.raw`lambda f: f(1, ['\ud83d\ude00'])`),
      () => calls++,
    );
    expect([type, code, calls]).toEqual(['GraftError', 'unsupported-value', 0]);
    expect(message).toMatch(/^args\[1\]\[0\]: /);
  });

  it('as result of a callback is an error in Python, with the way to it, said once', () => {
    const [type, code, message] = main.raised(() => ({ a: [/x/] }));
    expect([type, code]).toEqual(['GraftError', 'unsupported-value']);
    expect(message).toBe('result.a[0]: a RegExp cannot cross. Send its source as a string.');
  });
});

describe('another thread of Python', () => {
  it('calls a function of JavaScript, and reads and sets properties, when its thread is free', async () => {
    const account = new Account('Ada');
    graft.python.exec(
      `
import threading
seen = []
def use(a, f):
    a.balance = 7
    seen.append([f(1), a.owner, a.double, a.add(3).balance])
threading.Thread(target=use, args=(a, f)).start()
`,
      { f: (value: number) => value + 1, a: account },
    );
    while ((py('seen') as unknown[]).length === 0) await new Promise(setImmediate);
    expect(py('seen')).toEqual([[2, 'Ada', 14, 10]]);
    expect(account.balance).toBe(10);
  });

  it('may let go of them', () => {
    graft.python.exec(
      `
def drop(functions):
    while functions:
        functions.pop()
thread = threading.Thread(target=drop, args=(fs,))
thread.start()
thread.join()
del thread
`,
      { fs: Array.from({ length: 1000 }, (_, index) => () => index) },
    );
    expect(py('f()', { f: () => 'after' })).toBe('after');
  });
});

describe('re-entrancy', () => {
  it('works 100 deep, from JavaScript into Python into JavaScript', () => {
    let deepest = 0;
    const down = (level: number): number => {
      deepest = Math.max(deepest, level);
      return level === 100 ? 0 : 1 + (py('f(n)', { f: down, n: level + 1 }) as number);
    };
    expect([down(0), deepest]).toEqual([100, 100]);
  });

  it('keeps the arguments and results of every level, large ones too', () => {
    const down = (level: number, text: string): [number, string, unknown] =>
      level === 0
        ? [0, text, null]
        : [level, text, py('f(n, t + t[-1])', { f: down, n: level - 1, t: text })];
    let [level, text, inner] = down(40, 'x'.repeat(200_000));
    for (let expected = 40; ; expected--) {
      expect([level, text.length]).toEqual([expected, 200_040 - expected]);
      if (inner === null) break;
      [level, text, inner] = inner as [number, string, unknown];
    }
  });

  it('without an end is an error that can be caught, and calls work afterwards', () => {
    const forever = (): unknown => main.call(forever);
    const error = failure(forever);
    expect(error).toBeInstanceOf(RangeError);
    expect(py('f()', { f: () => 'after' })).toBe('after');
  });
});

describe('a module of Python', () => {
  it('is that module as an argument', () => {
    expect(py('m is __import__("math")', { m: graft.python.import('math') })).toBe(true);
    expect(py('m[0].pi', { m: [graft.python.import('math')] })).toBe(Math.PI);
  });
});

describe('an error of graftwire', () => {
  it('that a callback causes has its code in Python', () => {
    const own = new GraftError('invalid-argument', 'mine');
    const thrower = (): never => {
      throw own;
    };
    expect(main.raised(thrower)).toEqual(['GraftError', 'invalid-argument', 'mine']);
  });
});
