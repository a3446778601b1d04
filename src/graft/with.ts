import type { CallLimits, Guards } from '../hypertube/call-guards.js';
import { bindAlias, lazyReferenceOf, referenceOf, RemoteObject } from '../hypertube/remote-object.js';
import { isAsyncInterface } from './async-method.js';
import type { CallOptions } from './call-options.js';
import { checkCallOptions } from './call-options.js';
import { originOf, remember } from './origin.js';

type AnyFunction = (...args: unknown[]) => unknown;

/**
 * The same interface as that of `target`, a module, function, class or object of Python, whose calls have `options`. What the calls give
 * has them not, except modules, classes and functions that are members of it.
 *
 * @throws GraftError `invalid-argument` for options that are none
 */
export function withOptions<T extends object>(
  guards: Guards,
  target: T,
  options: CallOptions,
  asyncOf: (target: object) => object,
): T {
  checkCallOptions(options);
  // Read now: what the caller changes later counts for nobody.
  const { timeoutMs, signal, oneway } = options;
  // What nobody waits for is called beside JavaScript.
  const called = oneway === true && !isAsyncInterface(target) ? asyncOf(target) : target;
  return new Guarded(guards, { timeoutMs, signal, oneway }).of(called) as T;
}

/** Whether `value` came from another runtime. */
export function isOfPython(value: unknown): value is object {
  return (
    ((typeof value === 'object' && value !== null) || typeof value === 'function') &&
    (isAsyncInterface(value) ||
      originOf(value) !== undefined ||
      referenceOf(value) !== 0 ||
      lazyReferenceOf(value) !== 0)
  );
}

/** What `graft.with` has made, and by whom. */
const guards = new WeakMap<object, Guarded>();

/** Who has made an interface with options; undefined for any other. */
export function guardOf(value: object): Guarded | undefined {
  return guards.get(value);
}

/** Whether reading a member may run code of Python. Methods are there already, and are read often. */
function asksPython(target: object, key: PropertyKey): boolean {
  for (let at: object | null = target; at !== null; at = Reflect.getPrototypeOf(at)) {
    const descriptor = Reflect.getOwnPropertyDescriptor(at, key);
    if (descriptor !== undefined) return descriptor.get !== undefined;
  }
  return false;
}

/** Whether a call has given a generator, or another iterator: all that there is to limit comes with its items. */
function isIterator(value: unknown): value is object {
  return (
    typeof value === 'object' &&
    value !== null &&
    RemoteObject.isOne(value) &&
    (Symbol.iterator in value || Symbol.asyncIterator in value) &&
    'next' in value &&
    !asksPython(value, 'next')
  );
}

/** What stands for the objects that calls with the same options are made on: one for each. */
class Guarded {
  private readonly guards: Guards;
  private readonly limits: CallLimits;
  private readonly made = new WeakMap<object, object>();
  private readonly originals = new WeakMap<object, object>();

  constructor(guards: Guards, limits: CallLimits) {
    this.guards = guards;
    this.limits = limits;
  }

  of<T extends object>(target: T): T {
    let made = this.made.get(target);
    if (made === undefined) {
      made = new Proxy<object>(target, this.traps(target));
      this.made.set(target, made);
      this.originals.set(made, target);
      guards.set(made, this);
      bindAlias(made, target);
      const origin = originOf(target);
      if (origin !== undefined) remember(made, origin);
    }
    return made as T;
  }

  /** Private fields of an object know only the object itself. */
  original(value: unknown): unknown {
    return this.originals.get(value as object) ?? value;
  }

  private traps(target: object): ProxyHandler<object> {
    const { guards, limits } = this;
    // What gives promises has the limits for them.
    const run = <T>(call: () => T): T =>
      isAsyncInterface(target) ? guards.runLater(limits, call) : guards.run(limits, call);
    return {
      get: (_, key) => {
        const read = (): unknown => Reflect.get(target, key) as unknown;
        return this.member(target, key, asksPython(target, key) ? run(read) : read());
      },
      set: (_, key, value: unknown) => run(() => Reflect.set(target, key, value)),
      apply: (_, self, args: unknown[]) => {
        const receiver = this.original(self);
        const result: unknown = run(() => Reflect.apply(target as AnyFunction, receiver, args));
        // An iterator that gives itself as its iterator, or whatever else is chained, keeps the options.
        if (result === receiver && receiver !== self) return self as unknown;
        return isIterator(result) ? this.of(result) : result;
      },
      construct: (_, args: unknown[], newTarget) =>
        run(
          () =>
            Reflect.construct(target as AnyFunction, args, this.original(newTarget) as AnyFunction) as object,
        ),
    };
  }

  /** Modules, functions and methods have the options, too; objects that are kept somewhere are what they are. */
  private member(owner: object, key: PropertyKey, value: unknown): unknown {
    if (typeof value !== 'function' && originOf(value)?.kind !== 'module') return value;
    const descriptor = Reflect.getOwnPropertyDescriptor(owner, key);
    // A Proxy has to tell the truth about these.
    if (descriptor?.configurable === false && descriptor.writable === false) return value;
    return key === 'constructor' ? value : this.of(value as object);
  }
}
