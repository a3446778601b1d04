import type { Lane } from '../hypertube/lane.js';
import { LaneThread } from '../hypertube/lane-thread.js';
import type { HostMembers } from './host-members.js';

/** So many items are asked for at once, at most: what the producer may be ahead of its consumer. */
const mostCredits = 64;

type Batch = readonly [items: readonly unknown[], state: 'more' | 'done' | 'failed', error: unknown];

/**
 * Iterates over what is an asynchronous or other iterable of Python, or will be. The producer runs ahead by as many items as it has been
 * asked for: one first, and twice as many each time, for a consumer that goes on.
 *
 * Leaving the loop closes the producer. An error arrives after the items that came before it.
 */
export function streamOf(
  lane: Lane,
  host: HostMembers,
  source: object | Promise<unknown>,
): AsyncGenerator<unknown, void, undefined> {
  return iterate(lane, host, source);
}

async function* iterate(
  lane: Lane,
  host: HostMembers,
  source: object | Promise<unknown>,
): AsyncGenerator<unknown, void, undefined> {
  const ask = (name: string, ...args: readonly unknown[]): Promise<unknown> =>
    lane.later.call(LaneThread.loop, 0, host.bindHost(name), args);
  const stream = (await ask('stream', await source)) as object;
  let isOver = false;
  try {
    for (let credits = 1; !isOver; credits = Math.min(credits * 2, mostCredits)) {
      let batch: Batch;
      try {
        batch = (await ask('pull', stream, credits)) as Batch;
      } catch (error) {
        isOver = true;
        throw error;
      }
      const [items, state, error] = batch;
      isOver = state !== 'more';
      yield* items;
      if (state === 'failed') throw error;
    }
  } finally {
    if (!isOver) await ask('closeStream', stream);
  }
}
