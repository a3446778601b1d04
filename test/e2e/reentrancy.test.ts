import { graft, kw } from 'graftwire';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { failure } from './failure.js';

interface Values {
  echo<T>(value: T): T;
  arguments(...values: readonly unknown[]): [unknown[], Record<string, unknown>];
  repeated(piece: string, times: number): string;
}

const values = graft.loadSync<Values>('./fixtures/values.py', { from: import.meta.url });

describe('an argument whose getter calls Python', () => {
  it('is sent with what the getter gave, and so is everything around it', () => {
    const argument = {
      before: 'b',
      get inner() {
        return values.echo({ from: 'inner', list: [1, 2, 3] });
      },
      after: [4, 5],
    };
    expect(values.echo([argument, 'end'])).toEqual([
      { before: 'b', inner: { from: 'inner', list: [1, 2, 3] }, after: [4, 5] },
      'end',
    ]);
  });

  it('may do so a hundred deep', () => {
    const nest = (levels: number): unknown => ({
      level: levels,
      get inner(): unknown {
        return levels === 0 ? 'bottom' : values.echo(nest(levels - 1));
      },
    });
    let value = values.echo(nest(100)) as { level: number; inner: unknown };
    for (let level = 100; level > 0; level--) {
      expect(value.level).toBe(level);
      value = value.inner as typeof value;
    }
    expect(value).toEqual({ level: 0, inner: 'bottom' });
  });

  it('may make the record grow while the outer call is half written', () => {
    const argument = {
      before: 'x'.repeat(1000),
      get large() {
        return values.repeated('y', 5_000_000).length;
      },
      get larger() {
        return values.echo('z'.repeat(20_000_000)).length;
      },
      after: 'w'.repeat(1000),
    };
    for (let round = 0; round < 3; round++) {
      expect(values.echo([argument])).toEqual([
        { before: 'x'.repeat(1000), large: 5_000_000, larger: 20_000_000, after: 'w'.repeat(1000) },
      ]);
    }
  });

  it('may fail: its error is thrown as it is, and later calls work', () => {
    const thrown = new RangeError('from the getter');
    const fails = {
      before: 1,
      get inner(): unknown {
        values.echo('fine');
        throw thrown;
      },
    };
    for (let round = 0; round < 100; round++) {
      expect(failure(() => values.echo([1, fails]))).toBe(thrown);
      const inner = {
        get inner(): unknown {
          return graft.python.eval('1 / 0');
        },
      };
      expect(failure(() => values.echo([inner]))).toMatchObject({ remote: { type: 'ZeroDivisionError' } });
      expect(values.echo(round)).toBe(round);
    }
  });

  it('is read among keyword arguments too', () => {
    const [args, kwargs] = values.arguments(
      1,
      kw({
        get a() {
          return values.echo('a');
        },
        get b() {
          return values.arguments(2, kw({ c: 3 }));
        },
      }),
    );
    expect(args).toEqual([1]);
    expect(kwargs).toEqual({ a: 'a', b: [[2], { c: 3 }] });
  });
});

describe('a Proxy', () => {
  it('is sent as what it shows, while its traps call Python', () => {
    const seen: unknown[] = [];
    const proxy = new Proxy<Record<string, unknown>>(
      { a: 1, b: 2 },
      {
        get(target, key, receiver) {
          if (typeof key === 'string' && key in target) seen.push(values.echo(key));
          return Reflect.get(target, key, receiver) as unknown;
        },
        ownKeys(target) {
          seen.push(values.echo('keys'));
          return Reflect.ownKeys(target);
        },
      },
    );
    expect(values.echo({ proxy })).toEqual({ proxy: { a: 1, b: 2 } });
    expect(seen).toEqual(expect.arrayContaining(['keys', 'a', 'b']));
    expect(values.echo(new Proxy([1, 2, 3], {}))).toEqual([1, 2, 3]);
  });

  it('whose trap throws makes the call throw that', () => {
    const trap = (): never => {
      throw new EvalError('trap');
    };
    for (const handler of [{ get: trap }, { ownKeys: trap }, { getPrototypeOf: trap }]) {
      expect(failure(() => values.echo([new Proxy({ a: 1 }, handler)]))).toBeInstanceOf(EvalError);
      expect(values.echo('after')).toBe('after');
    }
    const { proxy, revoke } = Proxy.revocable<unknown[]>([], {});
    revoke();
    expect(failure(() => values.echo(proxy))).toBeInstanceOf(Error);
    expect(values.echo('after')).toBe('after');
  });

  it('that lies about its length sends nothing half', () => {
    const shrinking = [1, 2, 3, 4];
    const value = [
      {
        get shrink() {
          shrinking.length = 1;
          return 0;
        },
      },
      shrinking,
    ];
    expect(values.echo(value)).toEqual([{ shrink: 0 }, [1]]);
    const growing = new Map<string, unknown>([['a', 1]]);
    growing.set('b', {
      get grow() {
        growing.set(`key ${growing.size}`, 1);
        return 0;
      },
    });
    expect(failure(() => values.echo(growing))).toMatchObject({ code: 'unsupported-value' });
    const huge = new Proxy([], {
      get: (target, key) => (key === 'length' ? 2 ** 40 : Reflect.get(target, key)) as unknown,
    });
    expect(failure(() => values.echo(huge))).toMatchObject({ code: 'unsupported-value' });
    expect(values.echo('after')).toBe('after');
  });

  it('is not asked for toString, valueOf or toJSON', () => {
    const never = (): never => {
      throw new Error('must not be called');
    };
    const value = Object.defineProperties(
      { a: 1 },
      { toString: { value: never }, valueOf: { value: never }, toJSON: { value: never } },
    );
    expect(values.echo(value)).toEqual({ a: 1 });
    expect(failure(() => values.echo({ toString: never, symbol: Symbol('no') }))).toMatchObject({
      code: 'unsupported-value',
      path: 'args[0].symbol',
    });
    expect(values.echo({ toString: never }).toString === never).toBe(true);
  });
});

describe('what Python prints', () => {
  const write = process.stdout.write.bind(process.stdout);
  afterEach(() => {
    process.stdout.write = write;
  });

  it('reaches a replaced process.stdout.write, which may call Python again, a hundred deep', () => {
    const written: string[] = [];
    process.stdout.write = (chunk: Uint8Array | string) => {
      const text = Buffer.from(chunk as Uint8Array).toString();
      written.push(text);
      const level = Number(text);
      if (level > 0) graft.python.exec('print(level, end="")', { level: level - 1 });
      return true;
    };
    const result = graft.python.eval('[print(100, end=""), "result"]');
    process.stdout.write = write;
    expect(result).toEqual([null, 'result']);
    expect(written).toEqual(Array.from({ length: 101 }, (_, index) => String(100 - index)));
  });

  it('does not get lost, nor harm the call, where the replacement throws', () => {
    const fallback = vi.fn(() => {
      throw new Error('closed');
    });
    process.stdout.write = fallback;
    const result = graft.python.eval('[print(end="(written to the descriptor)\\n"), 1][1]');
    process.stdout.write = write;
    expect(result).toBe(1);
    expect(fallback).toHaveBeenCalled();
  });

  it('when an object ends, at whatever moment of a call, does not disturb the call', () => {
    graft.python.exec(`
      class Loud:
          def __del__(self):
              print("ended", end="")
      def raise_loudly(size):
          loud = Loud()
          raise ValueError("m" * size)
      def return_loudly(size):
          loud = [Loud()]
          return ["r" * size, [size] * 100]
      def refuse_loudly(size):
          return ["x" * size, Loud(), "\\ud83d\\ude00"]
    `);
    const seen: unknown[] = [];
    process.stdout.write = (chunk: Uint8Array | string) => {
      seen.push(
        Buffer.from(chunk as Uint8Array).toString(),
        graft.python.eval('["z" * 50_000, {"k": "z" * 5000}]'),
      );
      return true;
    };
    const outcomes: unknown[] = [];
    const sizes = [0, 10, 1000, 100_000];
    for (const size of sizes) {
      outcomes.push(graft.python.eval('return_loudly(size)', { size }));
      outcomes.push(failure(() => graft.python.eval('raise_loudly(size)', { size })).message);
      outcomes.push(failure(() => graft.python.eval('refuse_loudly(size)', { size })).message);
    }
    process.stdout.write = write;
    expect(seen.filter((text) => text === 'ended')).toHaveLength(3 * sizes.length);
    for (const [index, size] of sizes.entries()) {
      const [result, raised, refused] = outcomes.slice(3 * index);
      expect(result).toEqual(['r'.repeat(size), Array(100).fill(size)]);
      expect(raised).toBe('m'.repeat(size));
      expect(refused).toMatch(/^result\[2\]: .*surrogate/);
    }
  });
});
