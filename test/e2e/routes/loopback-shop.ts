/** A module of JavaScript with what Python has no equal of. */
// The types are those that a user of the module sees.

class Account {
  owner: string;

  constructor(owner: string) {
    this.owner = owner;
  }

  get fixed(): number {
    return 1;
  }

  describe(end: string): string {
    return `${this.owner}${end}`;
  }

  rename(owner: string): this {
    this.owner = owner;
    return this;
  }

  broken(): this {
    throw new Error('broken');
  }
}

class Poor extends Error {
  balance = 3;
  details = { tried: [1, 2] };
}

interface Basket {
  readonly size: number;
  add(item: string): Basket;
}

export function createShop() {
  const listeners: ((value: unknown) => void)[] = [];
  let held: object | undefined;
  return {
    Account,
    Poor,
    config: { depth: 1 },
    setting: 1,
    buffer: new Float64Array([1, 2]),
    add: (a: number, b: number): number => a + b,
    echo: <T>(value: T): T => value,
    echoLater: async <T>(value: T): Promise<T> => value,
    addTag(items: { tags: string[] }[]) {
      for (const { tags } of items) tags.push('added');
      return items;
    },
    double(samples: Float64Array): void {
      for (let at = 0; at < samples.length; at++) samples[at]! *= 2;
    },
    part: (): Int16Array => new Int16Array([1, 2, 3, 4]).subarray(1, 3),
    call: <T>(called: (value: unknown) => T, value?: unknown): T => called(value),
    listen(listener: (value: unknown) => void): void {
      listeners.push(listener);
    },
    emit(value: unknown): void {
      for (const listener of listeners) listener(value);
    },
    createCounter: () => ({
      count: 0,
      increment() {
        this.count += 1;
        return this.count;
      },
    }),
    promising: () => ({
      [Symbol.iterator]() {
        return this;
      },
      next: async (): Promise<IteratorResult<number>> => Promise.reject(new Error('not asked for')),
    }),
    use: (basket: Basket): Basket => basket.add('used').add(String(basket.size)),
    spread: (items: unknown): unknown[] => [...(items as Iterable<unknown>)],
    construct: (maker: new () => object): object => new maker(),
    awaited: async <T>(promise: Promise<T>): Promise<T> => promise,
    fail(kind: string): never {
      if (kind === 'poor') throw new Poor(kind);
      // eslint-disable-next-line @typescript-eslint/only-throw-error
      if (kind === 'text') throw 'just text';
      // eslint-disable-next-line @typescript-eslint/only-throw-error
      if (kind === 'object') throw { reason: kind };
      throw new AggregateError([new TypeError('one'), new Error('two')], kind);
    },
    order: (item: string, { quantity = 1 }: { quantity?: number } = {}) => ({ item, quantity }),
    open: (owner: string): Account => new Account(owner),
    openLater: async (owner: string): Promise<Account> => new Account(owner),
    ownerOf: (account: { owner: string }): string => account.owner,
    spin(ms: number): void {
      const until = performance.now() + ms;
      while (performance.now() < until) continue;
    },
    forever: async (): Promise<never> => new Promise(() => undefined),
    createHeld: (): object => (held = new Account('held')),
    takeHeld: (): object | undefined => held,
    drop(): void {
      held = undefined;
    },
  };
}
