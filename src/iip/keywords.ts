import { GraftError } from '../errors/graft-error.js';
import { isPlainObject } from './object-kind.js';

/** Keyword arguments, as the last argument of a call. Made by {@link kw}. */
export class Keywords {
  /** The arguments by name: the object that was given, which is read when the call is made. */
  readonly values: Readonly<Record<string, unknown>>;

  constructor(values: Readonly<Record<string, unknown>>) {
    this.values = values;
  }
}

/**
 * Passes keyword arguments to Python: `table.sum(kw({ axis: 0 }))`.
 *
 * @throws GraftError `invalid-argument` where `values` is not a plain object
 */
export function kw(values: Readonly<Record<string, unknown>>): Keywords {
  if (typeof values !== 'object' || values === null || Array.isArray(values) || !isPlainObject(values)) {
    throw new GraftError('invalid-argument', 'kw() takes one plain object.', {
      remedy: 'Write the keyword arguments as its properties: kw({ axis: 0 }).',
    });
  }
  return new Keywords(values);
}
