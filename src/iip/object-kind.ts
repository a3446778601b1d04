// What an object is, asked of the object itself and not of its looks, in whatever realm it was made: a test runner's
// sandbox and an iframe have an Array, an Object and a Map of their own.

const { getPrototypeOf, hasOwn } = Object;
const typedArrayTag = Object.getOwnPropertyDescriptor(
  getPrototypeOf(Uint8Array.prototype),
  Symbol.toStringTag,
);

/** Whether `value` is data and not an instance of a class: its prototype is null or an `Object.prototype`. */
export function isPlainObject(value: object): boolean {
  const prototype = getPrototypeOf(value) as object | null;
  if (prototype === Object.prototype || prototype === null) return true;
  return getPrototypeOf(prototype) === null && hasOwn(prototype, 'isPrototypeOf');
}

/** Whether an array is not of a subclass: `Array.prototype` is itself an array, that of a subclass is not. */
export function isPlainArray(value: readonly unknown[]): boolean {
  return Array.isArray(getPrototypeOf(value));
}

/** Whether `value` is a Uint8Array or a Buffer, and not of another subclass. */
export function isBytes(value: object): value is Uint8Array {
  if (typedArrayTag?.get?.call(value) !== 'Uint8Array') return false;
  const name = constructorName(value);
  return name === 'Uint8Array' || name === 'Buffer';
}

/** The entries of a Map, and undefined for anything else: a subclass, a Proxy of a Map. */
export function entriesOfMap(value: object): IterableIterator<[unknown, unknown]> | undefined {
  if (constructorName(value) !== 'Map') return undefined;
  try {
    return Map.prototype.entries.call(value as Map<unknown, unknown>);
  } catch {
    return undefined;
  }
}

/** Whether `value` is a Date, and not of a subclass. */
export function isDate(value: object): value is Date {
  if (constructorName(value) !== 'Date') return false;
  try {
    Date.prototype.getTime.call(value);
    return true;
  } catch {
    return false;
  }
}

/** The items of a Set, and undefined for anything else: a subclass, a Proxy of a Set. */
export function itemsOfSet(value: object): IterableIterator<unknown> | undefined {
  if (constructorName(value) !== 'Set') return undefined;
  try {
    return Set.prototype.values.call(value as Set<unknown>);
  } catch {
    return undefined;
  }
}

/** Whether `value` is a URL, and not of a subclass. */
export function isUrl(value: object): value is URL {
  if (constructorName(value) !== 'URL') return false;
  try {
    const href = Object.getOwnPropertyDescriptor(URL.prototype, 'href');
    return typeof href?.get?.call(value) === 'string';
  } catch {
    return false;
  }
}

/** The name of the class that made `value`; empty where it has none. */
export function constructorName(value: object): string {
  const maker: unknown = value.constructor;
  return typeof maker === 'function' ? maker.name : '';
}
