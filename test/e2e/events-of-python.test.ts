import { beforeAll, describe, expect, it } from 'vitest';
import { events } from '../../src/graft/events/events.js';
import { graft } from '../../src/graft/graft.js';
import { Project } from './project.js';

const source = `
import threading
from dataclasses import dataclass
from typing import ClassVar
from graftwire.events import Event

class Base:
    changed: Event[int] = Event()

class Own(Base):
    "Has methods of these names."
    def on(self, name): return f"on {name}"

class Other:
    def off(self): return "other"

class Both(Other, Base):
    pass

class Named:
    on: Event[int] = Event()

@dataclass
class Record:
    x: int
    changed: ClassVar[Event[int]] = Event()

class Slotted:
    __slots__ = ()
    changed: Event[int] = Event()

class Failing(Base):
    error: Event[Exception] = Event()

def emitted(emitter, value): return emitter.changed.emit(value)
def failed(emitter): return emitter.error.emit(ValueError("broken"))
def count(emitter): return len(emitter.changed)
def emitted_elsewhere(emitter, values):
    thread = threading.Thread(target=lambda: [emitter.changed.emit(value) for value in values])
    thread.start()
def unsubscribed(emitter, listener):
    from graftwire import events
    events.unsubscribe(emitter, "changed", listener)
`;

type Made = new (...args: unknown[]) => object & Record<string, (...args: unknown[]) => unknown>;
type Module = Record<string, Made>;
interface Functions {
  emitted(emitter: object, value: unknown): boolean;
  failed(emitter: object): boolean;
  count(emitter: object): number;
  emitted_elsewhere(emitter: object, values: readonly unknown[]): void;
  unsubscribed(emitter: object, listener: object): void;
}

let module: Module & Functions;
const clean: (() => void | Promise<void>)[] = [];
beforeAll(() => {
  const project = new Project({ 'emitting.py': source }, (action) => clean.push(action));
  module = graft.loadSync(project.path('emitting.py'));
  return async () => {
    for (const action of clean) await action();
  };
});

function details(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    const { code, remedy, message } = error as { code?: string; remedy?: string; message: string };
    return { code, remedy, message };
  }
  return undefined;
}

describe('a class of Python with events', () => {
  it('keeps members of its own that are called as those by which one listens', () => {
    const own = new module['Own']!();
    const seen: unknown[] = [];
    expect(own['on']!('x')).toBe('on x');
    own['once']!('changed', (value: unknown) => seen.push(['once', value]));
    events.subscribe(own, 'changed', (value) => seen.push(value));
    module.emitted(own, 1);
    module.emitted(own, 2);
    expect(seen).toEqual([['once', 1], 1, 2]);
  });

  it('may be a base beside another', () => {
    const both = new module['Both']!();
    const seen: unknown[] = [];
    expect([both['off']!(), both['on']!('changed', (value: unknown) => seen.push(value)) === both]).toEqual([
      'other',
      true,
    ]);
    module.emitted(both, 1);
    expect(seen).toEqual([1]);
  });

  it('may call an event as one of them, which that then is', () => {
    const named = new module['Named']!() as unknown as { on: { emit(value: number): void } };
    const seen: unknown[] = [];
    events.subscribe(named, 'on', (value) => seen.push(value));
    named.on.emit(3);
    expect(seen).toEqual([3]);
  });

  it('crosses by reference, also a dataclass without methods', () => {
    const record = new module['Record']!(1);
    const seen: unknown[] = [];
    record['on']!('changed', (value: unknown) => seen.push(value));
    module.emitted(record, 2);
    expect([seen, record['x']]).toEqual([[2], 1]);
  });

  it('may be extended in JavaScript', () => {
    class Mine extends (module['Base'] as unknown as new () => { on(...args: unknown[]): unknown }) {}
    const mine = new Mine();
    const seen: unknown[] = [];
    expect(mine.on('changed', (value: unknown) => seen.push(value))).toBe(mine);
    module.emitted(mine, 1);
    expect(seen).toEqual([1]);
  });

  it('is listened to by its event, too', () => {
    const base = new module['Base']!();
    const seen: unknown[] = [];
    const subscription = events.subscribe(base['changed']!, 'changed', (value) => seen.push(value));
    module.emitted(base, 1);
    subscription.close();
    module.emitted(base, 2);
    expect(seen).toEqual([1]);
  });

  it('is not listened to any more when Python takes the function away', () => {
    const base = new module['Base']!();
    const heard = (): void => undefined;
    events.subscribe(base, 'changed', heard);
    module.unsubscribed(base, heard);
    expect(module.count(base)).toBe(0);
  });

  it('is streamed from any thread of Python', async () => {
    const base = new module['Base']!();
    const stream = events.stream(base, 'changed');
    module.emitted_elsewhere(base, [1, 2, 3]);
    const taken = [];
    for await (const value of stream) {
      taken.push(value);
      if (value === 3) break;
    }
    expect([taken, module.count(base)]).toEqual([[1, 2, 3], 0]);
  });

  it('fails by its event error, where it has one', async () => {
    const failing = new module['Failing']!();
    const stream = events.stream(failing, 'changed');
    expect(module.failed(failing)).toBe(true);
    await expect(stream.next()).rejects.toMatchObject({ name: 'ValueError', message: 'broken' });
  });

  it('says which events there are, and where there is no room for listeners', () => {
    const heard = (): void => undefined;
    const failing = new module['Failing']!();
    const unknown = { code: 'unknown-member', remedy: 'Its events: changed, error.' };
    expect(details(() => events.subscribe(failing, 'closed', heard))).toMatchObject(unknown);
    expect(details(() => events.stream(failing, 'closed'))).toMatchObject(unknown);
    expect(details(() => failing['on']!('closed', heard))).toMatchObject(unknown);
    expect(details(() => failing['on']!('changed', 'heard'))).toMatchObject({ code: 'invalid-argument' });
    expect(details(() => new module['Slotted']!()['on']!('changed', heard))).toMatchObject({
      code: 'invalid-argument',
      remedy: 'Give its class a "__dict__" slot.',
    });
  });
});

describe('a generated Graft that emits', () => {
  it('prints the same wherever the configuration puts its module', async () => {
    const ticker = new URL('routes/ticker', import.meta.url).pathname;
    const project = new Project({
      'main.mjs': `
        import { events } from 'graftwire';
        import { Ticker } from '@graft/npm-ticker';
        const ticker = new Ticker();
        const subscription = events.subscribe(ticker, 'ticked', (...values) => console.log('heard', values));
        const stream = events.stream(ticker, 'moved');
        ticker.on('ticked', (value) => console.log('on', value)).once('moved', (x, y) => console.log(x, y));
        ticker.tick(1);
        ticker.move(1, 'north');
        ticker.move(2);
        subscription.close();
        ticker.tick(2);
        ticker.fail('broken');
        try { for await (const moved of stream) console.log('streamed', moved); } catch ({ message }) { console.log(message); }
        try { events.subscribe({}, 'x', () => {}); } catch ({ code }) { console.log(code); }
        console.log(ticker.count('ticked'), ticker.count('moved'), ticker.count('error'));`,
    });
    const { copyFileSync } = process.getBuiltinModule('node:fs');
    for (const extension of ['mjs', 'd.mts', 'py'])
      copyFileSync(`${ticker}.${extension}`, project.path(`ticker.${extension}`));
    const generated = await project.run('node_modules/graftwire/dist/cli.cjs', {
      args: ['generate', './ticker.mjs', '--for', 'npm', '--out', 'node_modules/@graft/npm-ticker'],
    });
    expect(generated, generated.err).toMatchObject({ code: 0 });
    const expected = {
      out: "heard [ 1 ]\non 1\n1 north\non 2\nstreamed [ 1, 'north' ]\nstreamed 2\nbroken\ninvalid-argument\n1 0 0\n",
      err: '',
      code: 0,
    };
    for (const GRAFT_CONFIG of [
      '',
      'name=graft.npm.ticker;strict=true',
      'host=loopback',
      'name=graft.npm.ticker;runtime=python;modules=./ticker.py',
    ]) {
      expect({ GRAFT_CONFIG, ...(await project.run('main.mjs', { env: { GRAFT_CONFIG } })) }).toMatchObject({
        GRAFT_CONFIG,
        ...expected,
      });
    }
  });
});
