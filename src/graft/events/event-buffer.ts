type Step = IteratorResult<unknown, undefined>;
type Item = { readonly value: unknown } | { readonly reason: unknown };

interface Waiting {
  readonly resolve: (step: Step) => void;
  readonly reject: (reason: unknown) => void;
  /** Whoever waits for a stream need not hold it: the buffer does so long. */
  readonly stream: object;
}

const over: Step = { done: true, value: undefined };

/**
 * What has been emitted and not been read. It is all that the emitter holds of a stream, so that a stream which everybody has let go of can be
 * ended.
 */
export class EventBuffer {
  private items: (Item | undefined)[] = [];
  /** So many of the items have been read. */
  private read = 0;
  private readonly waiting: Waiting[] = [];
  private readonly endings: (() => unknown)[] = [];
  isEnded = false;

  /** A listener: keeps what it is called with. */
  readonly take = (...args: readonly unknown[]): void => {
    this.put({ value: args.length > 1 ? args : args[0] });
  };

  /** The emitter has failed, or the signal was aborted: that is thrown behind what came before. */
  readonly fail = (reason: unknown = new Error('The emitter has failed.')): void => {
    this.put({ reason });
    this.end();
  };

  /** Nothing more comes. */
  readonly end = (): void => {
    this.isEnded = true;
    for (const ending of this.endings.splice(0)) ending();
    for (const { resolve } of this.waiting.splice(0)) resolve(over);
  };

  /** What is to be done when nothing more is wanted. */
  atEnd(ending: () => unknown): void {
    this.endings.push(ending);
  }

  /** Nor is anything wanted that is there. */
  discard(): void {
    this.items = [];
    this.read = 0;
    this.end();
  }

  next(stream: object): Promise<Step> {
    const item = this.items[this.read];
    if (item === undefined) {
      if (this.isEnded) return Promise.resolve(over);
      return new Promise((resolve, reject) => this.waiting.push({ resolve, reject, stream }));
    }
    this.items[this.read] = undefined;
    this.read += 1;
    // Taking away the first costs as much as there are behind it: half of them at once.
    if (this.read * 2 > this.items.length) {
      this.items.splice(0, this.read);
      this.read = 0;
    }
    return new Promise((resolve, reject) => {
      settle(item, { resolve, reject });
    });
  }

  private put(item: Item): void {
    if (this.isEnded) return;
    const first = this.waiting.shift();
    if (first === undefined) this.items.push(item);
    else settle(item, first);
  }
}

function settle(item: Item, { resolve, reject }: Pick<Waiting, 'resolve' | 'reject'>): void {
  if ('reason' in item) reject(item.reason);
  else resolve({ done: false, value: item.value });
}
