import { bindLazily } from '../hypertube/remote-object.js';

type AnyFunction = (...args: unknown[]) => unknown;

/** What placeholders stand for. */
const standing = new WeakMap<object, () => unknown>();

/**
 * What stands for a function, class or object until it is first used: whatever is done with it is done with what `resolve` gives, which is
 * asked each time. One that was copied elsewhere before (`const f = mean`) goes on doing so.
 */
export function createPlaceholder(name: string, resolve: () => unknown): object {
  // A bound function can be called and constructed, and has no property that a Proxy would have to tell the truth about.
  const target = function () {}.bind(undefined);
  Object.defineProperty(target, 'name', { value: name, configurable: true });
  const placeholder = new Proxy<object>(target, trapsFor(resolve));
  standing.set(placeholder, resolve);
  // As an argument it is what it stands for.
  bindLazily(placeholder, resolve as () => object);
  return placeholder;
}

/** What a placeholder stands for; anything else is itself. */
export function resolved<T>(value: T): T {
  const resolve =
    typeof value === 'function' || typeof value === 'object' ? standing.get(value as object) : undefined;
  return resolve === undefined ? value : (resolve() as T);
}

function trapsFor(resolve: () => unknown): ProxyHandler<object> {
  const real = (): object => resolve() as object;
  return {
    apply: (_, receiver, args: unknown[]) => Reflect.apply(real() as AnyFunction, receiver, args),
    construct: (_, args: unknown[], newTarget) =>
      Reflect.construct(real() as AnyFunction, args, resolved(newTarget)) as object,
    get: (_, key) => {
      const target = real();
      const value: unknown = Reflect.get(target, key);
      // `x instanceof placeholder` asks the placeholder itself.
      return key === Symbol.hasInstance && typeof value === 'function'
        ? (value as AnyFunction).bind(target)
        : value;
    },
    set: (_, key, value) => Reflect.set(real(), key, value),
    has: (_, key) => Reflect.has(real(), key),
    deleteProperty: (_, key) => Reflect.deleteProperty(real(), key),
    defineProperty: (_, key, descriptor) => Reflect.defineProperty(real(), key, descriptor),
    ownKeys: () => Reflect.ownKeys(real()),
    getOwnPropertyDescriptor: (_, key) => {
      const found = Reflect.getOwnPropertyDescriptor(real(), key);
      return found === undefined ? undefined : { ...found, configurable: true };
    },
    getPrototypeOf: () => Reflect.getPrototypeOf(real()),
    setPrototypeOf: (_, prototype) => Reflect.setPrototypeOf(real(), prototype),
    isExtensible: () => true,
    preventExtensions: () => false,
  };
}
