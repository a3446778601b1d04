import type { UgmSimpleKind, UgmType } from '../../model/ugm-type.js';

const any: UgmType = { kind: 'any' };

const simple: Readonly<Record<string, UgmSimpleKind>> = {
  String: 'string',
  Number: 'number',
  Boolean: 'bool',
  BigInt: 'bigint',
  Symbol: 'symbol',
  Object: 'object',
  Date: 'datetime',
  Uint8Array: 'bytes',
  Buffer: 'bytes',
  // It crosses as its text: Python has no class for it.
  URL: 'string',
};

/** By the name of the class, the type that numpy has for its items. */
const typedArrays: Readonly<Record<string, string | undefined>> = {
  Int8Array: 'int8',
  Uint8ClampedArray: 'uint8',
  Int16Array: 'int16',
  Uint16Array: 'uint16',
  Int32Array: 'int32',
  Uint32Array: 'uint32',
  BigInt64Array: 'int64',
  BigUint64Array: 'uint64',
  Float16Array: 'float16',
  Float32Array: 'float32',
  Float64Array: 'float64',
};

const memory = new Set(['ArrayBuffer', 'SharedArrayBuffer', 'ArrayBufferLike', 'ArrayBufferView', 'DataView', 'TypedArray']);

type Of = Extract<UgmType, { readonly of: UgmType }>['kind'];

const collections: Readonly<Record<string, Exclude<Of, 'optional' | 'union'>>> = {
  Array: 'list',
  ReadonlyArray: 'list',
  ArrayLike: 'list',
  ConcatArray: 'list',
  Set: 'set',
  ReadonlySet: 'set',
  Iterable: 'iterable',
  Iterator: 'iterator',
  IteratorObject: 'iterator',
  IterableIterator: 'iterator',
  Generator: 'iterator',
  BuiltinIterator: 'iterator',
  ArrayIterator: 'iterator',
  MapIterator: 'iterator',
  SetIterator: 'iterator',
  StringIterator: 'iterator',
  RegExpStringIterator: 'iterator',
  AsyncIterable: 'asyncIterable',
  AsyncIterator: 'asyncIterator',
  AsyncIteratorObject: 'asyncIterator',
  AsyncIterableIterator: 'asyncIterator',
  AsyncGenerator: 'asyncIterator',
  Promise: 'awaitable',
  PromiseLike: 'awaitable',
};

/**
 * What a type of the language, or one that Node.js declares for everybody, is in a model.
 *
 * @returns undefined where it is a class like any other
 */
export function globalType(name: string, args: () => readonly UgmType[]): UgmType | undefined {
  const kind = own(simple, name);
  if (kind !== undefined) return { kind };
  const dtype = own(typedArrays, name);
  if (dtype !== undefined) return { kind: 'array', dtype };
  if (memory.has(name)) return { kind: 'array' };
  const collection = own(collections, name);
  if (collection !== undefined) return { kind: collection, of: args()[0] ?? any };
  if (name === 'Map' || name === 'ReadonlyMap') {
    const [key = any, value = any] = args();
    return { kind: 'map', key, value };
  }
  if (name === 'Function' || name === 'CallableFunction' || name === 'NewableFunction') return { kind: 'callback' };
  // They say how a type may be used, not what it is.
  return name === 'Readonly' || name === 'NoInfer' ? args()[0] : undefined;
}

/** The exceptions of the language. */
export const languageErrors: ReadonlySet<string> = new Set([
  ...['Error', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError', 'URIError'],
  ...['AggregateError', 'SuppressedError', 'DOMException'],
]);

function own<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
