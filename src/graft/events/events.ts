import { GraftError } from '../../errors/graft-error.js';
import { checkSignal } from '../call-options.js';
import { createStream } from './buffered-stream.js';
import { emitterOf, type Emitter } from './emitter.js';
import { EventBuffer } from './event-buffer.js';
import type { Events } from './event-types.js';
import { checkedListener, type Listener } from './listener.js';
import { createSubscription } from './open-subscription.js';

/** Listening to whatever emits, in whichever language; see {@link Events}. */
export const events: Events = {
  subscribe(target, name, listener, options = {}) {
    const given = checkedListener(listener);
    checkOptions(options, 'subscribe', ['once', 'signal']);
    const { once = false, signal } = options;
    const emitter = emitterOf(target);
    if (signal?.aborted === true) return createSubscription(checkedName(name), undefined);
    let called = given;
    let end = (): void => undefined;
    if (once && signal !== undefined) {
      // What is over must not stay with a signal that lives on.
      called = function (this: unknown, ...args) {
        end();
        return Reflect.apply(given, this, args);
      };
    }
    const remove = emitter.add(checkedName(name), called, once, given);
    const forget = onAbort(signal, () => {
      subscription.close();
    });
    end = () => {
      forget();
      remove();
    };
    const subscription = createSubscription(name, end);
    return subscription;
  },
  unsubscribe(target, name, listener) {
    emitterOf(target).remove(checkedName(name), checkedListener(listener));
  },
  stream(target, name, options = {}) {
    checkOptions(options, 'stream', ['signal']);
    const { signal } = options;
    const emitter = emitterOf(target);
    const buffer = new EventBuffer();
    const fail = (): void => {
      buffer.fail(signal?.reason);
    };
    if (signal?.aborted === true) fail();
    else {
      listen(emitter, checkedName(name), buffer.take, buffer);
      if (name !== 'error' && emitter.hasErrors) listen(emitter, 'error', buffer.fail, buffer);
      buffer.atEnd(onAbort(signal, fail));
    }
    return createStream(buffer);
  },
};

function listen(emitter: Emitter, name: string, listener: Listener, buffer: EventBuffer): void {
  buffer.atEnd(emitter.add(name, listener, false, listener));
}

/** Gives what takes it away again. */
function onAbort(signal: AbortSignal | undefined, action: () => void): () => void {
  signal?.addEventListener('abort', action, { once: true });
  return () => signal?.removeEventListener('abort', action);
}

function checkedName(name: unknown): string {
  if (typeof name === 'string') return name;
  throw new GraftError('invalid-argument', `An event's name is a string, not ${typeof name}.`, {
    remedy: 'Give the name that the emitter emits it by.',
  });
}

/** An option whose name is misspelt would be ignored. */
function checkOptions(options: unknown, of: string, names: readonly string[]): void {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw new GraftError('invalid-argument', `The options of events.${of} are an object.`, {
      remedy: 'Write { signal: controller.signal }.',
    });
  }
  for (const name of Object.keys(options)) {
    if (names.includes(name)) continue;
    throw new GraftError('invalid-argument', `events.${of} has no option ${name}.`, {
      remedy: `There is ${names.join(', and ')}.`,
    });
  }
  const { once, signal } = options as { readonly once?: unknown; readonly signal?: unknown };
  checkSignal(signal);
  if (once !== undefined && typeof once !== 'boolean')
    throw new GraftError('invalid-argument', `once is true or false, not ${typeof once}.`, {
      remedy: 'Leave it out for each time.',
    });
}
