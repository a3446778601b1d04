// Made by graftwire from python:stats. What is changed here is lost when it is made again.
/// <reference lib="esnext.disposable" />
import type {
  DateTime,
  Decimal,
  Float,
  GraftModule,
  Keywords,
  NDArray,
  RemoteException,
  RemoteObject,
  emits,
} from 'graftwire';

/**
 * Statistics of portfolios.
 *
 * Small, but with everything that a model can say.
 *
 * @packageDocumentation
 */

export interface MeanOptions {
  /** How much each counts. Default: `None`. */
  readonly weights?: (readonly (number | Float)[]) | null | undefined;
  /** Default: `2`. */
  readonly digits?: number | bigint;
}

/**
 * The mean of some values.
 *
 * @param values What to look at.
 */
export declare function mean(values: Iterable<number | Float>, options?: MeanOptions): number;

export interface ScaleOptions {
  /** Default: `2.0`. */
  readonly factor?: number | Float;
  /** Default: `0.0`. */
  readonly offset?: number | Float;
}

/**
 * @param factor Default: `2.0`.
 * @param offset Default: `0.0`.
 */
export declare function scale(values: readonly (number | Float)[], factor?: number | Float, offset?: number | Float): number[];
export declare function scale(values: readonly (number | Float)[], options: ScaleOptions): number[];

export declare function total(...amounts: (number | Float)[]): number;
export declare function total(...amounts: [...(number | Float)[], Keywords]): number;

export declare function tag(name: string, keywords?: Keywords): { [key: string]: string };

export interface OrderOptions {
  readonly amount: number | bigint;
}

export declare function order(name: string, options: OrderOptions): number;

export declare function fetch_rate(currency: string): Promise<number>;

export interface WalkOptions {
  /** Default: `3`. */
  readonly steps?: number | bigint;
}

/** @param steps Default: `3`. */
export declare function walk(steps?: number | bigint): IterableIterator<number>;
export declare function walk(options: WalkOptions): IterableIterator<number>;

export interface FollowOptions {
  /** Default: `3`. */
  readonly steps?: number | bigint;
}

/** @param steps Default: `3`. */
export declare function follow(steps?: number | bigint): AsyncIterableIterator<number>;
export declare function follow(options: FollowOptions): AsyncIterableIterator<number>;

export declare function each<T>(values: readonly T[], visit: (value: T, index: number) => void): void;

/** @param default_ Default: `None`. */
export declare function first<T>(values: readonly T[], default_?: T | null | undefined): T | null;

export declare function double(value: number | bigint): number;
export declare function double(value: string): string;

/** @param to Default: `<Currency.EUR>`. */
export declare function convert(amount: AmountInput, when: Date, to?: Currency): Decimal;

export declare function newest(trades: readonly TradeInput[]): Trade | null;

export declare function bucket(mode: 'low' | 'high', counts: ReadonlyMap<number | bigint, string>): Map<number, string>;

export declare function middle(span: Span): Point;

export declare function precision(context: Context): number;

export declare function context(): Context;

export declare function kinds(): (typeof Ledger)[];

export declare function memory(size: number | bigint): Float64Array | NDArray;

/**
 * The mean.
 *
 * \@decorated *\/ as before
 *
 * @deprecated Use mean.
 */
export declare function old(...args: any[]): any;

export declare function log(message: string): void;

export interface LedgerAddOptions {
  /** How many. Default: `1`. */
  readonly amount?: number | bigint;
  /** For the file. Default: `None`. */
  readonly note?: string | null | undefined;
}

export interface AuditedLedgerOptions {
  /** Default: `"EUR"`. */
  readonly currency?: string;
}

/** What the events of {@link AuditedLedger} give. */
export interface AuditedLedgerEvents {
  /** An entry has come. */
  readonly 'added': readonly [value1: string, value2: number];
  readonly 'closed': readonly [];
}

/** One that is looked at. */
export declare class AuditedLedger extends Ledger {
  constructor(name: string, options?: AuditedLedgerOptions);
  audit(): boolean;
  readonly [emits]?: AuditedLedgerEvents;
}

export interface LedgerOptions {
  /** Default: `"EUR"`. */
  readonly currency?: string;
}

/** What the events of {@link Ledger} give. */
export interface LedgerEvents {
  /** An entry has come. */
  readonly 'added': readonly [value1: string, value2: number];
  readonly 'closed': readonly [];
}

/** Entries by name. */
export declare class Ledger extends RemoteObject {
  constructor(name: string, options?: LedgerOptions);
  static parse(text: string): Ledger;
  static empty(): Ledger;
  /** What is counted. */
  static unit: string;
  /** What is counted. */
  unit: string;
  name: string;
  /** When. */
  get opened(): DateTime;
  set opened(value: Date);
  /** What it is counted in. */
  readonly currency: string;
  /** @deprecated Nobody owns it. */
  readonly owner: string | null;
  /**
   * Adds an entry.
   *
   * @param name What it is called.
   * @param amount How many. Default: `1`.
   * @throws {InsufficientFunds}
   */
  add(name: string, amount?: number | bigint, options?: Pick<LedgerAddOptions, 'note'>): this;
  /**
   * Adds an entry.
   *
   * @param name What it is called.
   * @throws {InsufficientFunds}
   */
  add(name: string, options: LedgerAddOptions): this;
  entries(): IterableIterator<readonly [string, number]>;
  fetch(name: string): Promise<number>;
  /** An entry has come. */
  on(event: 'added', listener: (value1: string, value2: number) => void): this;
  on(event: 'closed', listener: () => void): this;
  /** An entry has come. */
  once(event: 'added', listener: (value1: string, value2: number) => void): this;
  once(event: 'closed', listener: () => void): this;
  /** An entry has come. */
  off(event: 'added', listener: (value1: string, value2: number) => void): this;
  off(event: 'closed', listener: () => void): this;
  readonly length: number;
  [Symbol.iterator](): IterableIterator<string>;
  /** The item, or undefined where there is none. */
  get(key: string): number | undefined;
  set(key: string, value: number | bigint): void;
  delete(key: string): void;
  has(value: any): boolean;
  /** Whether Python's `==` says so. */
  equals(other: unknown): boolean;
  [Symbol.dispose](): void;
  readonly [emits]?: LedgerEvents;
}

export interface LooseLedgerOptions {
  /** Default: `"EUR"`. */
  readonly currency?: string;
}

/** What the events of {@link LooseLedger} give. */
export interface LooseLedgerEvents {
  /** An entry has come. */
  readonly 'added': readonly [value1: string, value2: number];
  readonly 'closed': readonly [];
}

/** One whose `add` is another one, which TypeScript would refuse. */
export declare class LooseLedger extends RemoteObject {
  constructor(name: string, options?: LooseLedgerOptions);
  static parse(text: string): Ledger;
  static empty(): Ledger;
  /** What is counted. */
  static unit: string;
  /** What is counted. */
  unit: string;
  name: string;
  /** When. */
  get opened(): DateTime;
  set opened(value: Date);
  /** What it is counted in. */
  readonly currency: string;
  /** @deprecated Nobody owns it. */
  readonly owner: string | null;
  entries(): IterableIterator<readonly [string, number]>;
  fetch(name: string): Promise<number>;
  add(...names: string[]): number;
  /** An entry has come. */
  on(event: 'added', listener: (value1: string, value2: number) => void): this;
  on(event: 'closed', listener: () => void): this;
  /** An entry has come. */
  once(event: 'added', listener: (value1: string, value2: number) => void): this;
  once(event: 'closed', listener: () => void): this;
  /** An entry has come. */
  off(event: 'added', listener: (value1: string, value2: number) => void): this;
  off(event: 'closed', listener: () => void): this;
  readonly length: number;
  [Symbol.iterator](): IterableIterator<string>;
  /** The item, or undefined where there is none. */
  get(key: string): number | undefined;
  set(key: string, value: number | bigint): void;
  delete(key: string): void;
  has(value: any): boolean;
  /** Whether Python's `==` says so. */
  equals(other: unknown): boolean;
  [Symbol.dispose](): void;
  readonly [emits]?: LooseLedgerEvents;
}

/** An iterator. */
export declare class Countdown extends RemoteObject {
  constructor(start: number | bigint);
  [Symbol.iterator](): IterableIterator<number>;
  next(...sent: readonly any[]): IteratorResult<number>;
  return(value?: any): IteratorResult<number>;
  throw(error?: any): IteratorResult<number>;
  /** Whether Python's `==` says so. */
  equals(other: unknown): boolean;
  [Symbol.dispose](): void;
}

/** Called like a function. */
export declare class Scaler extends RemoteObject {
  constructor(factor: number | Float);
  get factor(): number;
  set factor(value: number | Float);
  call(value: number | Float): number;
  /** Whether Python's `==` says so. */
  equals(other: unknown): boolean;
  [Symbol.dispose](): void;
}

/** Anything that goes wrong here. */
export declare class StatsError extends Error {
  constructor(...args: any[]);
  readonly code: 'exception';
  /** What is known of it in Python. */
  readonly remote: RemoteException;
}

export interface InsufficientFundsOptions {
  /** Default: `0.0`. */
  readonly available?: number | Float;
}

/** There is not enough. */
export declare class InsufficientFunds extends StatsError {
  /** @param available Default: `0.0`. */
  constructor(needed: number | bigint, available?: number | Float);
  constructor(needed: number | bigint, options: InsufficientFundsOptions);
  readonly needed: number;
  readonly available: number;
}

export interface PointOptions {
  /** Default: `0.0`. */
  readonly y?: number | Float;
}

/** A place. */
export declare class Point {
  #private;
  constructor(x: number | Float, y?: number | Float);
  constructor(x: number | Float, options: PointOptions);
  /** To the right. */
  x: number;
  y: number;
}

export declare class Span {
  #private;
  constructor(first: number | bigint, last: number | bigint);
  first: number;
  last: number;
}

/** What money is counted in. */
export declare class Currency {
  #private;
  private constructor();
  static readonly EUR: Currency & { readonly name: 'EUR'; readonly value: 'eur' };
  static readonly USD: Currency & { readonly name: 'USD'; readonly value: 'usd' };
  static [Symbol.iterator](): IterableIterator<Currency>;
  static get(name: string): Currency | undefined;
  static has(value: unknown): boolean;
  readonly name: string;
  readonly value: 'eur' | 'usd';
  valueOf(): 'eur' | 'usd';
  toJSON(): 'eur' | 'usd';
}

export declare class Access {
  #private;
  private constructor();
  static readonly READ: Access & { readonly name: 'READ'; readonly value: 1 };
  static readonly WRITE: Access & { readonly name: 'WRITE'; readonly value: 2 };
  static [Symbol.iterator](): IterableIterator<Access>;
  static get(name: string): Access | undefined;
  static has(value: unknown): boolean;
  /** Null for a combination that has no name. */
  readonly name: string | null;
  readonly value: number;
  valueOf(): number;
  toJSON(): number;
}

/** Of the day. */
export declare const RATE: number;

export declare let LIMIT: null;

/** How often. */
export declare let counter: number;

/** The module `posixpath`, of which this Graft knows nothing more. */
export declare const path: GraftModule;

/** What was bought. */
export interface Trade {
  name?: string;
  when?: DateTime;
  tags?: string[];
}

/** What was bought. */
export interface TradeInput {
  readonly name?: string;
  readonly when?: Date;
  readonly tags?: readonly string[];
}

export type Amount = number | Decimal;

export type AmountInput = number | bigint | Decimal;

export type Tree = number | Tree[];

export type TreeInput = number | bigint | (readonly TreeInput[]);

declare const opaque: unique symbol;

/** `decimal:Context`, of which this Graft knows nothing more. */
export interface Context extends RemoteObject {
  readonly [opaque]: 'decimal:Context';
}

/** All members; attributes are read and set where they are. */
declare const module: {
  readonly mean: typeof mean;
  readonly scale: typeof scale;
  readonly total: typeof total;
  readonly tag: typeof tag;
  readonly order: typeof order;
  readonly fetch_rate: typeof fetch_rate;
  readonly walk: typeof walk;
  readonly follow: typeof follow;
  readonly each: typeof each;
  readonly first: typeof first;
  readonly double: typeof double;
  readonly convert: typeof convert;
  readonly newest: typeof newest;
  readonly bucket: typeof bucket;
  readonly middle: typeof middle;
  readonly precision: typeof precision;
  readonly context: typeof context;
  readonly kinds: typeof kinds;
  readonly memory: typeof memory;
  readonly old: typeof old;
  readonly log: typeof log;
  readonly AuditedLedger: typeof AuditedLedger;
  readonly Ledger: typeof Ledger;
  readonly LooseLedger: typeof LooseLedger;
  readonly Countdown: typeof Countdown;
  readonly Scaler: typeof Scaler;
  readonly StatsError: typeof StatsError;
  readonly InsufficientFunds: typeof InsufficientFunds;
  readonly Point: typeof Point;
  readonly Span: typeof Span;
  readonly Currency: typeof Currency;
  readonly Access: typeof Access;
  readonly RATE: typeof RATE;
  LIMIT: typeof LIMIT;
  counter: typeof counter;
  readonly path: typeof path;
};
export default module;
