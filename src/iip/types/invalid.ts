import { GraftError } from '../../errors/graft-error.js';

/** The error of a value that its class does not take. */
export function invalid(message: string, remedy?: string): GraftError {
  return new GraftError('invalid-argument', message, remedy === undefined ? {} : { remedy });
}
