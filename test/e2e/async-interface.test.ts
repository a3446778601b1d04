import { GraftError, graft } from 'graftwire';
import { describe, expect, it } from 'vitest';
import { py } from './anything.js';
import { failure } from './failure.js';
import { rejection } from './rejection.js';

type Promising = Record<string, (...args: readonly unknown[]) => Promise<unknown>>;
interface Order {
  readonly number: number;
  title: string;
  total(options?: { readonly tax?: number }): number;
  shipped(): Promise<Order>;
  keep<T>(value: T): T;
}
interface Customer {
  readonly name: string;
  orders(): object;
  order(number: number): Order;
}
interface Shop {
  calls: readonly string[];
  Order: (new (number: number) => Order) & {
    parse(text: string): Order;
    fetch(number: number): Promise<Order>;
  };
  Customer: new (number: number) => Customer;
  VIP: new (number: number) => Customer & { discount(): number };
  readonly customer: (number: number) => Customer;
  vip(number: number): Customer & { discount(): number };
  none(): null;
}
const shop = graft.loadSync<Shop>('./fixtures/shop.py', { from: import.meta.url });
const later = graft.async(shop);

describe('graft.async of a module', () => {
  it('has the same members, each giving a promise', async () => {
    expect(Object.keys(later)).toEqual(Object.keys(shop));
    const customer = await later.customer(7);
    expect(customer).toBeInstanceOf(shop.Customer);
    expect(customer.name).toBe('customer 7');
    expect(await later.none()).toBeNull();
    expect(later.customer.name).toBe('customer');
    expect(later.customer).toHaveLength(1);
  });

  it('is the same one each time, and so are its functions', () => {
    expect(graft.async(shop)).toBe(later);
    expect(later.customer).toBe(later.customer);
  });

  it('reads attributes anew each time', async () => {
    py('setattr(m, "calls", [])', { m: shop });
    expect(await later.calls).toEqual([]);
    py('m.calls.append("now")', { m: shop });
    expect(await later.calls).toEqual(['now']);
  });

  it('takes no members that are not there, and gives none', () => {
    expect((later as unknown as Record<string, unknown>)['nothing']).toBeUndefined();
    expect(failure(() => ((later as unknown as Record<string, unknown>)['nothing'] = 1))).toBeInstanceOf(
      TypeError,
    );
    expect('then' in later).toBe(false);
  });
});

describe('graft.async of a function', () => {
  it('is called beside JavaScript', async () => {
    const customer = graft.async(shop.customer);
    expect((await customer(3)).name).toBe('customer 3');
    expect(
      await rejection((customer as unknown as (...args: unknown[]) => Promise<unknown>)()),
    ).toBeInstanceOf(TypeError);
  });

  it('is also one of a function that a call has given', async () => {
    const add = graft.async(py('lambda a, b: a + b') as (a: number, b: number) => number);
    expect(await add(1, 2)).toBe(3);
    const bound = graft.async(graft.get(new shop.Order(4), 'total') as () => number);
    expect(await bound()).toBe(40);
  });
});

describe('graft.async of a class', () => {
  it('makes objects, with new and without', async () => {
    const made = await new later.Order(5);
    expect(made).toBeInstanceOf(shop.Order);
    expect(made.title).toBe('order 5');
    const call = later.Order as unknown as (number: number) => Promise<Order>;
    expect((await call(6)).number).toBe(6);
    expect(await new later.Order(5).total()).toBe(50);
  });

  it('has static and class methods, also asynchronous ones', async () => {
    expect((await later.Order.parse('8')).number).toBe(8);
    expect((await later.Order.fetch(9)).number).toBe(9);
    expect(await later.Order.parse('8').title).toBe('order 8');
  });

  it('rejects with what making one raises', async () => {
    expect(await rejection(new later.Order(...([] as unknown as [number])))).toBeInstanceOf(TypeError);
  });
});

describe('graft.async of an object', () => {
  const order = new shop.Order(3);
  const orderLater = graft.async(order);

  it('has its methods and those of its bases', async () => {
    expect(await orderLater.total()).toBe(30);
    expect(await orderLater.total({ tax: 2 })).toBe(32);
    expect(await orderLater.shipped()).toBe(order);
    expect(await orderLater.keep(orderLater.total())).toBe(30);
    const vip = graft.async(shop.vip(1));
    expect([await vip.discount(), await vip.name]).toEqual([0.5, 'customer 1']);
    expect(await vip.order(2).title).toBe('order 2');
  });

  it('has its fields as promises', async () => {
    expect([await orderLater.title, await orderLater.number]).toEqual(['order 3', 3]);
    order.title = 'renamed';
    expect(await orderLater.title).toBe('renamed');
  });

  it('has what special methods mean', async () => {
    const book = graft.async(shop.customer(1).orders()) as unknown as Promising & {
      length: Promise<number>;
      [Symbol.asyncIterator](): AsyncIterator<Order>;
    };
    expect(await book.length).toBe(2);
    expect(((await book['get']!(1)) as Order).number).toBe(2);
    expect(await book['get']!(5)).toBeNull();
    expect(await book['has']!(new shop.Order(2))).toBe(true);
    expect(((await book['call']!(0)) as Order).number).toBe(1);
    const numbers: number[] = [];
    for await (const { number } of book) numbers.push(number);
    expect(numbers).toEqual([1, 2]);
  });

  it('goes to Python as the object where it is an argument by itself', () => {
    expect(py('o.number', { o: order })).toBe(3);
  });

  it('says so when the object has been released', async () => {
    const released = new shop.Order(1);
    const interfaceOf = graft.async(released);
    graft.release(released);
    expect(failure(() => void interfaceOf.total())).toMatchObject({ code: 'unknown-reference' });
    await Promise.resolve();
  });

  it('needs its object', () => {
    const { total } = orderLater;
    expect(failure(() => void total())).toMatchObject({ code: 'invalid-argument' });
  });
});

describe('a value', () => {
  it('whose class has coroutine methods has them, with keyword arguments', async () => {
    graft.python.exec(`
import asyncio, enum
class Colour(enum.Enum):
    RED = 1
    async def later(self, times, *, plus=""):
        await asyncio.sleep(0)
        return self.name * times + plus
    def now(self, times, *, plus=""):
        return self.name * times + plus
`);
    const { RED } = py('Colour') as {
      RED: {
        later(times: number, options?: { plus: string }): Promise<string>;
        now(times: number, options?: { plus: string }): string;
      };
    };
    expect(await RED.later(2)).toBe('REDRED');
    expect(await RED.later(1, { plus: '!' })).toBe('RED!');
    expect(RED.now(1, { plus: '!' })).toBe('RED!');
  });
});

describe('graft.async', () => {
  it.each([[{}], [[1]], [new Map()], [Promise.resolve(1)]])('refuses what has no calls: %s', (value) => {
    const error = failure(() => graft.async(value));
    expect(error).toBeInstanceOf(GraftError);
    expect(error).toMatchObject({ code: 'invalid-argument' });
  });

  it('takes what graft.with gave, and keeps the options', async () => {
    const limited = graft.async(graft.with(shop, { timeoutMs: 50_000 }));
    expect((await limited.customer(2)).name).toBe('customer 2');
  });
});
