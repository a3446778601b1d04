import { graft } from 'graftwire';
import { describe, expect, it } from 'vitest';
import { py } from './anything.js';
import { rejection } from './rejection.js';

graft.python.exec(`
import asyncio, threading, time
produced = 0
log = []
async def numbers(count):
    global produced
    try:
        for number in range(count):
            produced += 1
            yield number
    finally:
        log.append("closed")
async def waiting(count):
    global produced
    try:
        for number in range(count):
            produced += 1
            await asyncio.sleep(0)
            yield number
    finally:
        await asyncio.sleep(0)
        log.append("closed")
async def failing(count):
    for number in range(count):
        yield number
    raise KeyError("after %d" % count)
def plain(count):
    global produced
    for number in range(count):
        produced += 1
        yield number
async def echoing():
    got = None
    while True:
        try:
            got = yield got
        except ValueError as error:
            got = "caught " + str(error)
async def calling(function):
    yield 1
    yield function()
told = threading.Event()
def slow():
    yield 0
    time.sleep(0.05)
    yield 1
    yield told.wait(5)
class Countdown:
    def __init__(self, count): self.count = count
    def __aiter__(self): return self
    async def __anext__(self):
        if self.count == 0: raise StopAsyncIteration
        self.count -= 1
        return self.count
def take_log():
    taken = list(log)
    log.clear()
    return taken
def reset():
    global produced
    produced = 0
    log.clear()
async def collect(source):
    return [item async for item in source]
async def some(source, count):
    items = []
    iterator = source.__aiter__()
    async for item in iterator:
        items.append(item)
        if len(items) == count: break
    return items
async def until_error(source):
    items = []
    try:
        async for item in source: items.append(item)
    except BaseException as error:
        return [items, type(error).__name__, str(error)]
async def total(source):
    result = 0
    async for item in source: result += item
    return result
def listed(source): return list(source)
def refusal(source):
    found = []
    for ask in (list, sum, lambda items: [item for item in items], iter, next):
        try: found.append(repr(ask(source)))
        except TypeError as error: found.append("async for" in str(error))
    return found
def first_two(source):
    items = []
    for item in source:
        items.append(item)
        if len(items) == 2: break
    return items
`);

interface Streams {
  readonly produced: number;
  numbers(count: number): AsyncGenerator<number>;
  waiting(count: number): AsyncGenerator<number>;
  failing(count: number): AsyncGenerator<number>;
  plain(count: number): IterableIterator<number>;
  slow(): IterableIterator<unknown>;
  readonly told: { set(): void };
  echoing(): AsyncGenerator<unknown, unknown, unknown>;
  calling(callback: () => unknown): AsyncGenerator<unknown>;
  Countdown: new (count: number) => AsyncIterable<number>;
  take_log(): string[];
  reset(): void;
  collect(source: unknown): Promise<unknown[]>;
  some(source: unknown, count: number): Promise<unknown[]>;
  until_error(source: unknown): Promise<[unknown[], string, string]>;
  total(source: unknown): Promise<number>;
  listed(source: unknown): unknown[];
  refusal(source: unknown): unknown[];
  first_two(source: unknown): unknown[];
}
const main = graft.loadSync<Streams>('python:__main__');
const later = graft.async(main);

async function take(source: AsyncIterable<unknown>, count: number): Promise<unknown[]> {
  const items: unknown[] = [];
  for await (const item of source) {
    items.push(item);
    if (items.length === count) break;
  }
  return items;
}

describe('an async generator of Python', () => {
  it.each(['numbers', 'waiting'] as const)('is an async iterable: %s', async (name) => {
    for (const count of [0, 1, 5, 200])
      expect(await take(main[name](count), Infinity)).toEqual(
        Array.from({ length: count }, (_, index) => index),
      );
  });

  it.each(['numbers', 'waiting'] as const)('is closed when the loop is left: %s', async (name) => {
    main.reset();
    expect(await take(main[name](1000), 3)).toEqual([0, 1, 2]);
    expect(main.take_log()).toEqual(['closed']);
    await expect(
      (async () => {
        for await (const item of main[name](10)) throw new Error(`at ${item}`);
      })(),
    ).rejects.toThrow('at 0');
    expect(main.take_log()).toEqual(['closed']);
  });

  it('produces nothing before it is asked, and is never ahead by more than was asked for', async () => {
    main.reset();
    const source = main.numbers(10_000);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(main.produced).toBe(0);
    let consumed = 0;
    let credits = 0;
    for await (const item of source) {
      expect(item).toBe(consumed);
      consumed += 1;
      // One is asked for, then two, four, … and 64 from then on: all that was asked for before the batch that this one is of.
      if (consumed > credits) credits += Math.min(64, credits + 1);
      expect(main.produced).toBeLessThanOrEqual(credits);
      if (consumed === 1000) break;
    }
    expect(main.produced).toBeLessThan(1000 + 64);
  });

  it('delivers an error behind the items before it', async () => {
    const seen: number[] = [];
    const error = await rejection(
      (async () => {
        for await (const item of main.failing(10)) seen.push(item);
      })(),
    );
    expect(error).toMatchObject({ name: 'KeyError', message: expect.stringContaining('after 10') as string });
    expect(seen).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    const mine = new Error('mine');
    const got: unknown[] = [];
    const thrown = await rejection(
      (async () => {
        for await (const item of main.calling(() => {
          throw mine;
        }))
          got.push(item);
      })(),
    );
    expect([thrown === mine, got]).toEqual([true, [1]]);
  });

  it('is also driven by hand: next with a value, throw, return', async () => {
    const generator = main.echoing();
    expect(await generator.next()).toEqual({ done: false, value: null });
    expect(await generator.next('sent')).toEqual({ done: false, value: 'sent' });
    expect(await generator.throw(py('ValueError("thrown")'))).toEqual({
      done: false,
      value: 'caught thrown',
    });
    expect(await generator.return('end')).toEqual({ done: true, value: 'end' });
    expect(await generator.next()).toEqual({ done: true, value: undefined });
  });

  it('need not be a generator', async () => {
    expect(await take(new main.Countdown(4), Infinity)).toEqual([3, 2, 1, 0]);
  });

  it('holds nothing when it has ended', async () => {
    for (let turn = 0; turn < 20; turn++) expect(await main.total(main.waiting(50))).toBe(1225);
    const before = graft.stats().javaScriptObjects;
    let sum = 0;
    for await (const item of main.numbers(50_000)) sum += item;
    expect(sum).toBe((50_000 * 49_999) / 2);
    expect(graft.stats().javaScriptObjects).toBeLessThanOrEqual(before);
  });
});

describe('a generator of Python', () => {
  it('is an async iterable by graft.async, run off the loop', async () => {
    main.reset();
    const items: unknown[] = [];
    for await (const item of later.plain(100) as unknown as AsyncIterable<number>) items.push(item);
    expect(items).toEqual(Array.from({ length: 100 }, (_, index) => index));
  });

  it('gives an item that took long before the next is there', async () => {
    const items: unknown[] = [];
    for await (const item of later.slow() as unknown as AsyncIterable<unknown>) {
      items.push(item);
      if (item === 1) main.told.set();
    }
    expect(items).toEqual([0, 1, true]);
  });
});

/** An async generator of JavaScript that tells what happens to it. */
function produce(count: number, log: string[], fail?: Error): AsyncGenerator<number> {
  return (async function* () {
    try {
      for (let index = 0; index < count; index++) {
        await Promise.resolve();
        yield index;
      }
      if (fail !== undefined) throw fail;
    } finally {
      log.push('closed');
    }
  })();
}

describe('an async iterable of JavaScript', () => {
  it('is iterated over by async for', async () => {
    expect(await main.collect(produce(5, []))).toEqual([0, 1, 2, 3, 4]);
    expect(await main.total(produce(2000, []))).toBe(1_999_000);
    expect(await main.collect([1, 2].values())).toEqual([1, 2]);
  });

  it('is closed when the loop is left early', async () => {
    const log: string[] = [];
    class Source {
      [Symbol.asyncIterator](): AsyncGenerator<number> {
        return produce(100, log);
      }
    }
    expect(await main.some(new Source(), 3)).toEqual([0, 1, 2]);
    while (log.length < 1) await new Promise(setImmediate);
    expect(await main.some(produce(100, log), 2)).toEqual([0, 1]);
    // Python has given it up; nothing else is called any more.
    while (log.length < 2) await new Promise(setImmediate);
    expect(log).toEqual(['closed', 'closed']);
  });

  it('delivers its error behind the items before it', async () => {
    expect(await main.until_error(produce(3, [], new RangeError('enough')))).toEqual([
      [0, 1, 2],
      'JavaScriptError',
      expect.stringContaining('enough'),
    ]);
    const mine = new Error('mine');
    expect(await rejection(main.collect(produce(1, [], mine)))).toBe(mine);
  });

  it('is a TypeError by a plain for, which would never end', async () => {
    expect(main.refusal(produce(3, []))).toEqual([true, true, true, true, true]);
    class Source {
      [Symbol.asyncIterator](): AsyncGenerator<number> {
        return produce(3, []);
      }
      next(): number {
        return 1;
      }
    }
    expect(await later.refusal(new Source())).toEqual([true, true, true, true, true]);
    // Nothing says so but what it gives; what that is rejected with is no concern of this process.
    class Promising {
      next(): Promise<IteratorResult<number>> {
        return Promise.reject(new Error('not asked for'));
      }
    }
    const promising = main.refusal(new Promising());
    expect([...promising.slice(0, 3), promising[4]]).toEqual([true, true, true, true]);
  });
});

describe('an iterator of JavaScript', () => {
  it('is iterated over, and closed when the loop is left, beside the loop as in it', async () => {
    let closed = 0;
    class Items {
      *[Symbol.iterator](): Generator<number> {
        try {
          yield* [1, 2, 3];
        } finally {
          closed += 1;
        }
      }
    }
    expect(main.listed(new Items())).toEqual([1, 2, 3]);
    expect(await later.listed(new Items())).toEqual([1, 2, 3]);
    expect(await later.first_two(new Items())).toEqual([1, 2]);
    while (closed < 3) await new Promise(setImmediate);
  });
});
