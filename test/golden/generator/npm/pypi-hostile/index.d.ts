// Made by graftwire from python:hostile. What is changed here is lost when it is made again.
/// <reference lib="esnext.disposable" />
import type {
  Decimal as GraftDecimal,
  GraftModule,
  Keywords as GraftKeywords,
  RemoteException as GraftRemoteException,
  RemoteObject as GraftRemoteObject,
} from 'graftwire';

/**
 * Ends *\/ here
 * \@module of nobody
 *
 * @packageDocumentation
 */

export declare function delete__(delete_: any, class_: any, default_: any, await_: any, yield_: any, let_: any, static_: any, eval_: any, arguments_: any, enum_: any, undefined: any): number;

export declare function class_(delete_: any, class_: any, default_: any, await_: any, yield_: any, let_: any, static_: any, eval_: any, arguments_: any, enum_: any, undefined: any): number;

export declare function default_(delete_: any, class_: any, default_: any, await_: any, yield_: any, let_: any, static_: any, eval_: any, arguments_: any, enum_: any, undefined: any): number;

export declare function await_(delete_: any, class_: any, default_: any, await_: any, yield_: any, let_: any, static_: any, eval_: any, arguments_: any, enum_: any, undefined: any): number;

export declare function yield_(delete_: any, class_: any, default_: any, await_: any, yield_: any, let_: any, static_: any, eval_: any, arguments_: any, enum_: any, undefined: any): number;

export declare function let_(delete_: any, class_: any, default_: any, await_: any, yield_: any, let_: any, static_: any, eval_: any, arguments_: any, enum_: any, undefined: any): number;

export declare function static_(delete_: any, class_: any, default_: any, await_: any, yield_: any, let_: any, static_: any, eval_: any, arguments_: any, enum_: any, undefined: any): number;

export declare function eval_(delete_: any, class_: any, default_: any, await_: any, yield_: any, let_: any, static_: any, eval_: any, arguments_: any, enum_: any, undefined: any): number;

export declare function arguments_(delete_: any, class_: any, default_: any, await_: any, yield_: any, let_: any, static_: any, eval_: any, arguments_: any, enum_: any, undefined: any): number;

export declare function enum_(delete_: any, class_: any, default_: any, await_: any, yield_: any, let_: any, static_: any, eval_: any, arguments_: any, enum_: any, undefined: any): number;

export declare function undefined_(delete_: any, class_: any, default_: any, await_: any, yield_: any, let_: any, static_: any, eval_: any, arguments_: any, enum_: any, undefined: any): number;

export declare function delete_(): string;

export declare function then_(resolve: any): any;

export declare function toJSON_(): any;

export declare function __proto___(): any;

export declare function any(values: readonly any[]): boolean;

export declare function graft(options: any, keywords?: GraftKeywords): any;

export declare function defineGraft(): any;

export declare function members(): any;

export declare function module(): any;

export declare function not_a_name(): any;

export declare function _1st(): any;

export interface UsesOptions {
  /** Default: `set()`. */
  readonly in?: ReadonlySet<Error>;
}

/** @param this_ Default: `None`. */
export declare function uses(a: globalThis.ReadonlyMap<number | bigint, string>, b: GraftDecimal, c: globalThis.Date, d: Uint8Array, this_?: Map | null | undefined, options?: UsesOptions): globalThis.Map<number, string>;

export declare function gives(): globalThis.Promise<GraftRemoteObject>;

export declare function steps(): globalThis.IterableIterator<GraftDecimal>;

export interface MapOptionsOptions {
  readonly x: number | bigint;
}

export declare function MapOptions(options: MapOptionsOptions): any;

export interface MapOptions_ {
  readonly x: number | bigint;
  readonly 'y-z': number | bigint;
}

export declare function map(options: MapOptions_): any;

export interface DoubledOptions {
  readonly z: number | bigint;
}

export declare function doubled(x_y: number | bigint, x_y_: number | bigint, options: number | bigint, options_: DoubledOptions): any;

export declare function far(it: Date_, that: opaque): any;

export interface MapOptions__ {
  readonly if: number | bigint;
}

export declare class Map extends GraftRemoteObject {
  constructor(of: Map, options: MapOptions__);
  copy(): this;
  [globalThis.Symbol.iterator](): globalThis.IterableIterator<string>;
  /** Whether Python's `==` says so. */
  equals(other: unknown): boolean;
  [globalThis.Symbol.dispose](): void;
}

export declare class Set extends GraftRemoteObject {
  constructor(of: Set);
  copy(): this;
  [globalThis.Symbol.iterator](): globalThis.IterableIterator<string>;
  /** Whether Python's `==` says so. */
  equals(other: unknown): boolean;
  [globalThis.Symbol.dispose](): void;
}

export declare class Promise extends GraftRemoteObject {
  constructor(of: Promise);
  copy(): this;
  [globalThis.Symbol.iterator](): globalThis.IterableIterator<string>;
  /** Whether Python's `==` says so. */
  equals(other: unknown): boolean;
  [globalThis.Symbol.dispose](): void;
}

export declare class Symbol extends GraftRemoteObject {
  constructor(of: Symbol);
  copy(): this;
  [globalThis.Symbol.iterator](): globalThis.IterableIterator<string>;
  /** Whether Python's `==` says so. */
  equals(other: unknown): boolean;
  [globalThis.Symbol.dispose](): void;
}

export declare class Date extends GraftRemoteObject {
  constructor(of: Date);
  copy(): this;
  [globalThis.Symbol.iterator](): globalThis.IterableIterator<string>;
  /** Whether Python's `==` says so. */
  equals(other: unknown): boolean;
  [globalThis.Symbol.dispose](): void;
}

export declare class IterableIterator extends GraftRemoteObject {
  constructor(of: IterableIterator);
  copy(): this;
  [globalThis.Symbol.iterator](): globalThis.IterableIterator<string>;
  /** Whether Python's `==` says so. */
  equals(other: unknown): boolean;
  [globalThis.Symbol.dispose](): void;
}

export declare class Error extends GraftRemoteObject {
  constructor(of: Error);
  copy(): this;
  [globalThis.Symbol.iterator](): globalThis.IterableIterator<string>;
  /** Whether Python's `==` says so. */
  equals(other: unknown): boolean;
  [globalThis.Symbol.dispose](): void;
}

export declare class ReadonlyMap extends GraftRemoteObject {
  constructor(of: ReadonlyMap);
  copy(): this;
  [globalThis.Symbol.iterator](): globalThis.IterableIterator<string>;
  /** Whether Python's `==` says so. */
  equals(other: unknown): boolean;
  [globalThis.Symbol.dispose](): void;
}

export declare class Decimal extends GraftRemoteObject {
  constructor(of: Decimal);
  copy(): this;
  [globalThis.Symbol.iterator](): globalThis.IterableIterator<string>;
  /** Whether Python's `==` says so. */
  equals(other: unknown): boolean;
  [globalThis.Symbol.dispose](): void;
}

export declare class RemoteObject extends GraftRemoteObject {
  constructor(of: RemoteObject);
  copy(): this;
  [globalThis.Symbol.iterator](): globalThis.IterableIterator<string>;
  /** Whether Python's `==` says so. */
  equals(other: unknown): boolean;
  [globalThis.Symbol.dispose](): void;
}

export declare class Keywords extends GraftRemoteObject {
  constructor(of: Keywords);
  copy(): this;
  [globalThis.Symbol.iterator](): globalThis.IterableIterator<string>;
  /** Whether Python's `==` says so. */
  equals(other: unknown): boolean;
  [globalThis.Symbol.dispose](): void;
}

export declare class RemoteException extends GraftRemoteObject {
  constructor(of: RemoteException);
  copy(): this;
  [globalThis.Symbol.iterator](): globalThis.IterableIterator<string>;
  /** Whether Python's `==` says so. */
  equals(other: unknown): boolean;
  [globalThis.Symbol.dispose](): void;
}

export declare class string_ extends GraftRemoteObject {
  constructor(of: string_);
  copy(): this;
  [globalThis.Symbol.iterator](): globalThis.IterableIterator<string>;
  /** Whether Python's `==` says so. */
  equals(other: unknown): boolean;
  [globalThis.Symbol.dispose](): void;
}

export declare class Members {
  constructor();
  static name_(): number;
  static length_(): number;
  static prototype__(): number;
  static then_(): number;
  static caller_(): number;
  static get prototype_(): number;
  static set prototype_(value: number | bigint);
  get prototype_(): number;
  set prototype_(value: number | bigint);
  get deref(): number;
  set deref(value: number | bigint);
  constructor_(): number;
  then_(): number;
  toJSON_(): number;
  toString_(): number;
  delete(): number;
  new(): number;
  get(): number;
  'not-a-name'(): number;
  equals(): number;
  '#private'(): number;
  at(index: any): string | undefined;
  [globalThis.Symbol.dispose](): void;
}

export declare class Failure extends globalThis.Error {
  constructor();
  static of(): Failure;
  readonly code: 'exception';
  /** What is known of it in Python. */
  readonly remote: GraftRemoteException;
}

export declare class One extends GraftRemoteObject {
  constructor();
  it(): number;
  /** Whether Python's `==` says so. */
  equals(other: unknown): boolean;
  [globalThis.Symbol.dispose](): void;
}

export declare class Other extends GraftRemoteObject {
  constructor();
  it(): string;
  /** Whether Python's `==` says so. */
  equals(other: unknown): boolean;
  [globalThis.Symbol.dispose](): void;
}

export declare class Itself extends GraftRemoteObject {
  constructor();
  /** Whether Python's `==` says so. */
  equals(other: unknown): boolean;
  [globalThis.Symbol.dispose](): void;
}

export declare class Box<T = any> extends GraftRemoteObject {
  constructor();
  static of(it: any): any;
  get(): T;
  /** Whether Python's `==` says so. */
  equals(other: unknown): boolean;
  [globalThis.Symbol.dispose](): void;
}

export declare class Cup extends GraftRemoteObject {
  constructor();
  get(): any;
  /** Whether Python's `==` says so. */
  equals(other: unknown): boolean;
  [globalThis.Symbol.dispose](): void;
}

export declare class Pair {
  #private;
  constructor(new_: number | bigint, constructor: string);
  new: number;
}

export declare class Colour {
  #private;
  private constructor();
  static readonly name_: Colour & { readonly name: 'name'; readonly value: 1 };
  static readonly get: Colour & { readonly name: 'get'; readonly value: 'it\'s' };
  static readonly delete: Colour & { readonly name: 'delete'; readonly value: any };
  static readonly 'line\u2028': Colour & { readonly name: 'line\u2028'; readonly value: '\u2028"\\' };
  static [globalThis.Symbol.iterator](): globalThis.IterableIterator<Colour>;
  static has(value: unknown): boolean;
  readonly name: string;
  readonly value: any;
  valueOf(): any;
  toJSON(): any;
}

export declare class Nothing {
  #private;
  private constructor();
  static [globalThis.Symbol.iterator](): globalThis.IterableIterator<Nothing>;
  static get(name: string): Nothing | undefined;
  static has(value: unknown): boolean;
  readonly name: string;
  readonly value: never;
  valueOf(): never;
  toJSON(): never;
}

export declare let NaN: number;

export declare let quoted: string;

export declare let globalThis_: number;

/** The module `hostile.import`, of which this Graft knows nothing more. */
export declare const import_: GraftModule;

export interface Shape {
  'a b': Shape[];
  class: globalThis.Map<number, string>;
}

export interface ShapeInput {
  readonly 'a b': readonly ShapeInput[];
  readonly class: globalThis.ReadonlyMap<number | bigint, string>;
}

export interface map {
  x: number;
}

export interface mapInput {
  readonly x: number | bigint;
}

export type Loop = number;

export type LoopInput = number | bigint;

export type There = any;

export type Back = null;

export type BackInput = null | undefined;

export type Json = string | { [key: string]: Json } | Json[];

export type JsonInput = string | { readonly [key: string]: JsonInput } | globalThis.ReadonlyMap<string, JsonInput> | (readonly JsonInput[]);

export type number_ = number;

export type number_Input = number | bigint;

export type any_ = number;

export type any_Input = number | bigint;

export type Either<L = any, R = any> = L | R;

export type Deep = Either<number, never>;

export type DeepInput = Either<number | bigint, never>;

declare const opaque_: unique symbol;

/** `elsewhere:Date`, of which this Graft knows nothing more. */
export interface Date_ extends GraftRemoteObject {
  readonly [opaque_]: 'elsewhere:Date';
}

/** `other.place:opaque`, of which this Graft knows nothing more. */
export interface opaque extends GraftRemoteObject {
  readonly [opaque_]: 'other.place:opaque';
}

/** All members; attributes are read and set where they are. */
declare const module_: {
  readonly delete: typeof delete__;
  readonly class: typeof class_;
  readonly default: typeof default_;
  readonly await: typeof await_;
  readonly yield: typeof yield_;
  readonly let: typeof let_;
  readonly static: typeof static_;
  readonly eval: typeof eval_;
  readonly arguments: typeof arguments_;
  readonly enum: typeof enum_;
  readonly undefined: typeof undefined_;
  readonly delete_: typeof delete_;
  readonly then_: typeof then_;
  readonly toJSON_: typeof toJSON_;
  readonly __proto__: typeof __proto___;
  readonly any: typeof any;
  readonly graft: typeof graft;
  readonly defineGraft: typeof defineGraft;
  readonly members: typeof members;
  readonly module: typeof module;
  readonly 'not-a-name': typeof not_a_name;
  readonly '1st': typeof _1st;
  readonly uses: typeof uses;
  readonly gives: typeof gives;
  readonly steps: typeof steps;
  readonly MapOptions: typeof MapOptions;
  readonly map: typeof map;
  readonly doubled: typeof doubled;
  readonly far: typeof far;
  readonly Map: typeof Map;
  readonly Set: typeof Set;
  readonly Promise: typeof Promise;
  readonly Symbol: typeof Symbol;
  readonly Date: typeof Date;
  readonly IterableIterator: typeof IterableIterator;
  readonly Error: typeof Error;
  readonly ReadonlyMap: typeof ReadonlyMap;
  readonly Decimal: typeof Decimal;
  readonly RemoteObject: typeof RemoteObject;
  readonly Keywords: typeof Keywords;
  readonly RemoteException: typeof RemoteException;
  readonly string: typeof string_;
  readonly Members: typeof Members;
  readonly Failure: typeof Failure;
  readonly One: typeof One;
  readonly Other: typeof Other;
  readonly Itself: typeof Itself;
  readonly Box: typeof Box;
  readonly Cup: typeof Cup;
  readonly Pair: typeof Pair;
  readonly Colour: typeof Colour;
  readonly Nothing: typeof Nothing;
  NaN: typeof NaN;
  quoted: typeof quoted;
  globalThis: typeof globalThis_;
  readonly import: typeof import_;
};
export default module_;
