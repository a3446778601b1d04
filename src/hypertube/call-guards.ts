import type { NativeAddon } from '../binding/native-addon.js';
import { GraftError } from '../errors/graft-error.js';
import type { DefaultLimit } from './default-limits.js';

/** Until when a call may go on. */
export interface CallLimits {
  /** Nobody waits for the result. */
  readonly oneway?: boolean | undefined;
  readonly timeoutMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** What the objects have that the call gives, where its module has a limit by its configuration. */
  readonly of?: DefaultLimit | undefined;
}

/** Runs calls within limits. */
export interface Guards {
  run<T>(limits: CallLimits, call: () => T): T;
  /** The same for `call` that only begins something, which has the limits. */
  runLater<T>(limits: CallLimits, call: () => T): T;
}

/** What `endGuard` gives. If you change one, also change native/python/guarded_thread.h. */
const timedOut = 1;
const cancelled = 2;

/** Who measures the time of guarded calls, and interrupts them. */
export type GuardKeeper = Pick<NativeAddon, 'beginGuard' | 'endGuard' | 'cancelGuard'>;

/** Runs what may be interrupted on this thread. What runs without costs nothing more for it. */
export class CallGuards implements Guards {
  private readonly addon: GuardKeeper;
  /** Of what is being called. */
  current: CallLimits | undefined;
  /** What the call brings that is made next; nothing for the calls that it leads to. */
  own: CallLimits | undefined;

  constructor(addon: GuardKeeper) {
    this.addon = addon;
  }

  /**
   * Runs `call`, and with it every call into Python that it makes on this thread.
   *
   * @throws GraftError `timeout` once the time is over, also where Python could not be interrupted and has come to its end; the reason
   *   of `signal` where that is aborted, before or meanwhile; anything that `call` throws
   */
  run<T>(limits: CallLimits, call: () => T): T {
    const { current, own } = this;
    this.current = this.own = limits;
    try {
      return this.guarded(limits, call);
    } finally {
      this.current = current;
      this.own = own;
    }
  }

  /** Runs one call that brings no limit itself; what it leads to has none of it but that its time is over then. */
  limit<T>(timeoutMs: number, call: () => T): T {
    return this.guarded({ timeoutMs }, call);
  }

  takeOwn(): CallLimits | undefined {
    const { own } = this;
    this.own = undefined;
    return own;
  }

  /**
   * Runs `call`, which only begins something: that has the limits, and nothing on this thread is interrupted. A signal that is aborted already
   * is seen by what begins.
   */
  runLater<T>(limits: CallLimits, call: () => T): T {
    const outer = this.current;
    this.current = limits;
    try {
      return call();
    } finally {
      this.current = outer;
    }
  }

  private guarded<T>({ timeoutMs = Infinity, signal }: CallLimits, call: () => T): T {
    if (signal === undefined) {
      this.addon.beginGuard(timeoutMs);
      return this.finish(call, timeoutMs, undefined);
    }
    signal.throwIfAborted();
    const id = this.addon.beginGuard(timeoutMs);
    const abort = (): void => {
      this.addon.cancelGuard(id);
    };
    signal.addEventListener('abort', abort, { once: true });
    try {
      return this.finish(call, timeoutMs, signal);
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }

  private finish<T>(call: () => T, timeoutMs: number, signal: AbortSignal | undefined): T {
    let result: T;
    try {
      result = call();
    } catch (error) {
      this.end(timeoutMs, signal, error);
      throw error;
    }
    this.end(timeoutMs, signal, undefined);
    return result;
  }

  private end(timeoutMs: number, signal: AbortSignal | undefined, error: unknown): void {
    const reason = this.addon.endGuard();
    if (reason === timedOut) throw timeoutError(timeoutMs, error);
    if (reason === cancelled) throw signal!.reason;
  }
}

/** What is thrown when the time is over. */
export function timeoutError(timeoutMs: number, error: unknown): GraftError {
  // What was interrupted says where.
  const cause = error instanceof GraftError && error.code === 'cancelled' ? error.cause : error;
  return new GraftError(
    'timeout',
    `The call has not come to its end within ${timeoutMs} ms. It may have run, in part or to its end.`,
    { remedy: 'Give it more time, or less to do.', cause },
  );
}
