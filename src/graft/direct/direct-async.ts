import { isClass } from '../../hypertube/exports.js';
import { behind } from '../../hypertube/strict/membrane.js';
import { isProbed, probedName } from '../../hypertube/probed-names.js';
import { markAsync } from '../async-method.js';

type AnyFunction = (...args: unknown[]) => unknown;

const interfaces = new WeakMap<object, object>();
/** By interfaces, what they are of. */
const originals = new WeakMap<object, object>();
const ofPromises: ReadonlySet<PropertyKey> = new Set<PropertyKey>([
  'then',
  'catch',
  'finally',
  Symbol.asyncIterator,
]);

/**
 * `graft.async` of what is JavaScript's own: every call gives a promise and runs in a later turn of this thread, in order, as nothing else could
 * run it. Promises have the members of what they give.
 */
export function asyncOfDirect(target: object): object {
  let made = interfaces.get(target);
  if (made === undefined) {
    made = markAsync(new Proxy(target, new AsyncTraps()));
    interfaces.set(target, made);
    originals.set(made, target);
  }
  return made;
}

/** What an interface is of; anything else is itself. */
export function behindAsync(value: object): object {
  return originals.get(value) ?? value;
}

class AsyncTraps implements ProxyHandler<object> {
  private readonly members = new Map<PropertyKey, unknown>();

  get(target: object, key: PropertyKey): unknown {
    // Nothing of a Graft is a thenable, and what symbols name is the language's.
    if (typeof key === 'symbol' || key === 'prototype' || key === 'then') return Reflect.get(target, key);
    const value: unknown = Reflect.get(target, key);
    if (typeof value !== 'function') return pipelined(Promise.resolve(value));
    let made = this.members.get(key);
    if (made === undefined) {
      made = isClass(behind(value))
        ? asyncOfDirect(value)
        : markAsync((...args: unknown[]) => later(() => Reflect.apply(value, target, args)));
      this.members.set(key, made);
    }
    return made;
  }

  apply(target: object, receiver: unknown, args: unknown[]): unknown {
    if (isClass(behind(target))) return this.construct(target, args);
    return later(() => Reflect.apply(target as AnyFunction, receiver, args));
  }

  construct(target: object, args: unknown[]): object {
    return later(() => Reflect.construct(target as AnyFunction, args) as object);
  }
}

function later(call: () => unknown): Promise<unknown> {
  return pipelined(Promise.resolve().then(call));
}

/** A promise that has the members of what it gives, which are called when it is there. */
function pipelined(promise: Promise<unknown>): Promise<unknown> {
  return new Proxy(promise, {
    get: (_, key) => {
      if (key === Symbol.asyncIterator) return () => iterate(promise);
      if (key in Promise.prototype || typeof key === 'symbol') {
        const value: unknown = Reflect.get(promise, key);
        return typeof value === 'function' && key !== 'constructor'
          ? (value as AnyFunction).bind(promise)
          : value;
      }
      return isProbed(key) ? undefined : pipelinedMember(() => promise, key);
    },
  });
}

async function* iterate(promise: Promise<unknown>): AsyncGenerator<unknown, void, undefined> {
  yield* (await promise) as AsyncIterable<unknown>;
}

/** A member of what is not there yet: to be called, or awaited itself. Nothing is done for one that is only looked at. */
function pipelinedMember(owner: () => Promise<unknown>, shown: string): object {
  const key = probedName(shown) ?? shown;
  const call = (...args: unknown[]): unknown =>
    pipelined(
      owner().then((object) => {
        const method: unknown = Reflect.get(Object(object) as object, key);
        if (typeof method !== 'function') throw new TypeError(`${key} is not a function`);
        return Reflect.apply(method as AnyFunction, object, args);
      }),
    );
  let made: Promise<unknown> | undefined;
  const read = (): Promise<unknown> =>
    (made ??= pipelined(owner().then((object) => Reflect.get(Object(object) as object, key) as unknown)));
  return new Proxy(call, {
    get: (target, member) => {
      if (ofPromises.has(member))
        return (...args: unknown[]): unknown => (Reflect.get(read(), member) as AnyFunction)(...args);
      if (typeof member === 'symbol') return Reflect.get(target, member) as unknown;
      if (member in Promise.prototype) return Reflect.get(Promise.prototype, member) as unknown;
      return isProbed(member) ? undefined : pipelinedMember(read, member);
    },
  });
}
