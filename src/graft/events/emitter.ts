import { GraftError } from '../../errors/graft-error.js';
import { AsyncTarget } from '../async-method.js';
import { behindAsync } from '../direct/direct-async.js';
import { isOnLoopback } from '../loopback.js';
import { resolved } from '../placeholder.js';
import { openSession } from '../python-session.js';
import { guardOf, isOfPython } from '../with.js';
import { JavaScriptEmitter, type EmitsInJavaScript } from './javascript-emitter.js';
import type { Listener } from './listener.js';
import { LoopbackEmitter } from './loopback-emitter.js';
import { PythonEmitter } from './python-emitter.js';

/** What emits, whatever it is. */
export interface Emitter {
  /** Whether an `error` event means that it has failed. */
  readonly hasErrors: boolean;
  /**
   * Has `called` called with what is emitted, and gives what ends that, and does nothing when it is over already.
   * @param listener what {@link remove} is to know it by, where that can be another function
   */
  add(name: string, called: Listener, once: boolean, listener: Listener): () => void;
  /** Ends the last that was added with this listener. */
  remove(name: string, listener: Listener): void;
}

/** @throws GraftError `invalid-argument` for what emits nothing */
export function emitterOf(given: unknown): Emitter {
  const shown = resolved(given);
  if ((typeof shown !== 'object' && typeof shown !== 'function') || shown === null) throw emitsNothing(shown);
  // Options of calls are none of listening's, and where they are executed is none, either.
  const called = guardOf(shown)?.original(shown) ?? shown;
  const target: object & EmitsInJavaScript = AsyncTarget.behind(behindAsync(called));
  const isRemote = isOfPython(target);
  if (isRemote && !isOnLoopback(target)) return new PythonEmitter(openSession(), target);
  if (typeof target.on === 'function' || typeof target.addEventListener === 'function')
    return isRemote ? new LoopbackEmitter(target) : new JavaScriptEmitter(target);
  throw emitsNothing(target);
}

function emitsNothing(target: unknown): GraftError {
  const what =
    typeof target === 'object' && target !== null
      ? `An object of ${((target as { constructor?: { name?: string } }).constructor?.name ?? '') || 'no class'}`
      : `A value of type ${target === null ? 'null' : typeof target}`;
  return new GraftError('invalid-argument', `${what} emits no events.`, {
    remedy:
      'Give an EventEmitter, an EventTarget, an object of a Graft whose class emits, or one of Python whose class has a graftwire.events.Event.',
  });
}
