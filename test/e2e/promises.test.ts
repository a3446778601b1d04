import { setTimeout as sleep } from 'node:timers/promises';
import { graft } from 'graftwire';
import { describe, expect, it, vi } from 'vitest';
import { failure } from './failure.js';
import { rejection } from './rejection.js';

type Call = (...args: readonly unknown[]) => Promise<unknown>;
const coroutines = graft.loadSync<Record<string, Call>>('./fixtures/asynchronous.py', {
  from: import.meta.url,
});
const beside = graft.async(coroutines) as unknown as Record<string, Call>;
const run = (name: string, ...args: readonly unknown[]): Promise<unknown> => coroutines[name]!(...args);
const runBeside = (name: string, ...args: readonly unknown[]): Promise<unknown> => beside[name]!(...args);

describe('a promise in a coroutine', () => {
  it('is awaited, also one that is settled already, also twice', async () => {
    expect(await run('await_it', sleep(3, 'later'))).toBe('later');
    expect(await run('await_it', Promise.resolve(1))).toBe(1);
    expect(await run('await_twice', sleep(1, [1]))).toEqual([[1], [1]]);
    expect(await run('gather', sleep(3, 'a'), sleep(1, 'b'), Promise.resolve('c'))).toEqual(['a', 'b', 'c']);
  });

  it('is what an async function of JavaScript gives', async () => {
    expect(await run('await_call', async (value: number) => (await sleep(1), value + 1), 4)).toBe(5);
  });

  it('gives values and objects of every kind, both languages’', async () => {
    const own = new (class Own {})();
    expect(await run('await_it', Promise.resolve(own))).toBe(own);
    const manager = await run('await_it', run('future'));
    expect(await graft.await(manager as object)).toBe('future');
    expect(await run('await_it', run('later', 'of Python'))).toBe('of Python');
  });

  it('raises what it is rejected with', async () => {
    const mine = new TypeError('mine');
    expect(await rejection(run('await_it', Promise.reject(mine)))).toBe(mine);
    expect(await run('raised_by_awaiting', Promise.reject(mine))).toEqual([
      'JavaScriptError',
      'TypeError',
      expect.stringContaining('mine'),
    ]);
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- JavaScript may reject with anything
    await expect(run('await_it', Promise.reject('no error'))).rejects.toBe('no error');
    const pythons = await rejection(run('fails', 'text'));
    expect(await rejection(run('await_it', run('fails', 'text')))).toMatchObject({ name: pythons.name });
  });

  it('whose value cannot cross raises that', async () => {
    expect(await rejection(run('await_it', Promise.resolve(/x/)))).toMatchObject({
      code: 'unsupported-value',
    });
  });
});

describe('a promise in a function', () => {
  it('is waited for beside JavaScript', async () => {
    expect(await runBeside('wait_for', sleep(3, 'later'))).toBe('later');
    expect(await runBeside('wait_for', sleep(3, 'later'), 50)).toBe('later');
    expect(
      await rejection(
        runBeside(
          'wait_for',
          sleep(1, 0).then(() => Promise.reject(new Error('no'))),
        ),
      ),
    ).toMatchObject({
      message: 'no',
    });
  });

  it('can be waited for only so long', async () => {
    const error = await rejection(runBeside('wait_for', new Promise(() => undefined), 0.01));
    expect(error.name).toBe('TimeoutError');
  });

  it('may itself need functions that are called beside JavaScript', async () => {
    const promise = sleep(1, undefined).then(() => runBeside('plain', 'nested'));
    expect(await runBeside('wait_for', promise)).toBe('nested');
  });

  it('is an error where JavaScript waits for it: no hang', async () => {
    const error = failure(() =>
      (coroutines['wait_for'] as unknown as (p: Promise<unknown>) => unknown)(sleep(1, 0)),
    );
    expect(error).toMatchObject({
      code: 'deadlock',
      message: expect.stringContaining('graft.async(') as string,
    });
    expect(await run('echo', 1)).toBe(1);
  });

  it('is an error on a loop, which would stand still', async () => {
    graft.python.exec('async def blocks(promise): return promise.result()');
    const { blocks } = graft.loadSync<Record<string, Call>>('python:__main__');
    expect(await rejection(blocks!(sleep(1, 0)))).toMatchObject({ code: 'deadlock' });
  });
});

describe('a rejection', () => {
  it('that Python holds and never looks at is one that nobody handles', async () => {
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    const mine = new Error('nobody looks');
    await run('echo', [1, await run('note', undefined)]);
    (() => {
      void coroutines['note']!(Promise.reject(mine));
    })();
    await sleep(5);
    expect(unhandled).not.toHaveBeenCalled();
    void coroutines['take_seen']!();
    for (let turn = 0; turn < 50 && unhandled.mock.calls.length === 0; turn++) {
      await run('echo', turn);
      await sleep(1);
    }
    process.off('unhandledRejection', unhandled);
    expect(unhandled).toHaveBeenCalledWith(mine, expect.anything());
  });
});
