import type { CallLimits } from '../hypertube/call-guards.js';

/** So many items are asked for at once, at most: what the producer may be ahead of its consumer. */
const mostCredits = 64;

/** Asks Python's package on the lane's loop. */
interface Asking {
  askWithin(limits: CallLimits | undefined, name: string, ...args: readonly unknown[]): Promise<unknown>;
}

type Batch = readonly [items: readonly unknown[], state: 'more' | 'done' | 'failed', error: unknown];

const ignore = (): void => undefined;

/**
 * Iterates over what is an asynchronous or other iterable of Python, or will be. The producer runs ahead by as many items as it has been
 * asked for: one first, and twice as many each time, for a consumer that goes on.
 *
 * Leaving the loop closes the producer. An error arrives after the items that came before it.
 *
 * @param limits how long each item may be waited for, and what ends the whole: whoever has run out of either does not wait until the
 *   producer has cleaned up
 */
export async function* streamOf(
  host: Asking,
  source: object | Promise<unknown>,
  limits: CallLimits | undefined,
): AsyncGenerator<unknown, void, undefined> {
  const { timeoutMs, signal } = limits ?? {};
  const ofItems = limits === undefined ? undefined : { timeoutMs, signal };
  const stream = (await host.askWithin(ofItems, 'stream', await source)) as object;
  let isOver = false;
  let isEnded = false;
  try {
    for (let credits = 1; !isOver; credits = Math.min(credits * 2, mostCredits)) {
      let batch: Batch;
      try {
        batch = (await host.askWithin(ofItems, 'pull', stream, credits)) as Batch;
      } catch (error) {
        // The producer knows of its own errors, and of no limits.
        if (limits === undefined) isOver = true;
        else isEnded = true;
        throw error;
      }
      const [items, state, error] = batch;
      isOver = state !== 'more';
      for (const item of items) {
        isEnded = signal?.aborted === true;
        signal?.throwIfAborted();
        yield item;
      }
      if (state === 'failed') throw error;
    }
  } finally {
    if (!isOver) {
      const closed = host.askWithin(
        timeoutMs === undefined ? undefined : { timeoutMs },
        'closeStream',
        stream,
      );
      if (isEnded) closed.catch(ignore);
      else await closed;
    }
  }
}
