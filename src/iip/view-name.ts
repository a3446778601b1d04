// Of all typed arrays; for anything else it gives undefined. Unlike Object.prototype.toString it makes no text.
const tag = Reflect.getOwnPropertyDescriptor(
  Object.getPrototypeOf(Uint8Array.prototype) as object,
  Symbol.toStringTag,
)!.get as (this: unknown) => string | undefined;

/** The name of a view's class, of whichever realm it is and whatever it is derived from: `Float64Array`, `DataView`. */
export function viewName(view: ArrayBufferView): string {
  return tag.call(view) ?? 'DataView';
}
