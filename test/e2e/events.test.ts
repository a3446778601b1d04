import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { events } from '../../src/graft/events/events.js';
import { graft } from '../../src/graft/graft.js';
import { loopbackModule } from '../../src/graft/loopback.js';
import { strictly } from '../../src/hypertube/strict/membrane.js';
import { collected } from './garbage.js';
import * as own from './routes/ticker.mjs';

interface Ticker {
  tick(...values: unknown[]): boolean;
  move(...values: unknown[]): boolean;
  fail(message: string): boolean;
  count(name: string): number;
  on(name: string, listener: (...values: unknown[]) => void): this;
  once(name: string, listener: (...values: unknown[]) => void): this;
  off(name: string, listener: (...values: unknown[]) => void): this;
}
interface Module {
  readonly Ticker: new () => Ticker;
  readonly Silent: new () => object;
}

const python = fileURLToPath(new URL('routes/ticker.py', import.meta.url));
const routes: Readonly<Record<string, () => Module>> = {
  direct: () => own,
  strict: () => strictly(own),
  loopback: () => loopbackModule(own, { name: 'ticker' }) as unknown as Module,
  local: () => graft.loadSync<Module>(python),
};

let seen: unknown[] = [];
const heard = (...values: unknown[]): void => void seen.push(values);
afterEach(() => {
  seen = [];
});

function code(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    const { code, remedy } = error as { code?: string; remedy?: string };
    return [code, remedy];
  }
  return 'nothing';
}

describe.each(Object.entries(routes))('events of the route %s', (route, load) => {
  it('are heard until the subscription is closed', () => {
    const ticker = new (load().Ticker)();
    const subscription = events.subscribe(ticker, 'ticked', heard);
    ticker.tick(1);
    ticker.move(2, 'north');
    ticker.tick();
    ticker.tick(3, 'x');
    expect([seen, ticker.count('ticked')]).toEqual([[[1], [], [3, 'x']], 1]);
    expect([subscription.event, subscription.closed]).toEqual(['ticked', false]);
    subscription.close();
    subscription.close();
    ticker.tick(4);
    expect([seen.length, ticker.count('ticked'), subscription.closed]).toEqual([3, 0, true]);
  });

  it('are heard until the subscription is disposed of', () => {
    const ticker = new (load().Ticker)();
    events.subscribe(ticker, 'ticked', heard)[Symbol.dispose]();
    ticker.tick(1);
    expect([seen, ticker.count('ticked')]).toEqual([[], 0]);
  });

  it('are heard once', () => {
    const ticker = new (load().Ticker)();
    const subscription = events.subscribe(ticker, 'ticked', heard, { once: true });
    ticker.tick(1);
    ticker.tick(2);
    expect([seen, ticker.count('ticked')]).toEqual([[[1]], 0]);
    subscription.close();
    events.subscribe(ticker, 'ticked', heard, { once: true }).close();
    ticker.tick(3);
    expect(seen).toEqual([[1]]);
  });

  it('are not heard any more by a function that unsubscribes', () => {
    const ticker = new (load().Ticker)();
    events.subscribe(ticker, 'ticked', heard);
    events.subscribe(ticker, 'ticked', heard, { once: true });
    events.unsubscribe(ticker, 'ticked', heard);
    events.unsubscribe(ticker, 'moved', heard);
    events.unsubscribe(ticker, 'ticked', () => undefined);
    ticker.tick(1);
    ticker.tick(2);
    expect(seen).toEqual([[1], [2]]);
    events.unsubscribe(ticker, 'ticked', heard);
    events.unsubscribe(ticker, 'ticked', heard);
    ticker.tick(3);
    expect([seen.length, ticker.count('ticked')]).toEqual([2, 0]);
  });

  it('come by on, once and off, too, which give the emitter', () => {
    const ticker = new (load().Ticker)();
    expect(ticker.on('ticked', heard)).toBe(ticker);
    expect(ticker.once('ticked', heard).off('ticked', heard)).toBe(ticker);
    ticker.tick(1);
    expect([seen, ticker.off('ticked', heard).count('ticked')]).toEqual([[[1]], 0]);
    if (route === 'loopback') return;
    events.subscribe(ticker, 'ticked', heard);
    expect(ticker.off('ticked', heard).count('ticked')).toBe(0);
  });

  it('are thrown through by what a listener throws', () => {
    const ticker = new (load().Ticker)();
    const thrown = new TypeError('no');
    events.subscribe(ticker, 'ticked', () => {
      throw thrown;
    });
    expect(() => ticker.tick(1)).toThrow(TypeError);
  });

  it('are not heard any more when the signal is aborted, nor from the beginning', () => {
    const ticker = new (load().Ticker)();
    const controller = new AbortController();
    const { signal } = controller;
    const subscription = events.subscribe(ticker, 'ticked', heard, { signal });
    events.subscribe(ticker, 'ticked', heard, { signal, once: true });
    ticker.tick(1);
    controller.abort();
    ticker.tick(2);
    expect([seen, subscription.closed, ticker.count('ticked')]).toEqual([[[1], [1]], true, 0]);
    expect(events.subscribe(ticker, 'ticked', heard, { signal }).closed).toBe(true);
    expect(ticker.count('ticked')).toBe(0);
  });

  it('are streamed from when the stream was made, and unsubscribed by a loop that is left', async () => {
    const ticker = new (load().Ticker)();
    ticker.tick(0);
    const stream = events.stream(ticker, 'ticked');
    ticker.tick(1);
    ticker.tick(2, 'two');
    setTimeout(() => {
      ticker.tick();
      ticker.tick(4);
      ticker.tick(5);
    }, 5);
    const taken = [];
    for await (const value of stream) {
      taken.push(value);
      if (value === 4) break;
    }
    expect(taken).toEqual([1, [2, 'two'], undefined, 4]);
    expect([ticker.count('ticked'), ticker.count('error'), stream.closed]).toEqual([0, 0, true]);
    expect(await stream.next()).toEqual({ done: true, value: undefined });
  });

  it('can be read from a stream that was closed, but not from one that was disposed of', async () => {
    const ticker = new (load().Ticker)();
    const [closed, disposed, waited] = [1, 2, 3].map(() => events.stream(ticker, 'ticked'));
    const waiting = [waited!.next(), waited!.next()];
    ticker.tick(1);
    closed![Symbol.dispose]();
    await disposed![Symbol.asyncDispose]();
    waited!.close();
    ticker.tick(2);
    expect(await closed!.next()).toEqual({ done: false, value: 1 });
    const over = { done: true, value: undefined };
    expect([await closed!.next(), await disposed!.next()]).toEqual([over, over]);
    expect(await Promise.all(waiting)).toEqual([{ done: false, value: 1 }, over]);
    expect(ticker.count('ticked')).toBe(0);
  });

  it('end in the error that the emitter emits, unless that is asked for', async () => {
    const ticker = new (load().Ticker)();
    const errors = events.stream(ticker, 'error');
    const stream = events.stream(ticker, 'ticked');
    ticker.tick(1);
    ticker.fail('broken');
    ticker.tick(2);
    const taken: unknown[] = [];
    await expect(
      (async () => {
        for await (const value of stream) taken.push(value);
      })(),
    ).rejects.toThrow(RangeError);
    expect([taken, ticker.count('ticked'), ticker.count('error')]).toEqual([[1], 0, 1]);
    expect((await errors.next()).value).toMatchObject({ message: 'broken' });
    errors.close();
  });

  it('end in the reason of a signal that is aborted', async () => {
    const ticker = new (load().Ticker)();
    const controller = new AbortController();
    const { signal } = controller;
    const stream = events.stream(ticker, 'ticked', { signal });
    ticker.tick(1);
    const reason = new Error('enough');
    controller.abort(reason);
    ticker.tick(2);
    expect(await stream.next()).toEqual({ done: false, value: 1 });
    await expect(stream.next()).rejects.toBe(reason);
    expect(await stream.next()).toEqual({ done: true, value: undefined });
    expect([ticker.count('ticked'), ticker.count('error')]).toEqual([0, 0]);
    await expect(events.stream(ticker, 'ticked', { signal }).next()).rejects.toBe(reason);
  });

  it('leave nothing behind by 10,000 subscriptions, nor by streams that everybody has let go of', async () => {
    const ticker = new (load().Ticker)();
    const { signal } = new AbortController();
    const counts = (): number => {
      const { pythonObjects, javaScriptObjects } = graft.stats();
      return pythonObjects + javaScriptObjects + ticker.count('ticked');
    };
    const subscribe = (times: number): void => {
      for (let time = 0; time < times; time++) {
        const listener = (): void => undefined;
        events.subscribe(ticker, 'ticked', listener, { signal }).close();
        events.subscribe(ticker, 'ticked', listener, { once: true, signal });
        ticker.tick(time);
        ticker.on('ticked', listener).off('ticked', listener);
      }
    };
    subscribe(10);
    const before = counts();
    subscribe(5_000);
    // At once: nothing has to be collected for it. What other tests have left may be.
    expect(counts()).toBeLessThanOrEqual(before);
    (() => events.stream(ticker, 'ticked'))();
    expect(ticker.count('ticked')).toBe(1);
    expect(await collected(() => ticker.count('ticked') === 0)).toBe(true);
  });

  it('are none of what emits nothing', () => {
    const silent = new (load().Silent)();
    const remedy: unknown = expect.stringMatching(/graftwire\.events\.Event/);
    expect(code(() => events.subscribe(silent, 'ticked', heard))).toEqual(['invalid-argument', remedy]);
    expect(code(() => events.stream(silent, 'ticked'))).toEqual(['invalid-argument', remedy]);
    expect(code(() => events.unsubscribe(load(), 'ticked', heard))).toEqual(['invalid-argument', remedy]);
  });

  it('are the same behind graft.async', async () => {
    const ticker = new (load().Ticker)();
    const subscription = events.subscribe(graft.async(ticker), 'ticked' as never, heard);
    ticker.tick(1);
    subscription.close();
    const later = graft.async(ticker) as unknown as Record<
      'on' | 'once' | 'off' | 'tick',
      (...args: unknown[]) => Promise<unknown>
    >;
    await later.on('ticked', heard);
    await later.once('ticked', heard);
    await later.tick(2);
    expect(await later.off('ticked', heard)).toBe(ticker);
    expect([seen, ticker.count('ticked')]).toEqual([[[1], [2], [2]], 0]);
  });

  it('are the same behind graft.with', () => {
    const ticker = new (load().Ticker)();
    const subscription = events.subscribe(graft.with(ticker, { timeoutMs: 5_000 }), 'ticked', heard);
    ticker.tick(1);
    subscription.close();
    expect([seen, ticker.count('ticked')]).toEqual([[[1]], 0]);
  });
});

describe.each(['direct', 'strict', 'loopback'])('an EventTarget of the route %s', (route) => {
  it('is listened to, as often as one likes, and each for itself', () => {
    const target = new (routes[route]!() as unknown as typeof own).Target();
    const first = events.subscribe(target, 'ticked', heard);
    target.tick();
    expect(seen).toHaveLength(1);
    if (route !== 'loopback') {
      const second = events.subscribe(target, 'ticked', heard);
      target.tick();
      expect(seen).toHaveLength(3);
      second.close();
      target.tick();
      expect(seen).toHaveLength(4);
    }
    first.close();
    seen = [];
    events.subscribe(target, 'ticked', heard, { once: true });
    target.tick();
    target.tick();
    expect(seen).toHaveLength(1);
    events.subscribe(target, 'ticked', heard);
    events.unsubscribe(target, 'ticked', heard);
    target.tick();
    expect(seen).toHaveLength(1);
  });

  it('is the same behind graft.with', () => {
    const target = new (routes[route]!() as unknown as typeof own).Target();
    events.subscribe(graft.with(target, { timeoutMs: 5_000 }), 'ticked', heard);
    events.unsubscribe(target, 'ticked', heard);
    target.tick();
    expect(seen).toEqual([]);
  });

  it('is streamed', async () => {
    const target = new (routes[route]!() as unknown as typeof own).Target();
    await using stream = events.stream(target, 'ticked');
    target.tick();
    expect((await stream.next()).value).toMatchObject({ type: 'ticked' });
  });
});

describe('listening', () => {
  it.each([
    ['a listener that is none', () => events.subscribe(new own.Ticker(), 'ticked', null as never)],
    ['a name that is none', () => events.subscribe(new own.Ticker(), 7 as never, heard)],
    [
      'an option that there is not',
      () => events.subscribe(new own.Ticker(), 'x', heard, { onec: true } as never),
    ],
    ['an option of another', () => events.stream(new own.Ticker(), 'x', { once: true } as never)],
    ['a signal that is none', () => events.stream(new own.Ticker(), 'x', { signal: {} as never })],
    ['options that are none', () => events.stream(new own.Ticker(), 'x', null as never)],
    ['once that is no boolean', () => events.subscribe(new own.Ticker(), 'x', heard, { once: 1 as never })],
    ['null', () => events.subscribe(null as never, 'ticked', heard)],
    ['a string', () => events.stream('ticker' as never, 'ticked')],
    ['a plain object', () => events.stream({}, 'ticked')],
    ['an object of no class', () => events.stream(Object.create(null) as object, 'ticked')],
  ])('refuses %s', (_, action) => {
    expect(code(action)).toEqual(['invalid-argument', expect.anything()]);
  });
});
