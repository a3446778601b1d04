/** What an iterator has given: whether that is its end, and the item. */
export type IteratorStep = readonly [isDone: boolean, value: unknown];

/**
 * What `next` of an iterator, `throw` or another one of its methods has given.
 *
 * @returns undefined for what is no step: a promise, which an asynchronous iterator gives, or no object at all
 */
export function stepOf(given: unknown): IteratorStep | undefined {
  if (typeof given !== 'object' || given === null) return undefined;
  const { then } = given as { then?: unknown };
  if (typeof then === 'function') {
    // Whoever takes it for an item is told; of what it is rejected with nobody has asked.
    if (given instanceof Promise) given.catch(() => undefined);
    return undefined;
  }
  const { done, value } = given as { readonly done?: unknown; readonly value?: unknown };
  return [done === true, value];
}

/** @throws TypeError for what is no step */
export function stepOrThrow(given: unknown): IteratorStep {
  const step = stepOf(given);
  if (step === undefined) throw new TypeError('What next() of this iterator gives is no item.');
  return step;
}
