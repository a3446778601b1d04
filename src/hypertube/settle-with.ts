import { GraftError } from '../errors/graft-error.js';
import { PipelinedPromise } from './pipelined-promise.js';

/**
 * Settles a promise with what has been received. A value that JavaScript would take for a promise is refused: it would never be given,
 * but called.
 */
export function settleWith(promise: PipelinedPromise, value: unknown): void {
  const isThenable =
    typeof value === 'object' &&
    value !== null &&
    !(value instanceof Promise) &&
    typeof (value as { then?: unknown }).then === 'function';
  if (!isThenable) {
    PipelinedPromise.settle(promise, value);
    return;
  }
  PipelinedPromise.fail(
    promise,
    new GraftError('unsupported-value', 'A dict with a function called then is no result of a promise.', {
      remedy: 'Give it another name, or put the dict into a list.',
    }),
  );
}
