import { GraftError } from '../../errors/graft-error.js';

/** What is called with what is emitted. */
export type Listener = (...args: unknown[]) => unknown;

/** @throws GraftError `invalid-argument` for what cannot be called */
export function checkedListener(listener: unknown): Listener {
  if (typeof listener === 'function') return listener as Listener;
  throw new GraftError('invalid-argument', `A listener is a function, not ${typeof listener}.`, {
    remedy: 'Give the function that is to be called with what is emitted.',
  });
}
