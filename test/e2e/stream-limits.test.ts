import { GraftError, graft } from 'graftwire';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { rejection } from './rejection.js';

graft.python.exec(`
import asyncio, threading, time
from graftwire import context
log = []
async def items(seconds, slow_from=10**9):
    try:
        number = 0
        while True:
            await asyncio.sleep(60 if number >= slow_from else seconds)
            yield number
            number += 1
    finally:
        await asyncio.sleep(0.01)
        log.append("closed")
async def at_once():
    try:
        for number in range(1000): yield number
    finally:
        log.append("closed")
async def never_cleaned_up():
    try:
        yield 1
        await asyncio.sleep(60)
    finally:
        await asyncio.sleep(60)
async def remaining(count):
    for number in range(count):
        await asyncio.sleep(0.02)
        yield context.remaining_ms()
go_on = threading.Event()
def blocking():
    try:
        yield 1
        go_on.wait(60)
        yield 2
    finally:
        log.append("closed")
def slow(count):
    for number in range(count):
        until = time.monotonic() + (60 if number == 2 else 0)
        while time.monotonic() < until: pass
        yield number
def take_log():
    taken = list(log)
    log.clear()
    return taken
`);

interface Streams {
  items(seconds: number, slowFrom?: number): AsyncGenerator<number>;
  at_once(): AsyncGenerator<number>;
  never_cleaned_up(): AsyncGenerator<number>;
  remaining(count: number): AsyncGenerator<number | null>;
  blocking(): IterableIterator<number>;
  slow(count: number): IterableIterator<number>;
  readonly go_on: { set(): void };
  take_log(): string[];
}
const main = graft.loadSync<Streams>('python:__main__');

async function take(source: unknown, count = Infinity, each?: (item: number) => unknown): Promise<number[]> {
  const items: number[] = [];
  for await (const item of source as AsyncIterable<number>) {
    items.push(item);
    await each?.(item);
    if (items.length === count) break;
  }
  return items;
}

async function logged(): Promise<string[]> {
  for (;;) {
    const log = main.take_log();
    if (log.length > 0) return log;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

// Starting the threads takes longer than the times here.
beforeAll(async () => {
  await take(main.at_once(), 1);
});
beforeEach(() => {
  main.take_log();
});

describe('timeoutMs of a stream', () => {
  it.each([
    ['a generator', () => graft.with(main.items(0, 3), { timeoutMs: 500 })],
    ['what a function gives', () => graft.with(main, { timeoutMs: 500 }).items(0, 3)],
    [
      'what a function gives asynchronously',
      () => graft.async(graft.with(main, { timeoutMs: 500 })).items(0, 3),
    ],
    ['a generator, asynchronously', () => graft.async(graft.with(main.items(0, 3), { timeoutMs: 500 }))],
  ])('ends it where an item takes longer, and closes it: %s', async (_, make) => {
    const seen: number[] = [];
    const error = await rejection(take(make(), Infinity, (item) => seen.push(item)));
    expect(error).toBeInstanceOf(GraftError);
    expect(error).toMatchObject({ code: 'timeout', message: expect.stringContaining('500 ms') as string });
    expect(seen).toEqual([0, 1, 2]);
    expect(await logged()).toEqual(['closed']);
  });

  it('is of each item, not of all, nor of what the loop does with them', async () => {
    const source = graft.with(main, { timeoutMs: 500 }).items(0.02);
    const begun = performance.now();
    await take(source, 30, (item) => item === 3 && new Promise((resolve) => setTimeout(resolve, 300)));
    expect(performance.now() - begun).toBeGreaterThan(500);
    expect(main.take_log()).toEqual(['closed']);
  });

  it('is seen by the generator, anew for each item', async () => {
    const seen = await take(
      graft.with(main, { timeoutMs: 1000 }).remaining(10),
      Infinity,
      () => new Promise((resolve) => setTimeout(resolve, 60)),
    );
    expect(seen[0]).toBeGreaterThan(500);
    for (const milliseconds of seen.slice(1)) {
      // Where it goes on between two answers nobody waits.
      if (milliseconds !== null) expect(milliseconds).toBeGreaterThan(500);
    }
    expect(await take(main.remaining(2))).toEqual([null, null]);
  });

  it('does not wait for a generator that never has cleaned up', async () => {
    const error = await rejection(take(graft.with(main, { timeoutMs: 50 }).never_cleaned_up()));
    expect(error).toMatchObject({ code: 'timeout' });
    const left = rejection(take(graft.with(main, { timeoutMs: 50 }).never_cleaned_up(), 1));
    expect(await Promise.race([left, new Promise((resolve) => setTimeout(resolve, 10_000))])).toMatchObject({
      code: 'timeout',
    });
  });

  it('ends what blocks a thread, which is closed when it comes back', async () => {
    const limited = graft.with(main, { timeoutMs: 500 });
    expect(await rejection(take(graft.async(limited).blocking()))).toMatchObject({ code: 'timeout' });
    expect(main.take_log()).toEqual([]);
    main.go_on.set();
    expect(await logged()).toEqual(['closed']);
  });

  it('is of each item of a generator that is not asynchronous, too', () => {
    const seen: number[] = [];
    expect(() => {
      for (const item of graft.with(main, { timeoutMs: 500 }).slow(5)) seen.push(item);
    }).toThrow(expect.objectContaining({ code: 'timeout' }));
    expect(seen).toEqual([0, 1]);
  });
});

describe('the signal of a stream', () => {
  it('ends it while an item is waited for', async () => {
    const controller = new AbortController();
    const reason = new Error('not wanted');
    const source = graft.with(main, { signal: controller.signal }).items(0, 3);
    // The generator has begun by then; one that has not would have nothing to close.
    const abort = (item: number): void => {
      if (item === 2) setTimeout(() => controller.abort(reason), 50);
    };
    const ended = rejection(take(source, Infinity, abort));
    expect(await ended).toBe(reason);
    expect(await logged()).toEqual(['closed']);
  });

  it('ends it between items that are there already', async () => {
    const controller = new AbortController();
    const seen: number[] = [];
    const ended = rejection(
      take(graft.with(main.at_once(), { signal: controller.signal }), Infinity, (item) => {
        seen.push(item);
        if (item === 20) controller.abort();
      }),
    );
    expect(await ended).toBe(controller.signal.reason);
    expect(seen.at(-1)).toBe(20);
    expect(await logged()).toEqual(['closed']);
  });

  it('changes nothing where it is not aborted', async () => {
    const { signal } = new AbortController();
    expect(await take(graft.with(main, { signal }).at_once())).toHaveLength(1000);
    expect(await take(graft.with(main, { signal }).items(0), 5)).toEqual([0, 1, 2, 3, 4]);
    expect(main.take_log()).toEqual(['closed', 'closed']);
  });
});
