import type { CallLimits, Guards } from '../../hypertube/call-guards.js';
import { LimitedCall } from '../../hypertube/limited-call.js';

/**
 * Limits of calls of JavaScript's own functions, by the same rules as elsewhere as far as nothing has to be interrupted: a synchronous one
 * runs to its end, and what a promise gives after its time is dropped.
 */
export const directGuards: Guards = {
  run(limits, call) {
    limits.signal?.throwIfAborted();
    const result = call();
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
