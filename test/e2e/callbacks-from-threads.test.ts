import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { GraftError, graft } from 'graftwire';
import { afterEach, describe, expect, it } from 'vitest';
import { failure } from './failure.js';
import { Project } from './project.js';
import { rejection } from './rejection.js';

type Call = (...args: readonly unknown[]) => unknown;
const threads = graft.loadSync<Record<string, Call>>('./fixtures/asynchronous.py', { from: import.meta.url });
const later = graft.async(threads) as unknown as Record<
  string,
  (...args: readonly unknown[]) => Promise<unknown>
>;
const call = (name: string, ...args: readonly unknown[]): Promise<unknown> => later[name]!(...args);

afterEach(() => {
  graft.callbackTimeoutMs = 30_000;
});

describe('a function of JavaScript that another thread of Python calls', () => {
  it('runs on its own thread, in a turn of the event loop', async () => {
    const ran: unknown[] = [];
    threads['started']!((value: number) => ran.push(value), 7);
    expect(ran).toEqual([]);
    while (ran.length === 0) await new Promise(setImmediate);
    expect(ran).toEqual([7]);
  });

  it('takes and gives values of every kind', async () => {
    const own = { own: () => 1 };
    const values: unknown[] = [
      1,
      'text',
      [1, [2]],
      { a: null },
      2n ** 70n,
      'x'.repeat(200_000),
      new Uint8Array([1, 2]),
    ];
    for (const value of values)
      expect(await call('in_thread', (given: unknown) => given, value)).toEqual(value);
    expect(await call('in_thread', () => own.own)).toBe(own.own);
    expect(await call('in_thread', (given: unknown) => given, own.own)).toBe(own.own);
    const numbers = new Float64Array([1, 2, 3]);
    expect(await call('in_thread', () => numbers)).toEqual(numbers);
  });

  it('is called from 8 threads at once, 10,000 times: each gets its own answer', async () => {
    const counts = await call(
      'from_many_threads',
      (thread: number, index: number) => [thread, index],
      8,
      1250,
    );
    expect(counts).toEqual(Array(8).fill(1250));
  });

  it('is called from concurrent.futures, beside JavaScript and on the loop’s executor', async () => {
    expect(await call('pool_map', (index: number) => index * 2, 100)).toEqual(
      Array.from({ length: 100 }, (_, index) => index * 2),
    );
  });

  it('is called from threads of a native library, which Python does not know', async () => {
    const seen: number[] = [];
    const native = graft.loadSync<Record<string, Call>>('./fixtures/native_threads.py', {
      from: import.meta.url,
    });
    const answers = (await graft.async(native)['from_native_threads']!((index: number) => {
      seen.push(index);
      return index * 2;
    }, 20)) as number[];
    const all = Array.from({ length: 20 }, (_, index) => index);
    expect(seen.sort((a, b) => a - b)).toEqual(all);
    expect(answers).toEqual(all.map((index) => index * 2));
  });

  it('may throw, which is raised there, and comes out as the very same', async () => {
    const mine = new RangeError('mine');
    const thrower = (): never => {
      throw mine;
    };
    expect(await call('in_thread', thrower)).toEqual([
      'JavaScriptError',
      null,
      expect.stringContaining('mine'),
    ]);
    expect(await rejection(call('raise_in_thread', thrower))).toBe(mine);
  });

  it('may call Python, which may call it again from a thread', async () => {
    const down = (level: number): unknown => (level === 0 ? 'ground' : threads['call']!(down, level - 1));
    expect(await call('in_thread', down, 20)).toBe('ground');
  });

  it('waits while its thread does something else, and runs when that is free', async () => {
    const order: string[] = [];
    const done = call('in_thread', () => order.push('callback'));
    const until = performance.now() + 60;
    while (performance.now() < until);
    order.push('busy until here');
    await done;
    expect(order).toEqual(['busy until here', 'callback']);
  });

  it('and objects, properties and methods: all of them', async () => {
    const account = { owner: 'Ada', balance: 1, own: () => 1 };
    class Account {
      balance = 1;
      add(amount: number): number {
        return (this.balance += amount);
      }
    }
    const real = new Account();
    graft.python.exec('def use(a):\n    a.balance = 10\n    return [a.add(5), a.balance, len(dir(a)) > 0]');
    const { use } = graft.loadSync<Record<string, Call>>('python:__main__');
    expect(await call('in_thread', use, real)).toEqual([15, 15, true]);
    expect([real.balance, account.balance]).toEqual([15, 1]);
  });
});

describe('a thread of Python that JavaScript does not come to', () => {
  it('is told so after callbackTimeoutMs, with the stacks of both', () => {
    graft.callbackTimeoutMs = 50;
    let ran = false;
    const [type, code, message] = threads['in_thread']!(() => (ran = true)) as [string, string, string];
    expect([type, code, ran]).toEqual(['GraftError', 'callback-timeout', false]);
    expect(message).toContain('a thread of its own');
    expect(message).toContain('waited for 50 ms');
    expect(message).toMatch(/line \d+, in run\b/);
    expect(message).toMatch(/The thread of JavaScript is in Python:[^]*line \d+, in in_thread/);
    expect(message).toContain('graft.async(');
  });

  it('is told so, too, where JavaScript is busy by itself', async () => {
    graft.callbackTimeoutMs = 30;
    const isTold = new Uint8Array(graft.alloc(1));
    const told = call('told_in_thread', () => 1, isTold);
    await Promise.resolve();
    // Nothing of JavaScript's runs until Python has raised.
    while (isTold[0] === 0);
    expect(await told).toEqual([
      'GraftError',
      'callback-timeout',
      expect.stringContaining('JavaScript is busy'),
    ]);
    expect(await call('in_thread', () => 'after')).toBe('after');
  });

  it('is no matter of what JavaScript calls by graft.async', async () => {
    graft.callbackTimeoutMs = 5000;
    expect(await call('in_thread', () => 'free')).toBe('free');
  });
});

describe('graft.callbackTimeoutMs', () => {
  it('is 30 seconds, and what is set; Infinity is no limit', () => {
    expect(graft.callbackTimeoutMs).toBe(30_000);
    graft.callbackTimeoutMs = 12.5;
    expect(graft.callbackTimeoutMs).toBe(13);
    graft.callbackTimeoutMs = Infinity;
    expect(graft.callbackTimeoutMs).toBe(Infinity);
  });

  it.each([0, -1, NaN, '5', null, 1e300])('refuses %s', (value) => {
    const error = failure(() => (graft.callbackTimeoutMs = value as number));
    expect(error).toBeInstanceOf(GraftError);
    expect(error).toMatchObject({ code: 'invalid-argument' });
    expect(graft.callbackTimeoutMs).toBe(30_000);
  });

  it('can be set by the environment, and in the program', async () => {
    const project = new Project({
      'main.cjs': `
        const { graft } = require('graftwire');
        graft.python.exec('1');
        console.log(graft.callbackTimeoutMs);
        graft.callbackTimeoutMs = 9;
        console.log(graft.callbackTimeoutMs);`,
      'wrong.cjs': `
        const { graft } = require('graftwire');
        try { graft.python.exec('1') } catch ({ code, message }) { console.log(code, message) }`,
    });
    const env = (value: string): { env: Record<string, string> } => ({
      env: { GRAFT_CALLBACK_TIMEOUT_MS: value },
    });
    expect(await project.run('main.cjs', env('77'))).toMatchObject({ out: '77\n9\n', code: 0 });
    expect((await project.run('wrong.cjs', env('soon'))).out).toContain(
      'invalid-argument GRAFT_CALLBACK_TIMEOUT_MS is a positive number',
    );
  });
});

describe('an object of another thread of JavaScript', () => {
  it('is used where it is: a worker’s function from the main thread, and the other way', async () => {
    graft.python.exec('import sys\nsys.shared = {"main": f, "account": a}', {
      f: (value: number) => ['main', value],
      a: new (class Account {
        balance = 5;
        add(amount: number): number {
          return this.balance + amount;
        }
      })(),
    });
    const worker = new Worker(
      `const { parentPort } = require('node:worker_threads');
       const { graft } = require('graftwire');
       const shared = (expression) => graft.python.eval('__import__("sys").shared' + expression);
       graft.python.exec('import sys; sys.shared["worker"] = f', { f: (value) => ['worker', value] });
       const main = shared('["main"]');
       parentPort.on('message', () => process.exit());
       parentPort.postMessage([shared('["main"](1)'), main(2), typeof main, shared('["account"].add(3)'), graft.get(shared('["account"]'), 'balance')]);`,
      { eval: true },
    );
    const [told] = (await once(worker, 'message')) as [unknown];
    expect(told).toEqual([['main', 1], ['main', 2], 'function', 8, 5]);
    const workers = graft.python.eval('sys.shared["worker"]') as Call;
    expect(workers(3)).toEqual(['worker', 3]);
    expect(await graft.async(workers)(4)).toEqual(['worker', 4]);
    worker.postMessage('end');
    await once(worker, 'exit');
    expect(failure(() => workers(5))).toMatchObject({ code: 'unknown-reference' });
  });
});

it('leaves timers and turns of the event loop their place while threads call all the time', async () => {
  const done = call('from_many_threads', (thread: number, index: number) => [thread, index], 4, 2000);
  let ticks = 0;
  const timer = setInterval(() => ticks++, 1);
  await done;
  clearInterval(timer);
  await sleep(0);
  expect(ticks).toBeGreaterThan(0);
});
