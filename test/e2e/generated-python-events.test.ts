import { EventEmitter } from 'node:events';
import { graft } from 'graftwire';
import { beforeAll, describe, expect, it } from 'vitest';
import { installPackage } from './generated-package.js';
import { Project } from './project.js';

const listener = `
import asyncio, gc, weakref
from graftwire import events
from graftwire.errors import GraftError

seen = []
def heard(*values): seen.append(list(values))
def take():
    taken = list(seen)
    seen.clear()
    return taken

class Owner:
    def __init__(self): self.seen = []
    def heard(self, value): self.seen.append(value)

def subscribe(target, name, once=False): return events.subscribe(target, name, heard, once=once)
def unsubscribe(target, name): events.unsubscribe(target, name, heard)
def within(target, name, emit):
    with events.subscribe(target, name, heard) as subscription:
        emit(1)
    emit(2)
    return [take(), subscription.closed, repr(subscription)]
def bound(target, name, emit):
    owner = Owner()
    events.subscribe(target, name, owner.heard)
    emit(1)
    events.unsubscribe(target, name, owner.heard)
    emit(2)
    return owner.seen
def code(target, name):
    try: events.subscribe(target, name, heard)
    except GraftError as error: return [error.code, error.remedy]
async def collect(target, name, count, started):
    taken = []
    async with events.stream(target, name) as stream:
        started()
        async for value in stream:
            taken.append(value)
            if len(taken) == count: break
    return [taken, stream.closed]
async def let_go(target, name):
    stream = events.stream(target, name)
    del stream
    gc.collect()
async def ends(target, name):
    stream = events.stream(target, name)
    asyncio.get_running_loop().call_later(0.01, stream.close)
    return [value async for value in stream]
class Ticker:
    ticked = events.Event()
    def run(self, *values): return self.ticked.emit(*values)
def ticker():
    made = Ticker()
    return made
def on_python(target):
    return [events.subscribe(target, "ticked", heard), target.ticked.once(heard)]
`;

interface Listener {
  take(): unknown[];
  subscribe(target: object, name: string, once?: boolean): { close(): void; readonly closed: boolean };
  unsubscribe(target: object, name: string): void;
  within(target: object, name: string, emit: (value: unknown) => void): unknown;
  bound(target: object, name: string, emit: (value: unknown) => void): unknown;
  code(target: unknown, name: string): unknown;
  collect(target: object, name: string, count: number, started: () => void): Promise<unknown>;
  let_go(target: object, name: string): Promise<void>;
  ends(target: object, name: string): Promise<unknown>;
}

let project: Project;
let py: Listener;
let uses: Readonly<Record<string, () => unknown>>;
const clean: (() => void | Promise<void>)[] = [];
beforeAll(() => {
  project = new Project({ 'listener.py': listener }, (action) => clean.push(action));
  py = graft.loadSync<Listener>(project.path('listener.py'));
  uses = graft.loadSync(installPackage(project, 'inventory'));
  return async () => {
    for (const action of clean) await action();
  };
});

describe('a generated class that emits', () => {
  it('has on, once and off, whose subscriptions end with their block', () => {
    expect(uses['listens']!()).toEqual([[['a', 2], ['c', 1], 'full'], true]);
  });

  it('gives a stream of what it emits, which raises its error behind it', async () => {
    expect(await uses['streams']!()).toEqual([['x', 4], ['y', 1], 'broken']);
  });
});

describe('graftwire.events.subscribe', () => {
  it('listens to an EventEmitter until it is closed', () => {
    const emitter = new EventEmitter();
    const subscription = py.subscribe(emitter, 'tick');
    emitter.emit('tick', 1, 'two');
    emitter.emit('tick');
    expect([py.take(), emitter.listenerCount('tick')]).toEqual([[[1, 'two'], []], 1]);
    subscription.close();
    subscription.close();
    emitter.emit('tick', 3);
    expect([py.take(), emitter.listenerCount('tick'), subscription.closed]).toEqual([[], 0, true]);
  });

  it('listens once, and ends with its block', () => {
    const emitter = new EventEmitter();
    py.subscribe(emitter, 'tick', true);
    emitter.emit('tick', 1);
    emitter.emit('tick', 2);
    expect(py.take()).toEqual([[1]]);
    const emit = (value: unknown): void => void emitter.emit('tick', value);
    expect(py.within(emitter, 'tick', emit)).toEqual([[[1]], true, "<Subscription to 'tick', closed>"]);
  });

  it('listens to an EventTarget', () => {
    const target = new EventTarget();
    const subscription = py.subscribe(target, 'tick');
    target.dispatchEvent(new Event('tick'));
    expect(py.take()).toHaveLength(1);
    subscription.close();
    py.subscribe(target, 'tick', true);
    target.dispatchEvent(new Event('tick'));
    target.dispatchEvent(new Event('tick'));
    expect(py.take()).toHaveLength(1);
  });

  it('finds a listener again that is a method, or the same function', () => {
    const emitter = new EventEmitter();
    expect(py.bound(emitter, 'tick', (value) => void emitter.emit('tick', value))).toEqual([1]);
    py.subscribe(emitter, 'tick');
    py.unsubscribe(emitter, 'tick');
    emitter.emit('tick', 1);
    expect(py.take()).toEqual([]);
  });

  it('refuses what emits nothing', () => {
    expect(py.code(new (class Silent {})(), 'tick')).toEqual([
      'invalid-argument',
      expect.stringContaining('EventEmitter'),
    ]);
  });
});

describe('graftwire.events.stream', () => {
  it('gives what is emitted from any turn of the event loop, and ends its subscription with its block', async () => {
    const emitter = new EventEmitter();
    const collected = py.collect(emitter, 'tick', 3, () => {
      emitter.emit('tick', 1);
      setTimeout(() => {
        emitter.emit('tick', 2, 'b');
        emitter.emit('tick');
      }, 5);
    });
    expect(await collected).toEqual([[1, [2, 'b'], null], true]);
    expect([emitter.listenerCount('tick'), emitter.listenerCount('error')]).toEqual([0, 0]);
  });

  it('ends when it is closed, and when Python lets go of it', async () => {
    const emitter = new EventEmitter();
    expect(await py.ends(emitter, 'tick')).toEqual([]);
    await py.let_go(emitter, 'tick');
    expect(emitter.listenerCount('tick')).toBe(0);
  });

  it('raises the error that the emitter emits', async () => {
    const emitter = new EventEmitter();
    const collected = py.collect(emitter, 'tick', 3, () => {
      emitter.emit('tick', 1);
      emitter.emit('error', new RangeError('broken'));
    });
    await expect(collected).rejects.toThrow(RangeError);
  });
});

describe('a lane that ends', () => {
  it('takes its listeners with it: Python lets go of them', async () => {
    const program = new Project({
      'listening.py': `
import gc, weakref
from graftwire import events
class Owner:
    def heard(self, value): self.value = value
owners = []
kept = []
def listen(emitter):
    owner = Owner()
    owners.append(weakref.ref(owner))
    kept.append(events.subscribe(emitter, "tick", owner.heard))
def alive():
    gc.collect()
    return sum(owner() is not None for owner in owners)
def drop():
    closed = [subscription.close() for subscription in kept]
    kept.clear()
    return closed
`,
      'main.cjs': `
        const { Worker, isMainThread } = require('node:worker_threads');
        const { EventEmitter } = require('node:events');
        const { graft } = require('graftwire');
        const listening = graft.loadSync('./listening.py');
        if (!isMainThread) {
          const emitter = new EventEmitter();
          listening.listen(emitter);
          emitter.emit('tick', 1);
          console.log('listening', listening.alive());
        } else {
          new Worker(__filename).on('exit', () => setTimeout(() => {
            console.log('ended', listening.drop(), listening.alive());
          }, 20));
        }`,
    });
    expect(await program.run('main.cjs')).toMatchObject({
      out: 'listening 1\nended [ null ] 0\n',
      err: '',
      code: 0,
    });
  });
});
