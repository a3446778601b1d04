/**
 * Keeps what is in stock, and tells who listens when it changes.
 *
 * @packageDocumentation
 */
import { EventEmitter } from 'node:events';

/** How a shipment travels. */
export enum Carrier {
  /** Within two days. */
  Air = 'air',
  Sea = 'sea',
}

export enum Access {
  None = 0,
  Read = 1 << 0,
  Write = 1 << 1,
}

/** The colours that labels have. */
export const Colour = { Red: 'red', Blue: 'blue' } as const;
export type Colour = (typeof Colour)[keyof typeof Colour];

/** A number of one thing. */
export interface Item {
  readonly sku: string;
  /** Pieces. */
  amount: number;
  label?: Colour | null;
  /** @deprecated Use `label`. */
  tag?: string;
  added: Date;
  image: Uint8Array;
  sizes: [width: number, height: number, depth?: number];
}

interface Priced extends Item {
  price: bigint;
}

export type Sku = string | number;
export type Pair<A, B = A> = readonly [first: A, second: B];
export type Level = 'low' | 'high' | 0;
export type Draft = Partial<Pick<Item, 'sku' | 'amount'>>;
export type Predicate<T> = (item: T, index: number) => boolean;
type Keys<T> = { [K in keyof T]: T[K][] };

/** Has methods: an object by reference. */
export interface Store<T extends Item = Item> {
  readonly size: number;
  find(sku: Sku): T | undefined;
  each(visit: (item: T) => void): void;
}

export interface ReserveOptions {
  /** In milliseconds. */
  timeout?: number;
  strict: boolean;
  onRetry?: (attempt: number) => Promise<void>;
}

/** Nothing of it is left. */
export class OutOfStock extends RangeError {
  constructor(
    readonly sku: string,
    message?: string,
  ) {
    super(message);
  }
}

interface InventoryEvents {
  /** An amount has changed. */
  changed: [item: Item, by: number];
  /** @deprecated Listen to `changed`. */
  low: [string];
  closed: [];
}

/** What is in stock. */
export class Inventory<T extends Item = Item> extends EventEmitter<InventoryEvents> implements Store<T> {
  static readonly version = 3;
  static count = 0;
  /** Where it is. */
  readonly place: string;
  limit?: number;
  private readonly items = new Map<string, T>();
  #secret = 1;
  protected inner = 1;
  _hidden = 1;

  constructor(place: string, options: { capacity?: number; carriers?: Carrier[] } = {}) {
    super();
    this.place = place;
    void options;
  }

  /** Makes one that has nothing. */
  static empty<U extends Item>(place = 'here'): Inventory<U> {
    return new Inventory<U>(place);
  }

  get size(): number {
    return this.items.size + this.#secret;
  }

  /** A limit that can be set. */
  get capacity(): number | undefined {
    return this.limit;
  }
  set capacity(value: number | undefined) {
    this.limit = value ?? 0;
  }

  /**
   * Takes pieces out of stock.
   *
   * @param sku - what
   * @throws {OutOfStock} if there are not as many
   */
  reserve(sku: string, amount?: number): Item;
  /** @throws RangeError if it is negative */
  reserve(items: readonly Item[], options: ReserveOptions): Item[];
  reserve(what: unknown, how: unknown = 1): Item | Item[] {
    void how;
    throw new OutOfStock(String(what));
  }

  find(sku: Sku): T | undefined {
    return this.items.get(String(sku));
  }

  each(visit: (item: T) => void): this {
    this.items.forEach((item) => visit(item));
    return this;
  }

  /** Later. */
  async load(url: string): Promise<Map<string, T[]>> {
    return new Map([[url, []]]);
  }

  *walk(from = -1): Generator<T, void, unknown> {
    yield* [...this.items.values()].slice(from);
  }

  async *follow(): AsyncGenerator<Item> {
    yield* this.items.values();
  }

  [Symbol.iterator](): Iterator<T> {
    return this.items.values();
  }

  private check(): void {}
}

export abstract class Shelf {
  abstract put(item: Item): boolean;
  clear = (): void => {};
}

/**
 * The mean of some numbers.
 *
 * @param values at least one
 * @deprecated Use `summary`.
 */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export const summary = (values: Float64Array | number[], { digits = 2 }: { digits?: number } = {}) => ({
  mean: mean([...values]).toFixed(digits),
  values,
});

export function first<T, K extends keyof T>(from: T, key: K, otherwise: NonNullable<T[K]>): T[K] {
  return from[key] ?? otherwise;
}

export function group<T>(items: Iterable<T>, by: Predicate<T>): Keys<{ yes: T; no: T }> {
  const [yes, no]: [T[], T[]] = [[], []];
  [...items].forEach((item, index) => (by(item, index) ? yes : no).push(item));
  return { yes, no };
}

export function call<A extends unknown[], R>(target: (...args: A) => R, ...args: A): R {
  return target(...args);
}

export function send(...parts: [to: string, copies?: number, ...more: boolean[]]): void {
  void parts;
}

export function isItem(value: unknown): value is Item {
  return value !== null;
}

export function parse(text: string, reviver?: RegExp | ((key: string) => any)): any {
  return [text, reviver];
}

export function price(item: Item): Promise<Priced> {
  return Promise.resolve({ ...item, price: 1n });
}

export async function fetchAll(skus: Set<string>, signal?: AbortSignal): Promise<void> {
  void [skus, signal];
}

/** Percent. */
export const RATE = 1.25;
export const names: Record<string, string[]> = {};
export const nothing = null;
export let current: Inventory | undefined;

/** Shapes of boxes. */
export namespace boxes {
  export interface Box {
    sides: number;
  }
  export const unit: Box = { sides: 6 };
  /** A cube. */
  export function cube(side: number): Box {
    return { sides: side };
  }
}

export { Inventory as Stock };
export * as reports from './reports.js';
export { format } from './reports.js';
export default Inventory;
