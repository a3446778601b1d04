import { referenceOf } from '../remote-object.js';
import { isExportingObject } from '../exporting-object.js';
import { copyValue, type Crossing } from './value-copy.js';

type AnyFunction = (...args: unknown[]) => unknown;

/** What stands on one side for objects of the other, and the way back. */
interface Side {
  /** By objects of this side: what stands for them on the other. */
  readonly standIns: WeakMap<object, object>;
  readonly other: () => Side;
  /** Runs each call of an object of this side. */
  readonly run: (call: () => unknown) => unknown;
  readonly crossing: Crossing;
}

const plainly = (call: () => unknown): unknown => call();

/** What a stand-in stands for, and the side that this is of. */
const originals = new WeakMap<object, { readonly original: object; readonly side: Side }>();

/**
 * The exports of a module as a program gets them that could be moved away from it: arguments and results that cross by value are copied
 * as the wire would, in both directions, also those of callbacks; objects that cross by reference are there behind a stand-in. So a
 * program that changes what it was given, or what it has given, sees that nobody else sees it.
 *
 * Symbols, prototypes and identities are kept: `instanceof` works, and an object that went out comes back as itself.
 *
 * @param run runs each call that the program makes
 */
export function strictly<T extends object>(exports: T, run: Side['run'] = plainly): T {
  const module = createSide(() => program, isExportingObject, run);
  const program: Side = createSide(
    () => module,
    () => false,
    plainly,
  );
  return standInFor(exports, module) as T;
}

/** @param isHeld what of it crosses by reference although it looks like a value, as javascript-host has it */
function createSide(other: () => Side, isHeld: (value: object) => boolean, run: Side['run']): Side {
  const side: Side = {
    standIns: new WeakMap(),
    other,
    run,
    crossing: {
      cross: (value) => cross(value, side),
      isHeld: (value) => originals.has(value) || isHeld(value),
    },
  };
  return side;
}

/** What a stand-in stands for; anything else is itself. */
export function behind(value: object): object {
  return originals.get(value)?.original ?? value;
}

/** What an object that crosses by reference is on the other side of the one that it is seen from. */
function cross(value: object, from: Side): unknown {
  const known = originals.get(value);
  // A stand-in that goes back is the object itself.
  if (known !== undefined) return known.side === from.other() ? known.original : value;
  // Handles of another runtime's objects are the same wherever they are.
  if (referenceOf(value) !== 0 || value instanceof Error) return value;
  if (value instanceof Promise) {
    return value.then(
      (result: unknown) => copied(result, from, 'result'),
      (reason: unknown) => {
        throw thrown(reason, from);
      },
    );
  }
  return standInFor(value, from);
}

function copied(value: unknown, from: Side, path: string): unknown {
  return copyValue(value, from.crossing, path);
}

/** Errors arrive as they are: they are made anew for nobody to change. */
function thrown(reason: unknown, from: Side): unknown {
  return reason instanceof Error ? reason : copied(reason, from, 'reason');
}

function standInFor(original: object, side: Side): object {
  let standIn = side.standIns.get(original);
  if (standIn === undefined) {
    standIn = new Proxy(shadowOf(original), trapsFor(original, side));
    side.standIns.set(original, standIn);
    originals.set(standIn, { original, side });
  }
  return standIn;
}

const waysToCall: ReadonlySet<unknown> = new Set(
  ['apply', 'call', 'bind'].map((name) => Reflect.get(Function.prototype, name) as unknown),
);

function isWayToCall(value: unknown): boolean {
  return waysToCall.has(value);
}

/** A Proxy may lie about an object only where that is open to changes: what stands behind one is nobody's object. */
function shadowOf(original: object): object {
  if (typeof original !== 'function') return {};
  const shadow = function () {}.bind(undefined);
  // What people see who print it.
  Object.defineProperty(shadow, 'name', { value: original.name, configurable: true });
  return shadow;
}

function trapsFor(original: object, side: Side): ProxyHandler<object> {
  const back = side.other();
  const unwrap = (value: unknown): unknown => originals.get(value as object)?.original ?? value;
  const member = (value: unknown): unknown =>
    (typeof value === 'object' && value !== null) || typeof value === 'function' || typeof value === 'symbol'
      ? copied(value, side, 'result')
      : value;
  const inward = (args: readonly unknown[]): unknown[] =>
    args.map((value, index) => copied(value, back, `args[${index}]`));
  const outward = (call: () => unknown): unknown => {
    let result;
    try {
      result = side.run(call);
    } catch (error) {
      throw thrown(error, side);
    }
    return copied(result, side, 'result');
  };
  return {
    get: (_, key) => {
      const value: unknown = Reflect.get(original, key);
      // Prototypes are how objects are told apart; they carry nothing. And calling a function by these is calling it: through `apply` below.
      return key === 'prototype' || isWayToCall(value) ? value : member(value);
    },
    set: (_, key, value) => Reflect.set(original, key, copied(value, back, 'value')),
    has: (_, key) => Reflect.has(original, key),
    deleteProperty: (_, key) => Reflect.deleteProperty(original, key),
    ownKeys: () => Reflect.ownKeys(original),
    getPrototypeOf: () => Reflect.getPrototypeOf(original),
    setPrototypeOf: () => false,
    getOwnPropertyDescriptor: (_, key) => {
      const found = Reflect.getOwnPropertyDescriptor(original, key);
      if (found === undefined) return undefined;
      const shown = { enumerable: found.enumerable ?? false, configurable: true };
      try {
        const value = member(Reflect.get(original, key));
        return { ...shown, value, writable: found.writable ?? found.set !== undefined };
      } catch (error) {
        // Who lists the names is not told of what cannot cross, who reads it is.
        const get = (): never => {
          throw error;
        };
        return { ...shown, get };
      }
    },
    apply: (_, receiver, args: readonly unknown[]) =>
      outward(() => Reflect.apply(original as AnyFunction, unwrap(receiver), inward(args))),
    construct: (_, args: readonly unknown[], newTarget) =>
      outward(() =>
        Reflect.construct(
          original as AnyFunction,
          inward(args),
          originals.has(newTarget) ? (unwrap(newTarget) as AnyFunction) : newTarget,
        ),
      ) as object,
  };
}
