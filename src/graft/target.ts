import { GraftError } from '../errors/graft-error.js';
import { referenceOf, RemoteObject } from '../hypertube/remote-object.js';

/** The reference that a method is called on. */
export function targetOf(value: unknown, fullName: string): number {
  const reference =
    typeof value === 'object' || typeof value === 'function' ? referenceOf(value as object) : 0;
  if (reference !== 0) return reference;
  if (typeof value === 'object' && value !== null && RemoteObject.isOne(value))
    throw new GraftError('unknown-reference', `${fullName}: this object has been released.`);
  throw new TypeError(`${fullName} is called on something that is no object of Python`);
}
