/**
 * A tuple: a frozen array. It arrives in Python as a `tuple`, as any frozen array does, and Python's tuples arrive as
 * frozen arrays.
 */
export function tuple<const T extends readonly unknown[]>(...items: T): T {
  return Object.freeze(items);
}
