import { disposeSymbol } from '../dispose-symbols.js';
import type { Subscription } from './event-types.js';

/** A subscription, and what is to be done when it ends. */
class OpenSubscription {
  readonly event: string;
  #end: (() => void) | undefined;

  constructor(event: string, end: (() => void) | undefined) {
    this.event = event;
    this.#end = end;
  }

  get closed(): boolean {
    return this.#end === undefined;
  }

  close(): void {
    const end = this.#end;
    this.#end = undefined;
    end?.();
  }
}

Object.defineProperty(OpenSubscription.prototype, disposeSymbol, {
  value(this: OpenSubscription): void {
    this.close();
  },
  writable: true,
  configurable: true,
});

/** @param end undefined: it is over already */
export function createSubscription(event: string, end: (() => void) | undefined): Subscription {
  return new OpenSubscription(event, end) as OpenSubscription & Subscription;
}
