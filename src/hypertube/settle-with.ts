import { GraftError } from '../errors/graft-error.js';
import { PipelinedPromise } from './pipelined-promise.js';

/** Settles a promise with what has been received. */
export function settleWith(promise: PipelinedPromise, value: unknown): void {
  const refused = refusalOf(value);
  if (refused === undefined) PipelinedPromise.settle(promise, value);
  else PipelinedPromise.fail(promise, refused);
}

/** Why a promise cannot give a value: JavaScript would take it for another promise, and call it. */
export function refusalOf(value: unknown): GraftError | undefined {
  if (typeof value !== 'object' || value === null || value instanceof Promise) return undefined;
  if (typeof (value as { then?: unknown }).then !== 'function') return undefined;
  return new GraftError(
    'unsupported-value',
    'A dict with a function called then is no result of a promise.',
    { remedy: 'Give it another name, or put the dict into a list.' },
  );
}
