// Made by graftwire from npm:inventory. What is changed here is lost when it is made again.
import type { emits } from 'graftwire';

/**
 * A module of JavaScript, whose Graft is used in Node.js itself.
 *
 * @packageDocumentation
 */

export declare function sum(values: readonly number[]): number;

export declare function map<T, R>(values: readonly T[], change: (value: T, index: number) => R): R[];

/** @param options What else. */
export declare function load(name: string, options?: LoadOptionsInput): Promise<Loaded>;

export declare function count(to: number): IterableIterator<number>;

/** Makes an inventory. */
export declare function inventory(...names: any[]): Inventory;

export declare class OutOfStock extends RangeError {
  constructor(item: string, missing: number);
  item: string;
  /** How many. */
  missing: number;
}

/** What the events of {@link Inventory} give. */
export interface InventoryEvents {
  /** Something was taken. */
  readonly 'reserved': readonly [item: string, count: number];
}

/** What is there. */
export declare class Inventory {
  constructor();
  get stock(): { [key: string]: number };
  set stock(value: { readonly [key: string]: number } | ReadonlyMap<string, number>);
  readonly size: number;
  /** @throws {OutOfStock} */
  reserve(item: string, count?: number): this;
  /** Something was taken. */
  on(event: 'reserved', listener: (item: string, count: number) => void): this;
  /** Something was taken. */
  once(event: 'reserved', listener: (item: string, count: number) => void): this;
  /** Something was taken. */
  off(event: 'reserved', listener: (item: string, count: number) => void): this;
  [Symbol.iterator](): IterableIterator<string>;
  readonly [emits]?: InventoryEvents;
}

export declare const Level: {
  readonly Low: 0;
  /** A lot. */
  readonly High: 1;
};

export type Level = 0 | 1;

export declare const VERSION: string;

export interface LoadOptions {
  /** Some words. */
  tags?: string[];
}

export interface LoadOptionsInput {
  /** Some words. */
  readonly tags?: readonly string[];
}

export interface Loaded {
  /** Some words. */
  tags?: string[];
  name: string;
}

export interface LoadedInput {
  /** Some words. */
  readonly tags?: readonly string[];
  readonly name: string;
}

export type Change = () => any;

export { inventory as default };
