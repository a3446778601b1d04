/**
 * A ring of values that are used once each: a batch takes the next `size` of them, and what has been taken is made
 * anew, outside the timed part, before it comes round again. So no call sees a value that an earlier call saw, and no
 * cache of contents, on either side, can answer it.
 */
export class Pool<Value> {
  readonly #values: Value[];
  readonly #make: () => Value;
  #next = 0;
  #taken = 0;

  constructor(capacity: number, make: () => Value) {
    this.#make = make;
    this.#values = Array.from({ length: capacity }, make);
  }

  get capacity(): number {
    return this.#values.length;
  }

  /** The values themselves; index them from what `take` gives. Never replaced by another array. */
  get values(): readonly Value[] {
    return this.#values;
  }

  /** How many values were taken since the last `renew`; more than `capacity` means that some were used twice. */
  get taken(): number {
    return this.#taken;
  }

  /** Gives the index of the first of `size` values that lie in one piece. `capacity` must be a multiple of `size`. */
  take(size: number): number {
    const first = this.#next;
    this.#next = (first + size) % this.#values.length;
    this.#taken += size;
    return first;
  }

  /** The last `limit` values that were taken, newest last. */
  lastTaken(limit: number): readonly Value[] {
    const count = Math.min(limit, this.#taken, this.#values.length);
    const start = this.#next - count + this.#values.length;
    return Array.from(
      { length: count },
      (_, offset) => this.#values[(start + offset) % this.#values.length] as Value,
    );
  }

  /** Replaces what was taken. */
  renew(): void {
    const count = Math.min(this.#taken, this.#values.length);
    const start = this.#next - count + this.#values.length;
    for (let offset = 0; offset < count; offset++) {
      this.#values[(start + offset) % this.#values.length] = this.#make();
    }
    this.#taken = 0;
  }
}
