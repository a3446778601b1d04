import { GraftError } from '../errors/graft-error.js';

/** A promise cannot give what it would itself wait for. */
export function awaitable(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Promise || typeof (value as { then?: unknown }).then !== 'function') return value;
  throw new GraftError('unsupported-value', 'A dict with a function called then is no result of a promise.', {
    remedy: 'Give it another name, or put the dict into a list.',
  });
}
