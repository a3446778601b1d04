/** Types of TypeScript's libraries that declarations may name. What is made for the members is called otherwise. */
export const libraryTypes: ReadonlySet<string> = new Set(
  (
    'Array ArrayBuffer AsyncIterable AsyncIterableIterator BigInt64Array BigUint64Array DataView Date Error EvalError AggregateError Float32Array ' +
    'Float64Array Function Int16Array Int32Array Int8Array Iterable IterableIterator IteratorResult Map Pick Promise PromiseLike RangeError ReadonlyMap ' +
    'ReadonlySet ReferenceError RegExp Set SharedArrayBuffer Symbol SyntaxError TypeError URIError Uint16Array Uint32Array Uint8Array ' +
    'Uint8ClampedArray WeakMap WeakRef WeakSet'
  ).split(' '),
);

/** Types of graftwire that they may import. */
export const graftwireTypes: ReadonlySet<string> = new Set(
  (
    'emits Complex DateTime Decimal Float Fraction FrozenSet GraftModule Keywords NDArray NDArrayData Path PlainDate PlainTime Range RemoteException ' +
    'RemoteObject Slice TimeDelta Uuid'
  ).split(' '),
);
