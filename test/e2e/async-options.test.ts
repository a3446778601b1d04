import { GraftError, graft } from 'graftwire';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { rejection } from './rejection.js';

graft.python.exec(`
import asyncio, time
from graftwire import context
log = []
begun = []
def begin(then):
    begun.append(1)
    if then is not None: then()
async def forever(name, then=None):
    try:
        begin(then)
        await asyncio.sleep(100)
    finally:
        log.append(name)
async def stubborn(name):
    try:
        begin(None)
        await asyncio.sleep(100)
    except asyncio.CancelledError:
        log.append(name)
        return "too late"
def spin():
    while True: time.monotonic()
def loop(name, then=None):
    # Not the loop itself: what is raised between its end and its beginning is outside of the try, to some CPythons.
    try:
        begin(then)
        spin()
    finally:
        log.append(name)
def quick(value=1): return value
async def quick_later(value=1):
    await asyncio.sleep(0)
    return value
def remaining(): return context.remaining_ms()
async def remaining_later():
    before = context.remaining_ms()
    await asyncio.sleep(0.01)
    return [before, context.remaining_ms()]
async def remaining_inside():
    return await asyncio.gather(remaining_later(), remaining_later())
class Slow:
    def wait(self):
        while True: time.monotonic()
def slow(): return Slow()
def note(value): log.append(value)
async def note_later(value):
    await asyncio.sleep(0)
    log.append(value)
def fail(): raise ValueError("nobody hears it")
def take_log():
    taken = list(log)
    del log[:len(taken)]  # not clear(): another thread may have noted something since
    return taken
`);

interface Limited {
  readonly begun: readonly number[];
  forever(name: string, then?: () => void): Promise<never>;
  stubborn(name: string): Promise<string>;
  loop(name: string, then?: () => void): void;
  quick(value?: unknown): unknown;
  quick_later(value?: unknown): Promise<unknown>;
  remaining(): number | null;
  remaining_later(): Promise<[number | null, number | null]>;
  remaining_inside(): Promise<[number, number][]>;
  slow(): { wait(): void };
  note(value: unknown): void;
  note_later(value: unknown): Promise<void>;
  fail(): void;
  take_log(): unknown[];
}
const main = graft.loadSync<Limited>('python:__main__');
const later = graft.async(main);

/** What Python has noted, when there is so much of it. */
async function logged(count: number): Promise<unknown[]> {
  const seen: unknown[] = [];
  let isOver = false;
  // One that has failed must not take what the next test waits for.
  onTestFinished(() => {
    isOver = true;
  });
  while (seen.length < count && !isOver) {
    seen.push(...main.take_log());
    await new Promise(setImmediate);
  }
  return seen;
}

/** What a call is rejected with whose time is over when it has begun; it has more time where it had not. */
async function overInTheMiddle(call: (timeoutMs: number) => Promise<unknown>): Promise<unknown> {
  const before = main.begun.length;
  for (let timeoutMs = 100; ; timeoutMs *= 2) {
    const error = await rejection(call(timeoutMs));
    // Both threads have come to it by now.
    await Promise.all([later.quick(), main.quick_later()]);
    if (main.begun.length > before) {
      expect(error).toMatchObject({ message: expect.stringContaining(`${timeoutMs} ms`) as string });
      return error;
    }
  }
}

// A call that has not begun when its time is over does not begin: starting the threads takes longer than the times here.
beforeAll(async () => {
  await graft.with(later, { timeoutMs: 60_000 }).quick();
  await graft.with(main, { timeoutMs: 60_000 }).quick_later();
});

describe('timeoutMs', () => {
  it('ends a coroutine: its task is cancelled, and the promise rejects', async () => {
    const error = await overInTheMiddle((timeoutMs) => graft.with(main, { timeoutMs }).forever('coroutine'));
    expect(error).toBeInstanceOf(GraftError);
    expect(error).toMatchObject({ code: 'timeout' });
    expect(await logged(1)).toEqual(['coroutine']);
  });

  it('ends a function beside JavaScript between two of its instructions', async () => {
    const error = await overInTheMiddle((timeoutMs) => graft.with(later, { timeoutMs }).loop('function'));
    expect(error).toMatchObject({ code: 'timeout' });
    expect(await logged(1)).toEqual(['function']);
    expect(await later.quick(2)).toBe(2);
  });

  it('drops a result that comes too late', async () => {
    const error = await overInTheMiddle((timeoutMs) => graft.with(main, { timeoutMs }).stubborn('late'));
    expect(error).toMatchObject({ code: 'timeout' });
    expect(await logged(1)).toEqual(['late']);
    expect(await main.quick_later(3)).toBe(3);
  });

  it('counts for a whole chain', async () => {
    const limited = graft.with(later, { timeoutMs: 100 });
    expect(await rejection(limited.slow().wait())).toMatchObject({ code: 'timeout' });
    // What was ended there is over.
    await later.quick();
    const slow = graft.with(later, { timeoutMs: 1000 }).slow();
    await slow;
    expect(await rejection(slow.wait())).toMatchObject({ code: 'timeout' });
    expect(await later.quick(4)).toBe(4);
  });

  it('is seen by the code that is called', async () => {
    const limited = graft.with(main, { timeoutMs: 60_000 });
    expect(await later.remaining()).toBeNull();
    expect(await main.remaining_later()).toEqual([null, null]);
    expect(await graft.with(later, { timeoutMs: 60_000 }).remaining()).toBeGreaterThan(0);
    const [before, after] = (await limited.remaining_later()) as [number, number];
    expect(before).toBeLessThanOrEqual(60_000);
    expect(after).toBeLessThan(before);
    for (const [inner] of await limited.remaining_inside()) expect(inner).toBeGreaterThan(0);
    // The next call knows nothing of it.
    expect(await main.remaining_later()).toEqual([null, null]);
  });

  it('changes nothing for what is in time', async () => {
    const limited = graft.with(later, { timeoutMs: 60_000 });
    expect(await Promise.all([limited.quick(1), limited.quick_later(2)])).toEqual([1, 2]);
  });
});

describe('signal', () => {
  it.each([
    [
      'a coroutine',
      (signal: AbortSignal, then: () => void) => graft.with(main, { signal }).forever('x', then),
    ],
    [
      'a function beside JavaScript',
      (signal: AbortSignal, then: () => void) => graft.with(later, { signal }).loop('x', then),
    ],
  ])('ends %s with its reason', async (_, call) => {
    const controller = new AbortController();
    const reason = new Error('not wanted');
    const promise = call(controller.signal, () => {
      controller.abort(reason);
    });
    expect(await rejection(promise)).toBe(reason);
    expect(await logged(1)).toEqual(['x']);
  });

  it('that is aborted already sends nothing; one that is aborted in the same turn does not let it begin, or ends it', async () => {
    const reason = new Error('before');
    expect(await rejection(graft.with(later, { signal: AbortSignal.abort(reason) }).note('never'))).toBe(
      reason,
    );
    const controller = new AbortController();
    const promise = graft.with(main, { signal: controller.signal }).forever('begun');
    controller.abort(reason);
    expect(await rejection(promise)).toBe(reason);
    expect(await main.quick_later(1)).toBe(1);
    expect(main.take_log()).not.toContain('never');
  });

  it('is not listened to afterwards', async () => {
    const controller = new AbortController();
    expect(await graft.with(later, { signal: controller.signal }).quick(1)).toBe(1);
    controller.abort();
    expect(await later.quick(2)).toBe(2);
  });

  it('may end hundreds of calls at once', async () => {
    await main.quick_later();
    const controller = new AbortController();
    const limited = graft.with(main, { signal: controller.signal });
    const abort = (): void => {
      controller.abort();
    };
    // They begin in this order.
    const calls = Array.from({ length: 300 }, (_, index) =>
      rejection(limited.forever(String(index), index === 299 ? abort : undefined)),
    );
    expect((await Promise.all(calls)).every((error) => error === controller.signal.reason)).toBe(true);
    expect((await logged(300)).length).toBe(300);
  });
});

describe('oneway', () => {
  it('waits for nothing, and loses nothing: 20,000 calls', async () => {
    const oneway = graft.with(later, { oneway: true });
    for (let index = 0; index < 20_000; index++) expect(oneway.note(index)).toBeInstanceOf(Promise);
    expect(await oneway.note('last')).toBeUndefined();
    const seen = await logged(20_001);
    expect(seen.slice(0, 3)).toEqual([0, 1, 2]);
    expect(seen.at(-1)).toBe('last');
  }, 60_000);

  it('is asynchronous for a module that is not', async () => {
    const oneway = graft.with(main, { oneway: true });
    oneway.note('one');
    await oneway.note_later('two');
    expect((await logged(2)).sort()).toEqual(['one', 'two']);
  });

  it('takes memory along', async () => {
    const oneway = graft.with(later, { oneway: true });
    for (let index = 0; index < 100; index++) {
      void oneway.note(new Uint8Array([index]));
      expect(await later.quick(new Float64Array([index]))).toEqual(new Float64Array([index]));
    }
    const seen = (await logged(100)) as Uint8Array[];
    expect(seen.map((bytes) => bytes[0])).toEqual(Array.from({ length: 100 }, (_, index) => index));
  });
});
