import type { Emitter } from './emitter.js';
import { change, type EmitsInJavaScript } from './javascript-emitter.js';
import type { Listener } from './listener.js';

/**
 * An emitter that only its handle is of. The function itself is what the emitter has: whoever unsubscribes it may have another handle by then.
 */
export class LoopbackEmitter implements Emitter {
  readonly hasErrors: boolean;
  private readonly target: EmitsInJavaScript;

  constructor(target: EmitsInJavaScript) {
    this.target = target;
    this.hasErrors = target.on !== undefined;
  }

  add(name: string, called: Listener, once: boolean): () => void {
    const { target } = this;
    if (!once) change(target, true, name, called);
    else if (target.once === undefined) target.addEventListener!(name, called, { once });
    else target.once(name, called);
    return () => {
      change(target, false, name, called);
    };
  }

  remove(name: string, listener: Listener): void {
    change(this.target, false, name, listener);
  }
}
