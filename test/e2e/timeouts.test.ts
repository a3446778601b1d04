import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { graft, GraftError } from 'graftwire';
import type { RemoteError } from 'graftwire';
import { describe, expect, it, onTestFinished } from 'vitest';
import { failure } from './failure.js';

interface Shop {
  readonly name: string;
  readonly slow: number;
  readonly length: number;
  readonly remaining: () => number | null;
  readonly itself: () => Shop;
}

interface Timeouts {
  readonly loop: () => void;
  readonly add: (a: number, b: number, keywords?: { readonly times: number }) => number;
  readonly remaining: () => number | null;
  readonly remaining_in: (callback: () => unknown) => [number | null, unknown, number | null];
  readonly ask: (callback: () => unknown) => unknown;
  seen_file: string;
  Shop: { new (name?: string, slow?: boolean): Shop; remaining_anywhere(): number | null; owner: string };
  readonly name_of: (shop: Shop) => string;
  readonly call: (callee: unknown) => number;
  readonly is_shop: (kind: unknown) => boolean;
  readonly slowly: (count: number) => IterableIterator<number>;
  readonly deadline_is_monotonic: () => boolean;
}

const timeouts = graft.loadSync<Timeouts>('./fixtures/timeouts.py', { from: import.meta.url });
const within = graft.with(timeouts, { timeoutMs: 50_000 });
const soon = graft.with(timeouts, { timeoutMs: 30 });

describe('a call whose time is over', () => {
  it('throws a GraftError that says so, where Python stood, and that it may have run', () => {
    const error = failure(() => {
      soon.loop();
    }) as GraftError;
    expect(error).toBeInstanceOf(GraftError);
    expect(error.code).toBe('timeout');
    expect(error.message).toContain('within 30 ms. It may have run');
    expect(error.stack).toContain('timeouts.test.ts');
    const cause = error.cause as RemoteError;
    expect(cause.remote.mro).toEqual(
      expect.arrayContaining(['graftwire.errors.CallInterrupted', 'BaseException']),
    );
    expect(cause.remote.traceback.at(-1)).toMatchObject({ function: 'loop' });
  });

  it.each([
    [
      'a function',
      () => {
        graft.with(timeouts.loop, { timeoutMs: 30 })();
      },
    ],
    ['a constructor', () => new soon.Shop('slow', true)],
    ['a property', () => graft.with(new timeouts.Shop(), { timeoutMs: 30 }).slow],
    ['a protocol', () => graft.with(new timeouts.Shop(), { timeoutMs: 30 }).length],
    ['an iterator', () => [...graft.with(timeouts.slowly(3), { timeoutMs: 30 })]],
  ])('is one of %s, too', (_, action) => {
    expect(failure(action)).toMatchObject({ code: 'timeout' });
    expect(timeouts.add(1, 2)).toBe(3);
  });

  it('is told to the code that runs', () => {
    const folder = mkdtempSync(join(tmpdir(), 'graftwire-'));
    onTestFinished(() => {
      rmSync(folder, { recursive: true });
    });
    timeouts.seen_file = join(folder, 'seen');
    const seen = (): string => readFileSync(timeouts.seen_file, 'utf8');
    expect(failure(() => soon.ask(() => 1))).toMatchObject({ code: 'timeout' });
    expect(seen()).toBe("[False, True, 'timeout', True]");
    const controller = new AbortController();
    const limited = graft.with(timeouts, { signal: controller.signal });
    expect(
      failure(() =>
        limited.ask(() => {
          controller.abort();
        }),
      ),
    ).toBe(controller.signal.reason);
    expect(seen()).toBe("[False, True, 'cancelled', True]");
  });
});

describe('a call that ends in time', () => {
  it('gives what it gives without', () => {
    expect(within.add(1, 2)).toBe(3);
    expect(within.add(1, 2, { times: 2 })).toBe(6);
    expect(graft.with(timeouts.add, { timeoutMs: 50_000 })(3, 4)).toBe(7);
  });

  it('raises what it raises without', () => {
    const error = failure(() => within.add(1, 'x' as never));
    expect(error).toBeInstanceOf(TypeError);
    expect(error).toMatchObject({ code: 'exception' });
  });

  it('sees its deadline, and the nearest of those around it', () => {
    expect(timeouts.remaining()).toBeNull();
    expect(within.remaining()).toBeGreaterThan(0);
    expect(within.deadline_is_monotonic()).toBe(true);
    expect(graft.with(timeouts, { signal: new AbortController().signal }).remaining()).toBeNull();
    const longer = graft.with(timeouts, { timeoutMs: 5_000_000 });
    const [outside, inside, after] = longer.remaining_in(() => within.remaining()) as [
      number,
      number,
      number,
    ];
    expect(outside).toBeGreaterThan(50_000);
    expect(inside).toBeLessThan(50_000 + 1);
    expect(after).toBeGreaterThan(50_000);
    const [near, bounded] = within.remaining_in(() => longer.remaining()) as [number, number, number];
    expect(bounded).toBeLessThan(near + 1);
  });

  it('may take days', () => {
    expect(graft.with(timeouts, { timeoutMs: Number.MAX_VALUE }).remaining()).toBeNull();
    expect(graft.with(timeouts, { timeoutMs: 2 ** 39 }).remaining()).toBeGreaterThan(2 ** 38);
  });
});

describe('a signal', () => {
  it('that is aborted already throws its reason before anything is sent', () => {
    const reason = new Error('too late');
    const limited = graft.with(timeouts, { signal: AbortSignal.abort(reason) });
    expect(failure(() => limited.ask(() => expect.unreachable()))).toBe(reason);
  });

  it('is not listened to when the call has ended', () => {
    const controller = new AbortController();
    expect(graft.with(timeouts, { signal: controller.signal }).add(1, 2)).toBe(3);
    controller.abort();
    expect(timeouts.add(1, 2)).toBe(3);
  });
});

describe('graft.with', () => {
  it('gives one and the same for each member', () => {
    expect(within.add).toBe(within.add);
    expect(within.Shop).toBe(within.Shop);
    expect(within.add.name).toBe('add');
    expect(within.add).toHaveLength(2);
    const shop = graft.with(new timeouts.Shop(), { timeoutMs: 1000 });
    expect(shop.remaining).toBe(shop.remaining);
    expect(Object.keys(within)).toEqual(Object.keys(timeouts));
  });

  it('keeps what things are', () => {
    const shop = new within.Shop('corner');
    expect(shop).toBeInstanceOf(timeouts.Shop);
    expect(shop).toBeInstanceOf(within.Shop);
    expect(shop.remaining()).toBeNull();
    const limited = graft.with(shop, { timeoutMs: 50_000 });
    expect(limited).toBeInstanceOf(timeouts.Shop);
    expect(limited.name).toBe('corner');
    expect(limited.remaining()).toBeGreaterThan(0);
    expect(limited.itself()).toBe(limited);
    expect(within.Shop.remaining_anywhere()).toBeGreaterThan(0);
    expect(graft.help(within.add)).toBe(graft.help(timeouts.add));
    expect(graft.model(within)).toEqual(graft.model(timeouts));
  });

  it('gives what Python takes for the thing itself', () => {
    expect(timeouts.name_of(graft.with(new timeouts.Shop('corner'), { timeoutMs: 1000 }))).toBe('corner');
    expect(timeouts.call(within.add)).toBe(3);
    expect(timeouts.is_shop(within.Shop)).toBe(true);
    expect(graft.get(within, '__name__')).toBe(graft.get(timeouts, '__name__'));
  });

  it('can be given what it gave', () => {
    const both = graft.with(graft.with(timeouts, { timeoutMs: 50_000 }), { timeoutMs: 30 });
    expect(
      failure(() => {
        both.loop();
      }),
    ).toMatchObject({ code: 'timeout' });
    expect(both.add(1, 2)).toBe(3);
  });

  it('sets attributes', () => {
    within.seen_file = 'here';
    expect(timeouts.seen_file).toBe('here');
  });

  it.each([[{}], [[1]], [new Map()]])('refuses what has no calls: %s', (value) => {
    expect(failure(() => graft.with(value, { timeoutMs: 1 }))).toMatchObject({ code: 'invalid-argument' });
  });

  it('refuses options that are none', () => {
    expect(failure(() => graft.with(timeouts, { timeoutMs: 0 }))).toMatchObject({ code: 'invalid-argument' });
    expect(failure(() => graft.with(timeouts, { oneway: 1 as never }))).toMatchObject({
      code: 'invalid-argument',
    });
    expect(failure(() => graft.with(timeouts, { timeout: 1 } as never))).toMatchObject({
      code: 'invalid-argument',
    });
  });
});
