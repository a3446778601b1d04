import { timeoutError, type CallLimits, type Guards } from '../../hypertube/call-guards.js';
import type { DefaultLimit } from '../../hypertube/default-limits.js';
import { LimitedCall } from '../../hypertube/limited-call.js';
import { now } from '../../hypertube/now.js';

/** What the call brings that is made next; nothing for the calls that it leads to. */
let own: CallLimits | undefined;

/**
 * Limits of calls of JavaScript's own functions, by the same rules as elsewhere as far as nothing has to be interrupted: a synchronous one
 * runs to its end, and what a promise gives after its time is dropped.
 */
export const directGuards: Guards = {
  run(limits, call) {
    limits.signal?.throwIfAborted();
    const outer = own;
    let result;
    try {
      own = limits;
      result = call();
    } finally {
      own = outer;
    }
    return limits.oneway === true ? result : (limited(limits, result) as typeof result);
  },
  runLater(limits, call) {
    const result: unknown = this.run(limits, call);
    if (limits.oneway !== true) return result as ReturnType<typeof call>;
    // Nobody hears of it.
    if (result instanceof Promise) result.catch(() => undefined);
    return Promise.resolve() as ReturnType<typeof call>;
  },
};

/** The limit that a module has by its configuration, where something stands between the module and its callers: calls are found to be late. */
export class DirectLimit implements DefaultLimit {
  timeoutMs: number | undefined;

  readonly run = <T>(call: () => T): T => {
    const { timeoutMs } = this;
    const brought = own;
    own = undefined;
    if (timeoutMs === undefined || brought?.timeoutMs !== undefined) return call();
    const until = now() + timeoutMs;
    let result: T;
    try {
      result = call();
    } catch (error) {
      throw now() > until ? timeoutError(timeoutMs, error) : error;
    }
    if (now() > until) throw timeoutError(timeoutMs, undefined);
    return limited({ timeoutMs }, result) as T;
  };
}

function limited(limits: CallLimits, result: unknown): unknown {
  if (!(result instanceof Promise)) return result;
  return new Promise((resolve, reject) => {
    const call = new LimitedCall(limits, reject);
    result
      .finally(() => {
        call.settle();
      })
      .then(resolve, reject);
  });
}
