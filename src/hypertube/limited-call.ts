// Not the global ones, which test runners replace.
import { clearTimeout, setTimeout } from 'node:timers';
import { GraftError } from '../errors/graft-error.js';
import { timeoutError } from './call-guards.js';
import type { CallLimits } from './call-guards.js';

/** One asynchronous invocation that ends, here at least, when its time is over or its signal is aborted. */
export class LimitedCall {
  readonly limits: CallLimits;
  private readonly end: (error: unknown) => void;
  private timer: NodeJS.Timeout | undefined;

  /** @param end called at most once, with what the invocation is to be rejected with */
  constructor(limits: CallLimits, end: (error: unknown) => void) {
    this.limits = limits;
    this.end = end;
    if (limits.timeoutMs !== undefined) this.timer = setTimeout(this.timeOut, limits.timeoutMs);
    limits.signal?.addEventListener('abort', this.abort, { once: true });
  }

  /** The invocation has been answered. */
  settle(): void {
    clearTimeout(this.timer);
    this.limits.signal?.removeEventListener('abort', this.abort);
  }

  /** What an answer means that says that Python has ended the invocation before its time was seen to be over here. */
  errorFor(error: unknown): unknown {
    const isEnded = error instanceof GraftError && error.code === 'cancelled';
    return isEnded && this.limits.timeoutMs !== undefined
      ? timeoutError(this.limits.timeoutMs, error)
      : error;
  }

  private readonly timeOut = (): void => {
    this.settle();
    this.end(timeoutError(this.limits.timeoutMs!, undefined));
  };

  private readonly abort = (): void => {
    this.settle();
    this.end(this.limits.signal!.reason);
  };
}
