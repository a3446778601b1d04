import type { Emitter } from './emitter.js';
import type { Listener } from './listener.js';

type Method = (...args: unknown[]) => unknown;

/** What objects of JavaScript emit by: the methods of an EventEmitter, or those of an EventTarget. */
export interface EmitsInJavaScript {
  readonly on?: Method;
  readonly once?: Method;
  readonly off?: Method;
  readonly removeListener?: Method;
  readonly addEventListener?: Method;
  readonly removeEventListener?: Method;
}

interface Added {
  readonly name: string;
  readonly listener: Listener;
  readonly end: () => void;
}

/** Who listens to what by this library, by emitter; an EventTarget tells nobody. */
const added = new WeakMap<object, Set<Added>>();

/** Adds a listener to an emitter, or takes one away. */
export function change(target: EmitsInJavaScript, isAdding: boolean, name: string, listener: Listener): void {
  if (target.on === undefined) {
    const key = isAdding ? 'addEventListener' : 'removeEventListener';
    target[key]!(name, listener);
  } else if (isAdding) target.on(name, listener);
  else if (target.off === undefined) target.removeListener!(name, listener);
  else target.off(name, listener);
}

/**
 * An emitter of this thread's own. Each subscription is a function of its own to it: the same listener may be there several times, also for
 * an EventTarget, and each of them ends by itself.
 */
export class JavaScriptEmitter implements Emitter {
  readonly hasErrors: boolean;
  private readonly target: EmitsInJavaScript;

  constructor(target: EmitsInJavaScript) {
    this.target = target;
    this.hasErrors = target.on !== undefined;
  }

  add(name: string, called: Listener, once: boolean, listener: Listener): () => void {
    const { target } = this;
    const all = added.get(target) ?? new Set();
    added.set(target, all);
    const listening = function (this: unknown, ...args: unknown[]): unknown {
      if (once) end();
      return Reflect.apply(called, this, args);
    };
    // By which an EventEmitter finds it for `off`, and tells it by `listeners()`.
    listening.listener = listener;
    const entry: Added = {
      name,
      listener,
      end: () => {
        all.delete(entry);
        change(target, false, name, listening);
      },
    };
    const { end } = entry;
    all.add(entry);
    change(target, true, name, listening);
    return end;
  }

  remove(name: string, listener: Listener): void {
    let last: Added | undefined;
    for (const entry of added.get(this.target) ?? [])
      if (entry.name === name && entry.listener === listener) last = entry;
    // It may have been added by other means.
    if (last === undefined) change(this.target, false, name, listener);
    else last.end();
  }
}
