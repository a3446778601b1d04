type Step = Promise<IteratorResult<unknown>>;
type Batch = readonly [items: readonly unknown[], state: 'more' | 'done' | 'failed', error: unknown];

/** So many turns of microtasks may pass until an item is one that has to be waited for. */
const soonTurns = 8;

/**
 * An iterable while a caller iterates over it, some items at a time. It is asked for more than the item that is waited for only while it has them
 * at once: one that it then has to wait for is the first of the next batch.
 */
export class HostStream {
  private readonly iterator: AsyncIterator<unknown> | Iterator<unknown>;
  /** An item that has been asked for. */
  private begun: Step | undefined;

  constructor(source: unknown) {
    const { [Symbol.asyncIterator]: later, [Symbol.iterator]: now } = Object(source) as Partial<
      AsyncIterable<unknown> & Iterable<unknown>
    >;
    if (typeof later === 'function') this.iterator = Reflect.apply(later, source, []);
    else if (typeof now === 'function') this.iterator = Reflect.apply(now, source, []);
    else throw new TypeError('This object of JavaScript cannot be iterated over.');
  }

  /** Up to so many items, and how it goes on. An error comes behind the items before it. */
  async pull(count: number): Promise<Batch> {
    const items: unknown[] = [];
    try {
      while (items.length < count) {
        const step = this.begun ?? this.next();
        this.begun = step;
        if (items.length > 0 && !(await isSettledSoon(step))) break;
        this.begun = undefined;
        const { done, value } = (await step) as { readonly done?: boolean; readonly value: unknown };
        if (done === true) return [items, 'done', null];
        items.push(value);
      }
    } catch (error) {
      this.begun = undefined;
      if (items.length === 0) throw error;
      return [items, 'failed', error];
    }
    return [items, 'more', null];
  }

  /** The caller wants no more. */
  async close(): Promise<void> {
    // A generator that waits is closed behind the item that it waits for.
    this.begun?.catch(() => undefined);
    await this.iterator.return?.();
  }

  private async next(): Step {
    return this.iterator.next();
  }
}

/** A step that fails is told when it is awaited. */
async function isSettledSoon(step: Step): Promise<boolean> {
  let isSettled = false;
  const settle = (): void => {
    isSettled = true;
  };
  step.then(settle, settle);
  for (let turn = 0; turn < soonTurns && !isSettled; turn++) await Promise.resolve();
  return isSettled;
}
