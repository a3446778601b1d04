// What the declarations of the golden package npm-inventory mean to those who use it.
import { events, type EventStream } from 'graftwire';
import { expectType } from './expect-type.js';
import inventory, {
  count,
  Inventory,
  Level,
  load,
  map,
  OutOfStock,
  sum,
  VERSION,
} from '../../golden/generator/npm/npm-inventory/index.js';
import type { InventoryEvents, Loaded } from '../../golden/generator/npm/npm-inventory/index.js';

/** What nothing tells of: any name, and values that have to be looked at. */
export async function emitsAnything(emitter: object, name: string): Promise<void> {
  events.subscribe(emitter, name, (...values) => expectType<readonly unknown[]>()(values));
  for await (const value of events.stream(emitter, 'any')) expectType<unknown>()(value);
  // @ts-expect-error: it may be anything
  events.subscribe(emitter, name, (value: string) => value);
}

export async function use(): Promise<void> {
  sum([1, 2]).toFixed();
  // @ts-expect-error: numbers
  sum(['a']);
  map([1], (value, index) => String(value + index))
    .at(0)
    ?.trim();
  const loaded = await load('x', { tags: ['a'] });
  loaded satisfies Loaded;
  loaded.tags?.push('b');
  for (const at of count(3)) at.toFixed();
  VERSION.trim();
  const level: Level = Level.High;
  // @ts-expect-error: neither is
  const none: Level = 2;
  void [level, none];
}

export function emits(): void {
  const stock = inventory('a');
  stock
    .on('reserved', (item, many) => item.repeat(many))
    .once('reserved', (item) => item.trim())
    .reserve('a');
  // @ts-expect-error: no such event
  stock.on('sold', () => undefined);
  events.subscribe(stock, 'reserved', (item, count) => item.repeat(count), { once: true }).close();
  expectType<EventStream<readonly [item: string, count: number]>>()(events.stream(stock, 'reserved'));
  // @ts-expect-error: no such event
  events.stream(stock, 'sold');
  // @ts-expect-error: the count is no text
  events.subscribe(stock, 'reserved', (item: string, count: string) => item + count);
  const given: InventoryEvents['reserved'] = ['a', 1];
  (stock instanceof Inventory) satisfies boolean;
  for (const item of stock) item.trim();
  void given;
}

export function errors(error: unknown): void {
  if (error instanceof OutOfStock) {
    error satisfies RangeError;
    error.missing.toFixed();
  }
}
