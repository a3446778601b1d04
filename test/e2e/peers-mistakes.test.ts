import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { DateTime, Decimal, graft, GraftError } from 'graftwire';
import { failure } from './failure.js';
import { packageRoot } from './project.js';

// What other bridges between Node and Python were seen to get wrong, each one beside what is right. What concerns finding Python, installing
// and ending has suites of its own: choosing-python, packed-package, lifecycle.

const { python } = graft;
python.exec(`
import datetime, decimal
def same(value): return value
def told(value): return f'{type(value).__name__} {value!r}'
def numbers():
    for number in range(3): yield number
def fail(): raise ValueError('what happened')
def last(*args): return [type(arg).__name__ for arg in args]
async def later(): return 1
`);
const main = python.import('__main__');
const call = (name: string, ...args: readonly unknown[]): unknown => main[name]!(...args);

describe('a value', () => {
  it('that is an int is never cut off or rounded', () => {
    expect(python.eval('2 ** 70')).toBe(2n ** 70n);
    expect(python.eval('2 ** 53 + 1')).toBe(2n ** 53n + 1n);
    expect(call('told', 2n ** 70n)).toBe(`int ${2n ** 70n}`);
    expect(call('told', 5n)).toBe('int 5');
  });

  it('that is a datetime is not undefined, and a Decimal is no float', () => {
    expect(python.eval('datetime.datetime(2020, 1, 2, 3, 4, 5, 6)')).toBeInstanceOf(DateTime);
    const price = python.eval("decimal.Decimal('0.10')");
    expect(price).toBeInstanceOf(Decimal);
    expect(String(price)).toBe('0.10');
    expect(call('told', price)).toBe("Decimal Decimal('0.10')");
  });

  it('that is a Date, Map or Set is not {}', () => {
    expect(call('told', new Date(0))).toMatch(/^datetime /);
    expect(call('told', new Map([[1, 2]]))).toBe('dict {1: 2}');
    expect(call('told', new Set([1]))).toBe('set {1}');
  });

  it('that is text is not cut at NUL, and nothing of it is lost behind an emoji', () => {
    for (const text of ['a\0b', '🎉', 'a🎉', '🎉b', '🎉🎉🎉 end']) {
      expect(call('same', text)).toBe(text);
      expect(python.eval('len(text)', { text })).toBe([...text].length);
    }
  });

  it('that contains itself is an error with the way to it, not a crash', () => {
    const cyclic: Record<string, unknown> = {};
    cyclic['self'] = [cyclic];
    const error = failure(() => call('same', cyclic));
    expect(error).toMatchObject({ code: 'cyclic-value' });
    python.exec('loop = []; loop.append(loop)');
    expect(failure(() => python.eval('loop'))).toMatchObject({ code: 'cyclic-value', path: 'result[0]' });
  });

  it('that is NaN or infinite is just that', () => {
    expect(call('same', NaN)).toBeNaN();
    expect(call('same', [Infinity, -Infinity, -0])).toEqual([Infinity, -Infinity, -0]);
  });

  it('that is a generator is not drained before somebody asks', () => {
    const numbers = call('numbers') as Iterator<number>;
    expect(numbers.next()).toEqual({ done: false, value: 0 });
    expect([...(numbers as unknown as Iterable<number>)]).toEqual([1, 2]);
  });

  it('of an async def is a promise, and no coroutine which nobody awaits', async () => {
    const promise = call('later');
    expect(promise).toBeInstanceOf(Promise);
    await promise;
  });
});

describe('an array', () => {
  it('keeps its shape and its type', () => {
    const array = python.eval("memoryview(bytearray(range(6))).cast('B', (2, 3))");
    expect(array).toMatchObject({ shape: [2, 3], dtype: 'uint8' });
    python.exec("import array; halves = array.array('f', [0.5, 1.5])");
    expect(python.eval('halves')).toEqual(new Float32Array([0.5, 1.5]));
  });
});

describe('an exception', () => {
  it('has its class, its message and its traceback, and is an Error', () => {
    const error = failure(() => call('fail'));
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toBeInstanceOf(GraftError);
    expect(error).toMatchObject({ name: 'ValueError', message: 'what happened' });
    expect(error.stack).toMatch(/at fail .*\n[^]*peers-mistakes/);
  });

  it('rejects a promise with an Error, not with a bare string', async () => {
    await expect(graft.load('./nowhere.py')).rejects.toBeInstanceOf(GraftError);
  });
});

describe('a plain object in the last place', () => {
  it('is an argument, and does not turn into keywords', () => {
    expect(call('last', 1, { a: 2 })).toEqual(['int', 'dict']);
  });
});

describe('a worker that is ended in the middle of calls', () => {
  it('does not end the process', async () => {
    const source = `
      const { graft } = require(${JSON.stringify(join(packageRoot, 'dist', 'index.cjs'))});
      require('node:worker_threads').parentPort.postMessage('calls');
      for (;;) graft.python.eval('f(1)', { f: (x) => x + 1 });`;
    for (let round = 0; round < 5; round++) {
      const worker = new Worker(source, { eval: true });
      await once(worker, 'message');
      await worker.terminate();
    }
    expect(python.eval('1 + 1')).toBe(2);
  });
});
