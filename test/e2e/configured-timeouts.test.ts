import { GraftConfig, graft } from 'graftwire';
import { afterAll, describe, expect, it } from 'vitest';
import { failure } from './failure.js';
import { Project } from './project.js';

const project = new Project(
  {
    'package.json': '{"type":"module"}',
    'waits.py': `
import asyncio
import time
from collections import deque
from datetime import timedelta
from typing import AsyncIterator, Callable, Iterator

from graftwire import context


def slow(seconds: float) -> float:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        pass
    return seconds


def remaining() -> "float | None":
    return context.remaining_ms()


def calls(callback: "Callable[[], object]") -> object:
    return callback()


class Clock:
    ticks = 0

    def __init__(self, seconds: float = 0) -> None:
        slow(seconds)

    def busy(self, seconds: float) -> float:
        return slow(seconds)

    @property
    def late(self) -> float:
        return slow(0.4)

    def __len__(self) -> int:
        return int(slow(0.4))


def clocks() -> "list[Clock]":
    return [Clock()]


def every(seconds: float) -> "Iterator[float]":
    while True:
        yield slow(seconds)


async def ticks(seconds: float) -> "AsyncIterator[float]":
    while True:
        await asyncio.sleep(seconds)
        yield seconds


def function() -> "Callable[[float], float]":
    return lambda seconds: slow(seconds)


def queue() -> object:
    class Queue(deque):
        def busy(self, seconds: float) -> float:
            return slow(seconds)
    return Queue()


async def later(seconds: float) -> float:
    await asyncio.sleep(seconds)
    return seconds
`,
    'free.py': `
import time

def slow(seconds):
    time.sleep(seconds)
    return seconds

def calls(callback):
    return callback()
`,
    'waits.mjs': `
export function slow(ms) { const until = performance.now() + ms; while (performance.now() < until); return ms; }
export class Clock { busy(ms) { return slow(ms); } }
export function* every(ms) { for (;;) yield slow(ms); }
export const later = (ms) => new Promise((resolve) => setTimeout(resolve, ms, ms));
`,
  },
  afterAll,
);
const from = project.path('main.mjs');

interface Clock {
  busy(time: number): number;
  readonly late: number;
  readonly length: number;
}

interface Waits {
  slow: (this: void, time: number) => number;
  remaining(): number | null;
  calls(callback: () => unknown): unknown;
  Clock: new (time?: number) => Clock;
  clocks(): readonly Clock[];
  every(time: number): IterableIterator<number>;
  function(): (time: number) => number;
  queue(): Clock;
  later(time: number): Promise<number>;
  ticks(time: number): AsyncIterator<number>;
}

function load(source: string, timeoutMs: number, more = ''): Waits {
  const runtime = source.endsWith('.py') ? 'pypi' : 'npm';
  const name = `graft.${runtime}.${source.split('.')[1]!.slice(1)}`;
  GraftConfig.setConfig(`name=${name};timeoutMs=${timeoutMs};${more}`);
  graft.reload();
  return graft.loadSync<Waits>(source, { from });
}

const timeout = { code: 'timeout' };

describe('timeoutMs of a configuration, on the local route', () => {
  const waits = (): Waits => load('./waits.py', 100);

  it.each([
    ['functions', (module: Waits) => module.slow(0.4)],
    ['constructors', (module: Waits) => new module.Clock(0.4)],
    ['methods', (module: Waits) => new module.Clock().busy(0.4)],
    ['methods of objects in what a call gives', (module: Waits) => module.clocks()[0]!.busy(0.4)],
    ['properties', (module: Waits) => new module.Clock().late],
    ['protocols', (module: Waits) => new module.Clock().length],
    ['iterators', (module: Waits) => module.every(0.4).next()],
    ['functions that a call gives', (module: Waits) => module.function()(0.4)],
    ['objects of classes that are made in a call', (module: Waits) => module.queue().busy(0.4)],
    [
      'what graft.with has called',
      (module: Waits) => graft.with(module, { timeoutMs: 9000 }).queue().busy(0.4),
    ],
  ])('limits %s', (_, call) => {
    const error = failure(() => call(waits()));
    expect(error).toMatchObject(timeout);
    expect(error.message).toContain('within 100 ms');
  });

  it('limits each step of an iterator by itself', () => {
    const steps = load('./waits.py', 500).every(0.1);
    for (let step = 0; step < 6; step += 1) expect(steps.next()).toEqual({ done: false, value: 0.1 });
  });

  it('limits each item of asynchronous iteration', async () => {
    const items = load('./waits.py', 300).ticks(0.05);
    for (let item = 0; item < 8; item += 1) expect(await items.next()).toEqual({ done: false, value: 0.05 });
    await items.return?.();
    await expect(load('./waits.py', 100).ticks(60).next()).rejects.toMatchObject(timeout);
  });

  it('limits asynchronous calls, also of what they give', async () => {
    const module = waits();
    await expect(module.later(250)).rejects.toMatchObject(timeout);
    await expect(graft.async(module).slow(0.4)).rejects.toMatchObject(timeout);
    const clock = await graft.async(module).queue();
    expect(failure(() => clock.busy(0.4))).toMatchObject(timeout);
    expect(await graft.with(module, { timeoutMs: 60_000 }).later(0.1)).toBe(0.1);
  });

  it('counts where graft.with does not say', () => {
    const module = waits();
    expect(graft.with(module, { timeoutMs: 60_000 }).slow(0.4)).toBe(0.4);
    expect(graft.with(new module.Clock(), { timeoutMs: 60_000 }).busy(0.4)).toBe(0.4);
    const { signal } = new AbortController();
    expect(failure(() => graft.with(module, { signal }).slow(0.4))).toMatchObject(timeout);
    expect(module.remaining()).toBeLessThanOrEqual(100);
  });

  it('counts for each call, not for those around it', () => {
    const free = graft.loadSync<Waits>('./free.py', { from });
    const module = waits();
    const patient = graft.with(module, { timeoutMs: 60_000 });
    expect(free.calls(() => free.slow(0.4))).toBe(0.4);
    expect(patient.calls(() => failure(() => module.slow(0.4)))).toMatchObject(timeout);
    expect(patient.calls(() => free.slow(0.4))).toBe(0.4);
    const patientlyFree = graft.with(free, { timeoutMs: 60_000 });
    expect(patientlyFree.calls(() => failure(() => module.slow(0.4)))).toMatchObject(timeout);
  });

  it('is another one after graft.reload, also for what is there already', () => {
    const module = load('./waits.py', 100);
    const clock = new module.Clock();
    expect(load('./waits.py', 60_000)).toBe(module);
    expect(clock.busy(0.1)).toBe(0.1);
    expect(module.slow(0.1)).toBe(0.1);
  });
});

describe.each([
  ['on loopback', 'host=loopback'],
  ['in strict mode', 'strict=true'],
])('timeoutMs of a configuration, %s', (_, more) => {
  it('finds calls to be late', async () => {
    const module = load('./waits.mjs', 100, more);
    expect(failure(() => module.slow(250))).toMatchObject(timeout);
    expect(failure(() => new module.Clock().busy(250))).toMatchObject(timeout);
    expect(failure(() => module.every(250).next())).toMatchObject(timeout);
    await expect(module.later(5000)).rejects.toMatchObject(timeout);
    expect(module.slow(1)).toBe(1);
    expect(graft.with(module, { timeoutMs: 60_000 }).slow(250)).toBe(250);
    expect(graft.with(new module.Clock(), { timeoutMs: 60_000 }).busy(250)).toBe(250);
    expect(await graft.with(module, { timeoutMs: 60_000 }).later(250)).toBe(250);
  });
});

describe('timeoutMs of a configuration, on the direct route', () => {
  it('changes nothing: a call is the function of the module', () => {
    const plain = load('./waits.mjs', 60_000, 'strict=false').slow;
    expect(load('./waits.mjs', 1, 'strict=false').slow).toBe(plain);
    expect(plain(5)).toBe(5);
  });
});
