import { Worker } from 'node:worker_threads';
import { Decimal, float, graft, kw } from 'graftwire';
import type { RemoteError } from 'graftwire';
import { describe, expect, it } from 'vitest';
import { py } from './anything.js';
import { collected } from './garbage.js';
import { rejection } from './rejection.js';

type Call = (...args: readonly unknown[]) => Promise<unknown>;
const coroutines = graft.loadSync<Record<string, Call>>('./fixtures/asynchronous.py', {
  from: import.meta.url,
});
const beside = graft.async(coroutines) as Record<string, Call>;
const version = py('__import__("sys").version_info[1]') as number;

const run = (name: string, ...args: readonly unknown[]): Promise<unknown> => coroutines[name]!(...args);
const runBeside = (name: string, ...args: readonly unknown[]): Promise<unknown> => beside[name]!(...args);
/** Both ways of calling asynchronously: on the loop, and on the thread beside it. */
const ways: readonly [string, (value: unknown) => Promise<unknown>][] = [
  ['an async def', (value) => run('echo', value)],
  ['an async def that waits', (value) => run('later', value)],
  ['a function called by graft.async', (value) => runBeside('plain', value)],
];

describe('an async def', () => {
  it('gives a promise, and runs on the loop of the lane', async () => {
    const promise = run('loop_name');
    expect(promise).toBeInstanceOf(Promise);
    expect(await promise).toBe('graftwire-loop');
    expect(await runBeside('loop_name')).toBe('graftwire-loop');
  });

  it('runs in the order of the calls up to where it first waits, and what waits overlaps', async () => {
    await Promise.all(Array.from({ length: 50 }, (_, index) => run('note_later', index)));
    expect(coroutines['take_seen']!()).toEqual(Array.from({ length: 50 }, (_, index) => index));
    // One waits for what another one does later.
    const [through] = await Promise.all([run('wait_at_gate'), run('open_gate')]);
    expect(through).toBe('through');
  });

  it.each([
    ['Lock and gather', 'locked', 'aabbcc'],
    ['Queue and create_task', 'queued', [0, 1, 2, 3, 4]],
    ['wait_for', 'times_out', 'timed out'],
    ['run_in_executor', 'executor', 'from the executor'],
    ['servers and connections', 'talk', 'HELLO\n'],
    ['tasks of its own', 'child_task', 'child'],
  ])('has asyncio: %s', async (_, name, expected) => {
    expect(await run(name)).toEqual(expected);
  });

  it.skipIf(version < 11)('has TaskGroup and timeout', async () => {
    expect(await run('grouped')).toEqual([0, 1, 2]);
    expect(await run('scoped')).toBe('timed out');
  });

  it('is in one task for all of its life, and no other call is in it', async () => {
    expect(await run('same_task', false)).toEqual([true, true, true]);
    expect(await run('same_task', true)).toEqual([true, true, true]);
    const waiting = run('wait_at_gate');
    const [one, other] = await Promise.all([run('task_id'), run('task_id')]);
    expect([typeof one, typeof other]).toEqual(['number', 'number']);
    await run('open_gate');
    await waiting;
  });

  it('sees no context variables of other calls', async () => {
    const results = await Promise.all([
      run('set_variable', 'a', false),
      run('set_variable', 'b', true),
      run('set_variable', 'c', false),
      run('set_variable', 'd', true),
    ]);
    expect(results).toEqual(['a', 'b', 'c', 'd'].map((value) => ['nothing', value]));
  });

  it('takes keyword arguments, as a plain object and by kw()', async () => {
    expect(await run('second', 1, 5, { c: 6 })).toEqual([1, 5, 6, 4]);
    expect(await run('second', 1, kw({ b: 7, d: 8 }))).toEqual([1, 7, 3, 8]);
    expect(await runBeside('first', 1, 5, { c: 6 })).toEqual([1, 5, 6, 4]);
    expect(await runBeside('first', 1, kw({ b: 7, d: 8 }))).toEqual([1, 7, 3, 8]);
  });

  it('that ends itself by cancellation rejects, and the next one runs', async () => {
    const error = (await rejection(run('cancels_itself'))) as RemoteError;
    expect(error.remote.type).toMatch(/CancelledError$/);
    expect(await run('echo', 1)).toBe(1);
  });

  it.each(['stops', 'exits'])('may raise what means something to a loop: %s', async (name) => {
    const error = (await rejection(run(name))) as RemoteError;
    expect(error.remote.type).toMatch(/RuntimeError|SystemExit/);
    expect(await run('later', 1)).toBe(1);
  });
});

describe('an exception of an asynchronous call', () => {
  it.each([
    ['before it waits', () => run('fails', 'text'), 'KeyError', 'fails'],
    ['after it has waited', () => run('fails_later', 'text'), 'LookupError', 'fails_later'],
    ['beside the loop', () => runBeside('fails_beside', 'text'), 'ZeroDivisionError', 'fails_beside'],
  ])('rejects the promise: %s', async (_, call, type, name) => {
    const error = (await rejection(call())) as RemoteError;
    expect(error).toMatchObject({ code: 'exception', name: type, message: expect.stringContaining('text') });
    expect(error.remote.traceback.at(-1)).toMatchObject({ function: name });
  });

  it('has its causes, and no frames of graftwire in its stack', async () => {
    const error = (await rejection(run('fails_later', 'text'))) as RemoteError;
    expect(error.cause).toMatchObject({ name: 'ValueError', message: 'inner' });
    for (const each of [
      error,
      await rejection(run('fails', 'x')),
      await rejection(runBeside('fails_beside', 'x')),
    ]) {
      expect(each.stack).toContain('asynchronous.py');
      expect(each.stack).not.toMatch(/index\.cjs|hypertube|node:internal/);
    }
  });

  it('of JavaScript goes through Python as the very same', async () => {
    const mine = new RangeError('mine');
    const thrower = (): never => {
      throw mine;
    };
    expect(await rejection(runBeside('fails_by', thrower))).toBe(mine);
    expect(await rejection(run('await_call', async () => Promise.reject(mine)))).toBe(mine);
  });
});

describe.each(ways)('%s', (_, call) => {
  it('takes and gives values of every kind', async () => {
    const values: unknown[] = [
      null, true, 0, -1, 2 ** 53 - 1, 2n ** 80n, 0.5, -0, NaN, '', 'text', 'x'.repeat(5000), '🎉 ü', [1, [2]],
      { a: { b: null } }, new Map([[1, 'one']]), new Set([1, 2]), new Decimal('1.50'), new Date(0),
    ]; // prettier-ignore
    for (const value of values) expect(await call(value)).toEqual(value);
    expect(await call(undefined)).toBeNull();
    expect(await call(float(2))).toBe(2);
    expect(await call(new Uint8Array([1, 2, 3]))).toEqual(new Uint8Array([1, 2, 3]));
    const own = { f: () => 1 };
    expect(((await call([own.f])) as unknown[])[0]).toBe(own.f);
  });

  it.each([64 * 1024 - 40, 64 * 1024, 70_000, 256 * 1024, 300_000, 20_000_000])(
    'takes and gives %i bytes',
    async (bytes) => {
      const text = 'ab'.repeat(bytes / 2);
      expect((await call(text)) === text).toBe(true);
      const list = Array.from({ length: Math.min(bytes, 300_000) / 4 }, (_, index) => index % 100);
      expect(await call(list)).toEqual(list);
    },
  );

  it('takes small and large ones together, and gives each what is its', async () => {
    const sizes = Array.from({ length: 60 }, (_, index) => (index % 7) * 40_000);
    const texts = sizes.map((size, index) => String(index).padEnd(size + 2, 'x'));
    expect((await Promise.all(texts.map(call))).map((text, index) => text === texts[index])).toEqual(
      texts.map(() => true),
    );
  });

  it('can be called 10,000 times and more before the first answer', async () => {
    const results = await Promise.all(Array.from({ length: 30_000 }, (_, index) => call(index)));
    expect(results.every((value, index) => value === index)).toBe(true);
  });

  it('gets its arguments as they were when it was called', async () => {
    const list = [1];
    const object: Record<string, unknown> = { a: 1 };
    const map = new Map([[1, 'one']]);
    const promise = call([list, object, map]);
    list.push(2);
    object['a'] = 2;
    map.clear();
    expect(await promise).toEqual([[1], { a: 1 }, new Map([[1, 'one']])]);
  });

  it('rejects for what cannot cross, and says where it stands; others of the turn are called', async () => {
    const before = call(1);
    const failed = rejection(call({ a: [/x/] }));
    const after = call(2);
    expect(await failed).toMatchObject({ code: 'unsupported-value', path: expect.stringContaining('a[0]') });
    expect([await before, await after]).toEqual([1, 2]);
  });

  it('refuses a result that JavaScript would take for a promise', async () => {
    expect(await rejection(call({ then: () => 1 }))).toMatchObject({ code: 'unsupported-value' });
    expect(await call([{ then: 1 }])).toEqual([{ then: 1 }]);
    expect(await call({ then: 1 })).toEqual({ then: 1 });
  });
});

describe('memory', () => {
  it('is shared for the time of the call', async () => {
    const numbers = new Float64Array([1, 2, 3]);
    expect(await runBeside('add_one', numbers)).toBe(3);
    expect([...numbers]).toEqual([2, 3, 4]);
    expect(await run('total_later', new Int32Array(10_000).fill(2))).toBe(20_000);
    expect(await runBeside('add_one', new Float64Array(graft.alloc(80_000)))).toBe(10_000);
  });

  it('stays while calls are under way whose arguments nothing else holds', async () => {
    const calls = Array.from({ length: 200 }, (_, index) =>
      run('total_later', new Float64Array(2000).fill(index)),
    );
    await collected(() => false);
    expect(await Promise.all(calls)).toEqual(Array.from({ length: 200 }, (_, index) => index * 2000));
  });

  it('of Python comes as a typed array over it', async () => {
    expect(await runBeside('numbers', 3)).toEqual(new Float64Array([0, 1, 2]));
    expect(await run('numbers_later', 3)).toEqual(new Int32Array([0, 1, 2]));
  });
});

describe('an object', () => {
  it('lives while a call with it is under way, although JavaScript holds it no longer', async () => {
    const before = graft.stats().pythonObjects;
    const calls = Array.from({ length: 300 }, () => {
      const Awaitable = coroutines['Awaitable'] as unknown as new () => object;
      return run('later', [new Awaitable()], 0.05);
    });
    await collected(() => false);
    const results = (await Promise.all(calls)) as [object][];
    expect(results.every(([one]) => one.constructor.name === 'Awaitable')).toBe(true);
    results.length = 0;
    calls.length = 0;
    await collected(() => graft.stats().pythonObjects <= before + 2);
    expect(graft.stats().pythonObjects).toBeLessThanOrEqual(before + 2);
  });

  it('of JavaScript is given back when Python has dropped it, in a program that only calls asynchronously', async () => {
    const before = graft.stats().javaScriptObjects;
    const use = async (turn: number): Promise<WeakRef<object>[]> => {
      const functions = Array.from({ length: 500 }, (_, index) => () => index);
      await Promise.all(functions.map((one) => run('later', [one, turn])));
      await Promise.all(functions.map((one) => runBeside('plain', [one])));
      return functions.map((one) => new WeakRef(one));
    };
    let held: WeakRef<object>[] = [];
    for (let turn = 0; turn < 5; turn++) held = await use(turn);
    // Nothing is called any more, not even graft.stats().
    expect(await collected(() => held.every((one) => one.deref() === undefined))).toBe(true);
    expect(graft.stats().javaScriptObjects).toBeLessThanOrEqual(before);
  });
});

describe('an awaitable that is no coroutine', () => {
  it.each([
    ['a Future', () => run('future'), 'future'],
    ['a Task', () => run('task'), 'task'],
    ['an object with __await__', () => Promise.resolve(coroutines['awaitable']!()), 'awaited'],
    ['a future of a thread pool', () => Promise.resolve(coroutines['pooled']!()), 'pool'],
  ])('is an object, which graft.await awaits: %s', async (_, make, expected) => {
    const object = (await make()) as object;
    expect(object).not.toBeInstanceOf(Promise);
    expect(await graft.await(object)).toBe(expected);
  });

  it('is asked for by name: anything else is refused', async () => {
    expect(await graft.await(Promise.resolve(1))).toBe(1);
    expect(await rejection(graft.await(5 as never))).toMatchObject({ code: 'invalid-argument' });
    expect(await rejection(graft.await(coroutines['Awaitable'] as object))).toBeInstanceOf(TypeError);
  });

  it('need not be one: a coroutine that any function gives is a promise', async () => {
    expect(await coroutines['coroutine']!()).toBe('coroutine');
    expect(await runBeside('coroutine')).toBe('coroutine');
  });
});

describe('an asynchronous context manager', () => {
  it('is entered by graft.enterAsync and left by Symbol.asyncDispose', async () => {
    const Manager = coroutines['Manager'] as unknown as new (
      name: string,
    ) => Record<symbol, () => Promise<void>>;
    const manager = (await graft.enterAsync(new Manager('m'))) as Record<symbol, () => Promise<void>>;
    expect(graft.get(manager, 'log')).toEqual(['enter']);
    await manager[Symbol.asyncDispose]!();
    expect(graft.get(manager, 'log')).toEqual(['enter', 'exit']);
  });
});

describe('the threads of a lane', () => {
  it('are one for functions and one for coroutines, each the same all the time', async () => {
    const names = await Promise.all([runBeside('thread_name'), runBeside('thread_name'), run('loop_name')]);
    expect(names).toEqual(['graftwire-side', 'graftwire-side', 'graftwire-loop']);
    expect(await Promise.all([1, 2, 3].map(() => runBeside('count_in_thread')))).toEqual([1, 2, 3]);
    expect(await Promise.all([1, 2].map(() => run('count_in_loop')))).toEqual([1, 2]);
    expect(coroutines['count_in_thread']!()).toBe(1);
  });

  it('print in order with each other’s answers, through process.stdout', async () => {
    const original = process.stdout.write;
    let seen = '';
    process.stdout.write = (chunk: Uint8Array | string) => {
      seen += typeof chunk === 'string' ? chunk : new TextDecoder().decode(chunk);
      return true;
    };
    try {
      graft.python.exec('async def say(text): print(text)\ndef say_beside(text): print(text)');
      const main = graft.loadSync<Record<string, Call>>('python:__main__');
      await main['say']!('on the loop');
      seen += '|';
      await (graft.async(main) as unknown as Record<string, Call>)['say_beside']!('beside it');
      seen += '|';
      py('print("here")');
    } finally {
      process.stdout.write = original;
    }
    expect(seen).toBe('on the loop\n|beside it\n|here\n');
  });

  it('are a worker’s own', async () => {
    const worker = new Worker(
      `const { parentPort } = require('node:worker_threads');
       const { graft } = require('graftwire');
       const module = graft.loadSync(${JSON.stringify(new URL('fixtures/asynchronous.py', import.meta.url).href)});
       Promise.all([module.count_in_loop(), graft.async(module).count_in_thread(), module.later(5)]).then((all) => parentPort.postMessage(all));`,
      { eval: true },
    );
    const results: unknown = await new Promise((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
    });
    expect(results).toEqual([1, 1, 5]);
    await worker.terminate();
  });
});
