import { graft } from 'graftwire';
import { beforeEach, describe, expect, it } from 'vitest';
import { collected } from './garbage.js';

// What Python's own `async for` shows of each of these, a stream shows, too.
graft.python.exec(`
import asyncio, contextvars
log = []
variable = contextvars.ContextVar("variable", default="none")

async def timed_steps():
    for number in range(5):
        task = asyncio.current_task()
        try:
            await asyncio.wait_for(asyncio.sleep(60 if number == 2 else 0), 0.2)
        except asyncio.TimeoutError:
            log.append("timeout at %d" % number)
        yield number, asyncio.current_task() is task

class Limit:
    """What asyncio.timeout() does, for every version."""
    def __init__(self, seconds): self.seconds = seconds
    async def __aenter__(self):
        self.expired = False
        task = asyncio.current_task()
        def expire():
            self.expired = True
            task.cancel()
        self.handle = asyncio.get_running_loop().call_later(self.seconds, expire)
    async def __aexit__(self, kind, error, traceback):
        self.handle.cancel()
        if self.expired and kind is asyncio.CancelledError:
            getattr(asyncio.current_task(), "uncancel", int)()
            raise asyncio.TimeoutError("all of it")

async def timed_whole():
    async with Limit(0.3):
        for number in range(1000):
            await asyncio.sleep(0.08)
            yield "item"

async def one_task():
    first = asyncio.current_task()
    for number in range(20):
        await asyncio.sleep(0)
        yield asyncio.current_task() is first

async def one_context():
    variable.set("set")
    for number in range(20):
        yield variable.get()
        await asyncio.sleep(0)

async def cancels_itself():
    yield 1
    asyncio.current_task().cancel()
    try:
        await asyncio.sleep(0)
    except asyncio.CancelledError:
        yield "cancelled"
    yield 2

async def in_python(make):
    items = []
    try:
        async for item in make(): items.append(item)
    except BaseException as error:
        items.append(type(error).__name__)
    return items

async def waits_to_clean_up():
    try:
        while True:
            yield 1
            await asyncio.sleep(60)
    finally:
        await asyncio.sleep(0.01)
        log.append("cleaned up")


async def slow_to_die():
    while True:
        yield 1
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            yield "not yet"
            log.append("never")

def outside():
    return variable.get()
async def tasks():
    return len(asyncio.all_tasks())
def take_log():
    taken = list(log)
    log.clear()
    return taken
`);

type Made = () => AsyncGenerator<unknown>;
interface Streams {
  timed_steps: Made;
  timed_whole: Made;
  one_task: Made;
  one_context: Made;
  cancels_itself: Made;
  waits_to_clean_up: Made;
  slow_to_die: Made;
  in_python(make: Made): Promise<unknown[]>;
  outside(): string;
  tasks(): Promise<number>;
  take_log(): unknown[];
}
const main = graft.loadSync<Streams>('python:__main__');

async function items(source: AsyncIterable<unknown>, pauseMs = 0): Promise<unknown[]> {
  const found: unknown[] = [];
  try {
    for await (const item of source) {
      found.push(item);
      if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  } catch (error) {
    found.push((error as Error).name);
  }
  return found;
}

beforeEach(() => {
  main.take_log();
});

describe('an async generator that JavaScript iterates over', () => {
  it.each([
    ['times out in one of its steps', 'timed_steps'],
    ['is one task', 'one_task'],
    ['is one context', 'one_context'],
    ['cancels itself', 'cancels_itself'],
  ] as const)('%s as in Python', async (_, name) => {
    const inPython = await main.in_python(main[name]);
    const log = main.take_log();
    expect(await items(main[name]())).toEqual(inPython);
    expect(await items(main[name](), 5)).toEqual(inPython);
    expect(main.take_log()).toEqual([...log, ...log]);
    expect(main.outside()).toBe('none');
  });

  it('times out as a whole, also while JavaScript does something else', async () => {
    const inPython = await main.in_python(main.timed_whole);
    expect(inPython.slice(-2)).toEqual(['item', 'TimeoutError']);
    const here = await items(main.timed_whole());
    expect(here.slice(-2)).toEqual(['item', 'TimeoutError']);
    expect(here.length).toBeLessThan(8);
    const slow = await items(main.timed_whole(), 200);
    expect(slow.slice(-2)).toEqual(['item', 'TimeoutError']);
    expect(slow.length).toBeLessThan(8);
  });

  it('cleans up where it awaits when the loop is left in the middle of a step', async () => {
    const tasks = await main.tasks();
    for await (const item of main.waits_to_clean_up()) {
      expect(item).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 20));
      break;
    }
    expect(main.take_log()).toEqual(['cleaned up']);
    expect(await main.tasks()).toBe(tasks);
  });

  it('is closed at the yield that it answers cancelling with', async () => {
    for await (const item of main.slow_to_die()) {
      expect(item).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 20));
      break;
    }
    expect(main.take_log()).toEqual([]);
  });

  it('cleans up when JavaScript has forgotten it', async () => {
    const begin = async (): Promise<void> => {
      const iterator = main.waits_to_clean_up()[Symbol.asyncIterator]();
      expect(await iterator.next()).toEqual({ done: false, value: 1 });
    };
    await begin();
    const log: unknown[] = [];
    expect(await collected(() => log.push(...main.take_log()) > 0)).toBe(true);
    expect(log).toEqual(['cleaned up']);
  });
});
