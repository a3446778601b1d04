/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-member-access,
   @typescript-eslint/no-unsafe-argument, @typescript-eslint/no-unsafe-return -- nobody knows before it has come what a result has */
import { graft, kw } from 'graftwire';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { rejection } from './rejection.js';

// Nobody knows before it has come what a result has.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Chained = any;
const shop = graft.loadSync<Chained>('./fixtures/shop.py', { from: import.meta.url });
const later: Chained = graft.async(shop);
const calls = (): string[] => shop.take_calls() as string[];

beforeEach(() => {
  calls();
});

describe('a chain of calls', () => {
  it('is one frame: Python executes it to its end while the event loop stands still', async () => {
    const chain = later.customer(7).orders().first();
    // What the turn has written is handed over now; nothing can be sent, or read, before this function waits again.
    await Promise.resolve();
    let seen: string[] = [];
    const cell = new Int32Array(new SharedArrayBuffer(4));
    while (seen.length < 3) {
      Atomics.wait(cell, 0, 0, 5);
      seen = [...seen, ...calls()];
    }
    expect(seen).toEqual(['customer', 'orders', 'first']);
    expect((await chain).title).toBe('order 1');
  });

  it('is executed before the calls after it', async () => {
    const chain = later.customer(7).orders().first();
    const other = later.take_calls();
    expect((await chain).title).toBe('order 1');
    // Three steps, and behind them the next frame.
    expect(await other).toEqual(['customer', 'orders', 'first']);
  });

  it('goes on with attributes, and with what they have', async () => {
    expect(await later.customer(7).name).toBe('customer 7');
    expect(await later.customer(7).favourite.title).toBe('order 9');
    expect(await later.customer(7).favourite.total()).toBe(90);
    expect(await later.Order(3).kinds).toEqual(['cash', 'card']);
  });

  it('takes keyword arguments', async () => {
    expect(await later.customer(7).order(3, { scale: 2 }).total({ tax: 1 })).toBe(61);
    expect(
      await later
        .customer(7)
        .order(3, kw({ scale: 2 }))
        .total(kw({ tax: 1 })),
    ).toBe(61);
    // Where there are no keyword-only parameters, an object is an object.
    expect(await later.Order(1).keep({ tax: 1 })).toEqual({ tax: 1 });
  });

  it('takes arguments of every kind, large ones too, as they were when it was made', async () => {
    const list = [1];
    const kept = later.Order(1).keep(list);
    list.push(2);
    expect(await kept).toEqual([1]);
    for (const size of [100, 60_000, 70_000, 3_000_000])
      expect(((await later.Order(1).keep('x'.repeat(size))) as string).length).toBe(size);
    const numbers = new Float64Array([1, 2, 3]);
    expect(await later.Order(1).keep(numbers)).toEqual(numbers);
    const own = (): number => 5;
    expect(await later.Order(1).keep(own)).toBe(own);
    expect(await later.customer(7).callbacks((number: number) => number * 2)).toBe(14);
  });

  it('may have hundreds of steps', async () => {
    graft.python.exec(
      'class Deep:\n  def __init__(self, n): self.n = n\n  def deeper(self): return Deep(self.n + 1)',
    );
    let chain = (graft.async(graft.loadSync('python:__main__')) as Chained).Deep(0);
    for (let step = 0; step < 600; step++) chain = chain.deeper();
    expect(await chain.n).toBe(600);
  });

  it('may branch: every branch has its own result', async () => {
    const customer = later.customer(7);
    const [name, number, title, total] = (await Promise.all([
      customer.name,
      customer.number,
      customer.order(2).title,
      customer.order(3).total(),
    ])) as unknown[];
    expect([name, number, title, total]).toEqual(['customer 7', 7, 'order 2', 30]);
    expect(calls().filter((call) => call === 'customer')).toHaveLength(1);
    const { favourite } = customer;
    expect([await favourite.title, await favourite.number]).toEqual(['order 9', 9]);
  });

  it('has promises on its way, which can be awaited', async () => {
    const customer = later.customer(7);
    const order = customer.order(2);
    const total = order.total();
    expect(await total).toBe(20);
    expect((await order).title).toBe('order 2');
    expect((await customer).name).toBe('customer 7');
  });

  it('goes on when its frame has left, and when its result is there', async () => {
    const customer = later.customer(7);
    await Promise.resolve();
    await new Promise(setImmediate);
    expect(await customer.order(2).total()).toBe(20);
    await customer;
    expect(await customer.order(3).title).toBe('order 3');
    expect(await customer.orders().first().number).toBe(1);
  });

  it('goes through coroutines, wherever they stand', async () => {
    expect(await later.fetch(7).name).toBe('customer 7');
    expect(await shop.fetch(7).order(2).total()).toBe(20);
    expect(await later.customer(7).find(4).total({ tax: 2 })).toBe(42);
    expect(await later.customer(7).find(4).shipped().shipped().title).toBe('order 4');
    expect(await later.fetch(7).find(5).shipped().number).toBe(5);
    const found = later.customer(7).find(6);
    expect([await found.title, await found.total(), (await found).number]).toEqual(['order 6', 60, 6]);
  });

  it('can be iterated over before it has come', async () => {
    const titles: string[] = [];
    for await (const order of later.customer(7).orders()) titles.push(order.title as string);
    expect(titles).toEqual(['order 1', 'order 2']);
  });

  it('may have calls of other functions between its steps', async () => {
    const customer = later.customer(7);
    const other = later.customer(8);
    const order = customer.order(2);
    expect([await order.title, await other.name]).toEqual(['order 2', 'customer 8']);
    const nested = later.customer(7).order({
      get value() {
        void later.none();
        return 2;
      },
    });
    expect(await rejection(nested)).toBeInstanceOf(TypeError);
    const inGetter = later.Order(1).keep({
      get value() {
        return [void later.none(), 2][1];
      },
    });
    expect(await inGetter).toEqual({ value: 2 });
  });
});

describe('an error in a chain', () => {
  it.each([
    ['its first step', () => later.customer().orders().first(), 0, 'customer', TypeError],
    ['a step in the middle', () => later.customer(7).order(2).fail().total(), 2, 'fail', Error],
    ['a member that is not there', () => later.customer(7).nothing().total(), 1, 'nothing', Error],
    ['its last step', () => later.customer(7).order(2).fail(), 2, 'fail', Error],
    ['None in the middle', () => later.none().total(), 1, 'total', Error],
    ['a step after a coroutine', () => later.customer(7).find(2).fail().total(), 2, 'fail', Error],
    ['a coroutine', () => shop.fetch().orders(), 0, 'fetch', TypeError],
  ])('rejects with the step that failed: %s', async (_, chain, index, name, kind) => {
    const error = await rejection(chain() as Promise<unknown>);
    expect(error).toBeInstanceOf(kind);
    expect(error.step).toEqual({ index, name });
  });

  it('rejects with the step where its frame has left, too', async () => {
    const customer = later.customer(7);
    await customer;
    expect((await rejection(customer.order(2).fail().total())).step).toEqual({ index: 2, name: 'fail' });
  });

  it('leaves what does not depend on it', async () => {
    const customer = later.customer(7);
    const failed = rejection(customer.order(2).fail().total());
    const order = customer.order(3);
    expect((await failed).message).toContain('the order fails');
    expect([(await customer).name, await order.title]).toEqual(['customer 7', 'order 3']);
  });

  it('skips the steps after it', async () => {
    await rejection(later.customer(7).nothing().first());
    expect(calls()).toEqual(['customer']);
  });

  it('is one that nobody handles only where nobody does', async () => {
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    try {
      const fails = later.customer(7).order(2).fail();
      await rejection(fails.total().more.yet());
      await rejection(shop.fetch().orders().first());
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect(unhandled).not.toHaveBeenCalled();
    } finally {
      process.off('unhandledRejection', unhandled);
    }
  });

  it('has what was called in its stack, where nothing else is: Node prints no stack without a frame', async () => {
    const customer = later.customer(7);
    expect((await rejection(customer.nothing().total())).stack).toMatch(
      /\n {4}at nothing \(called asynchronously\)$/,
    );
    expect((await rejection(customer.nothing())).stack).toMatch(
      /\n {4}at nothing \(called asynchronously\)$/,
    );
    expect((await rejection(later.customer())).stack).toMatch(/\n {4}at customer \(called asynchronously\)$/);
    const { stack } = await rejection(customer.order(2).fail());
    expect(stack).toMatch(/\n {4}at fail \(.*shop\.py:\d+\)/);
    expect(stack).not.toContain('called asynchronously');
  });

  it('is an argument that cannot cross: the step and the place say so', async () => {
    const error = await rejection(later.customer(7).order(2).keep([/x/]).more());
    expect(error).toMatchObject({ code: 'unsupported-value', path: 'args[0][0]' });
    expect(error.step).toEqual({ index: 2, name: 'keep' });
  });
});

describe('what comes from Python', () => {
  it('is never taken for a promise: a module, an object, a dict with then', async () => {
    const customer = shop.customer(7);
    expect(customer.then).toBeUndefined();
    expect(customer.then_).toBe('a name that promises have');
    expect(await customer).toBe(customer);
    expect(await shop).toBe(shop);
    expect(await later.customer(7).then_).toBe('a name that promises have');
    expect(await rejection(later.customer(7).then_dict())).toMatchObject({ code: 'unsupported-value' });
    expect(await later.customer(7).then_dict().get('when')).toBe(1);
  });

  it('is a promise of Promise’s own kind', async () => {
    const promise = later.customer(7);
    expect(promise).toBeInstanceOf(Promise);
    expect(Object.prototype.toString.call(promise)).toBe('[object Promise]');
    expect(promise.constructor).toBe(Promise);
    expect(await Promise.resolve(promise)).toBe(await promise);
    expect(Promise.resolve(promise)).toBe(promise);
    expect(await promise.then(() => 1).finally(() => undefined)).toBe(1);
    expect(await promise.catch(() => 1)).toBe(await promise);
  });
});
