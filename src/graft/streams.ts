/** So many items are asked for at once, at most: what the producer may be ahead of its consumer. */
const mostCredits = 64;

/** Asks Python's package on the lane's loop. */
interface Asking {
  askLater(name: string, ...args: readonly unknown[]): Promise<unknown>;
}

type Batch = readonly [items: readonly unknown[], state: 'more' | 'done' | 'failed', error: unknown];

/**
 * Iterates over what is an asynchronous or other iterable of Python, or will be. The producer runs ahead by as many items as it has been
 * asked for: one first, and twice as many each time, for a consumer that goes on.
 *
 * Leaving the loop closes the producer. An error arrives after the items that came before it.
 */
export async function* streamOf(
  host: Asking,
  source: object | Promise<unknown>,
): AsyncGenerator<unknown, void, undefined> {
  const stream = (await host.askLater('stream', await source)) as object;
  let isOver = false;
  try {
    for (let credits = 1; !isOver; credits = Math.min(credits * 2, mostCredits)) {
      let batch: Batch;
      try {
        batch = (await host.askLater('pull', stream, credits)) as Batch;
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
    if (!isOver) await host.askLater('closeStream', stream);
  }
}
