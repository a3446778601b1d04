import { GraftError } from '../errors/graft-error.js';

/** What only this library has, so that only it makes objects for references. */
export const referenceToken: unique symbol = Symbol('graftwire.reference');

/** What every {@link RemoteObject} points at: nothing is asked of it. */
const nothing = {};

/**
 * An object of another runtime, held by reference: the base of every class that a Graft has. The object lives as long as this one does,
 * or until it is disposed of: `using`, `graft.release`, or `[Symbol.dispose]()`.
 *
 * Inside, it is a WeakRef, because structuredClone and postMessage refuse one: of any other object they would silently make `{}`.
 */
export class RemoteObject extends WeakRef<object> {
  #reference: number;

  /** @internal Made for references that arrive, never by hand. */
  constructor(token?: unknown, reference?: unknown) {
    if (token !== referenceToken) {
      throw new GraftError(
        'invalid-argument',
        'A RemoteObject comes from the other side, and is not made here.',
      );
    }
    super(nothing);
    this.#reference = reference as number;
  }

  /** @internal 0 where `value` is none, or has been released. */
  static referenceOf(value: object): number {
    return #reference in value ? value.#reference : 0;
  }

  /** @internal Makes it one that has been released; gives its reference. */
  static disown(value: object): number {
    if (!(#reference in value)) return 0;
    const reference = value.#reference;
    value.#reference = 0;
    return reference;
  }

  /** @internal */
  static isOne(value: object): boolean {
    return #reference in value;
  }
}

// deref() is nobody's business; what an object has comes from its class in Python.
Object.setPrototypeOf(RemoteObject.prototype, Object.prototype);

/** References of what is no RemoteObject but stands for an object of the other side: functions, classes, errors. */
const references = new WeakMap<object, number>();

/** Lets `value` stand for the object with this reference. */
export function bindReference(value: object, reference: number): void {
  references.set(value, reference);
}

/** Of what is made without asking for the object it stands for: what asks for it. */
const origins = new WeakMap<object, () => object>();
/** What was asked for, which lives as long as what stands for the same. */
const handles = new WeakMap<object, object>();

/** Lets `value` stand for an object that is asked for when it is first needed; `ask` gives another handle of it. */
export function bindLazily(value: object, ask: () => object): void {
  origins.set(value, ask);
}

/** Lets `alias` stand for what `target` stands for, also when that is released. */
export function bindAlias(alias: object, target: object): void {
  origins.set(alias, origins.get(target) ?? (() => target));
}

/** The reference of what {@link bindLazily} has bound; 0 for anything else. */
export function lazyReferenceOf(value: object): number {
  const ask = origins.get(value);
  if (ask === undefined) return 0;
  let handle = handles.get(value);
  if (handle === undefined) {
    handle = ask();
    handles.set(value, handle);
  }
  return referenceOf(handle);
}

/** The reference that `value` stands for; 0 where it stands for none, or none any more. */
export function referenceOf(value: object): number {
  return RemoteObject.referenceOf(value) || (references.get(value) ?? 0);
}

/** The same for what can only be a {@link RemoteObject} or a function. */
export function takeReference(value: object): number {
  const reference = referenceOf(value);
  RemoteObject.disown(value);
  references.delete(value);
  return reference;
}
