import { GraftError } from '../errors/graft-error.js';

/** A number that is sent as a float even where it is integral. Made by {@link float}. */
export class Float {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
    Object.freeze(this);
  }

  valueOf(): number {
    return this.value;
  }

  toString(): string {
    return String(this.value);
  }

  toJSON(): number {
    return this.value;
  }
}

/**
 * Sends `value` as a float. JavaScript has one type of number, so an integral one crosses as an int: `float(2)` makes
 * Python receive `2.0`.
 *
 * @throws GraftError `invalid-argument` where `value` is not a number
 */
export function float(value: number): Float {
  if (typeof value !== 'number') {
    throw new GraftError('invalid-argument', `float() takes a number, not a ${typeof value}.`);
  }
  return new Float(value);
}
