import { GraftError } from '../errors/graft-error.js';
import { lazyReferenceOf, referenceOf, RemoteObject } from '../hypertube/remote-object.js';

/** The reference that a method is called on. */
export function targetOf(value: unknown, fullName: string): number {
  if (typeof value === 'object' && value !== null) {
    const reference = referenceOf(value);
    if (reference !== 0) return reference;
  }
  // A class of JavaScript that extends one of Python's has what that one has.
  for (let at = value; typeof at === 'function'; at = Object.getPrototypeOf(at) as unknown) {
    const reference = referenceOf(at) || lazyReferenceOf(at);
    if (reference !== 0) return reference;
  }
  if (typeof value === 'object' && value !== null && RemoteObject.isOne(value))
    throw new GraftError('unknown-reference', `${fullName}: this object has been released.`);
  throw new TypeError(`${fullName} is called on something that is no object of Python`);
}
