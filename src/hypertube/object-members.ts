import { ByReference } from './by-reference.js';
import { isClass } from './exports.js';
import { isExportingObject } from './exporting-object.js';
import { noteLoop } from './held-objects.js';
import { isNamespace } from './namespace.js';
import { stepOf, stepOrThrow } from './iterator-step.js';

/** What the other side asks of objects of JavaScript beside their own members, by name. */
export const objectMembers: ReadonlyMap<string, (...args: readonly unknown[]) => unknown> = new Map(
  Object.entries({
    repr: (value: unknown) => inspect(value),
    text: (value: unknown) => textOf(value),
    attribute: (value: unknown, name: unknown) => attributeOf(value as object, name as PropertyKey),
    // Whether there is a property, whatever it has for a value.
    hasMember: (value: unknown, name: unknown) => Reflect.has(value as object, name as PropertyKey),
    // A property as the object that it is, also where that would be a value.
    held: (value: unknown, name: unknown) => heldOf(value as object, name as PropertyKey),
    dir: (value: unknown) => memberNamesOf(value as object),
    help: (value: unknown) => helpOf(value),
    length: (value: unknown) => lengthOf(value),
    has: (value: unknown, key: unknown) => has(value as object, key),
    get: (value: unknown, key: unknown) => item(value as object, key),
    set: (value: unknown, key: unknown, item: unknown) => setItem(value as object, key, item),
    delete: (value: unknown, key: unknown) => deleteItem(value as object, key),
    iterate: (value: unknown) => iteratorOf(value),
    // null where that is no step: which error that is, the other side knows.
    next: (value: unknown, sent: unknown) => stepOf((value as Iterator<unknown>).next(sent as never)) ?? null,
    return: (value: unknown) => {
      (value as Iterator<unknown>).return?.();
      return null;
    },
    iterateAsync: (value: unknown) => asyncIteratorOf(value),
    nextAsync: async (value: unknown) => stepOrThrow(await (value as AsyncIterator<unknown>).next()),
    returnAsync: async (value: unknown) => {
      await (value as AsyncIterator<unknown>).return?.();
      return null;
    },
    instance: (value: unknown, of: unknown) => typeof of === 'function' && value instanceof of,
    same: (one: unknown, other: unknown) => one === other,
    truth: (value: unknown) => Boolean(value),
    number: (value: unknown) => Number(value),
    construct: (value: unknown, ...args: readonly unknown[]) =>
      Reflect.construct(value as new (...given: readonly unknown[]) => unknown, args),
    name: (value: unknown) =>
      typeof value === 'function' ? value.name : (value?.constructor?.name ?? 'Object'),
    // Whether `iterate` or `iterateAsync` would find something to iterate over.
    can: (value: unknown, name: unknown) =>
      typeof (value as { readonly [key: symbol]: unknown })[
        name === 'iterate' ? Symbol.iterator : Symbol.asyncIterator
      ] === 'function',
    arity: (value: unknown) => (typeof value === 'function' ? value.length : 0),
  }),
);

type Keyed = { get?: (key: unknown) => unknown; has?: (key: unknown) => boolean };

function inspect(value: unknown): string {
  const { inspect: show } = process.getBuiltinModule('node:util');
  return show(value, { depth: 2, breakLength: 120 });
}

/** Modules, and other objects without a prototype, have no text of their own. */
function textOf(value: unknown): string {
  return typeof value === 'object' && value !== null && !('toString' in value)
    ? inspect(value)
    : String(value);
}

/** Own and inherited names, without those that every object has. */
function memberNamesOf(value: object): string[] {
  const names = new Set<string>();
  for (let at: object | null = value; at !== null && at !== Object.prototype && at !== Function.prototype;) {
    for (const name of Object.getOwnPropertyNames(at)) if (name !== 'constructor') names.add(name);
    at = Object.getPrototypeOf(at) as object | null;
  }
  return [...names].sort();
}

function helpOf(value: unknown): string {
  if (typeof value === 'function') return Function.prototype.toString.call(value);
  return inspect(value);
}

function lengthOf(value: unknown): number {
  const { length, size } = value as { length?: unknown; size?: unknown };
  if (typeof size === 'number') return size;
  if (typeof length === 'number') return length;
  throw new TypeError('This object of JavaScript has neither length nor size.');
}

function has(value: object, key: unknown): boolean {
  const { has: own } = value as Keyed;
  if (typeof own === 'function') return own.call(value, key);
  if (Symbol.iterator in value) {
    for (const one of value as Iterable<unknown>) if (Object.is(one, key)) return true;
    return false;
  }
  return Reflect.has(value, key as PropertyKey);
}

/** The value of a property, and whether it is a method, which is called on its object; null where there is none. */
function attributeOf(value: object, name: PropertyKey): readonly [unknown, boolean] | null {
  if (!Reflect.has(value, name)) return null;
  const found: unknown = Reflect.get(value, name);
  if (typeof found === 'function') return [found, !isNamespace(value) && !isClass(found)];
  const isHeld = typeof found === 'object' && found !== null && isExportingObject(found);
  return [isHeld ? new ByReference(found) : found, false];
}

function heldOf(value: object, name: PropertyKey): ByReference | null {
  const found: unknown = Reflect.get(value, name);
  const isObject = (typeof found === 'object' && found !== null) || typeof found === 'function';
  return isObject ? new ByReference(found) : null;
}

/** Wrapped, since undefined for what is not there would be None. */
function item(value: object, key: unknown): readonly [unknown] | null {
  const { get, has: own } = value as Keyed;
  if (typeof get === 'function' && typeof own === 'function')
    return own.call(value, key) ? [get.call(value, key)] : null;
  const name = typeof key === 'number' && key < 0 && 'length' in value ? Number(value.length) + key : key;
  return Reflect.has(value, name as PropertyKey) ? [Reflect.get(value, name as PropertyKey)] : null;
}

function setItem(value: object, key: unknown, given: unknown): void {
  const { set } = value as { set?: (key: unknown, item: unknown) => void };
  if (typeof set === 'function' && !ArrayBuffer.isView(value)) set.call(value, key, given);
  else Reflect.set(value, key as PropertyKey, given);
}

function deleteItem(value: object, key: unknown): boolean {
  const { delete: own } = value as { delete?: (key: unknown) => boolean };
  if (typeof own === 'function') return own.call(value, key);
  return Reflect.has(value, key as PropertyKey) && Reflect.deleteProperty(value, key as PropertyKey);
}

function iteratorOf(value: unknown): Iterator<unknown> {
  const { [Symbol.iterator]: iterate, [Symbol.asyncIterator]: later } = value as {
    [Symbol.iterator]?: () => Iterator<unknown>;
    [Symbol.asyncIterator]?: unknown;
  };
  // It has `next`, which gives promises.
  if (typeof iterate !== 'function' && typeof later === 'function')
    throw new TypeError('This object of JavaScript is iterated over asynchronously: use async for.');
  const iterator = typeof iterate === 'function' ? iterate.call(value) : (value as Iterator<unknown>);
  if (typeof (iterator as { next?: unknown }).next === 'function') {
    noteLoop(iterator);
    return iterator;
  }
  throw new TypeError('This object of JavaScript cannot be iterated over.');
}

function asyncIteratorOf(value: unknown): AsyncIterator<unknown> | Iterator<unknown> {
  const iterate = (value as Partial<AsyncIterable<unknown>>)[Symbol.asyncIterator];
  if (typeof iterate !== 'function') return iteratorOf(value);
  const iterator = iterate.call(value);
  if (typeof iterator === 'object' && iterator !== null) noteLoop(iterator);
  return iterator;
}
