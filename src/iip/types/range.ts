import { inspectSymbol } from './inspect-symbol.js';
import { bigIntOf, narrowed } from './integer.js';
import { invalid } from './invalid.js';

type Int = number | bigint;

/** Python's `range`: integers from start to before stop, in steps. Ints are numbers where safe, otherwise bigints. It cannot be changed. */
export class Range implements Iterable<Int> {
  readonly start: Int;
  readonly stop: Int;
  /** Never 0. */
  readonly step: Int;

  /** Like Python's, `new Range(10)` begins with 0. @throws GraftError `invalid-argument` where a part is no integer, or the step 0 */
  constructor(start: Int, stop?: Int, step: Int = 1) {
    const [first, end] = stop === undefined ? [0, start] : [start, stop];
    this.start = narrowed(bigIntOf(first, 'start'));
    this.stop = narrowed(bigIntOf(end, 'stop'));
    this.step = narrowed(bigIntOf(step, 'step'));
    if (this.step === 0) throw invalid('The step of a Range is not 0.');
    Object.freeze(this);
  }

  /** Makes one of its parts. */
  static from(parts: { readonly start?: Int; readonly stop: Int; readonly step?: Int }): Range {
    return new Range(parts.start ?? 0, parts.stop, parts.step ?? 1);
  }

  /** How many integers there are, of any size. */
  get count(): bigint {
    const [start, stop, step] = [BigInt(this.start), BigInt(this.stop), BigInt(this.step)];
    const [low, high, size] = step > 0n ? [start, stop, step] : [stop, start, -step];
    return high <= low ? 0n : (high - low - 1n) / size + 1n;
  }

  /** How many integers there are. @throws GraftError `invalid-argument` beyond the safe integers, see {@link count} */
  get length(): number {
    const count = narrowed(this.count);
    if (typeof count === 'bigint') throw invalid(`This Range has ${count} integers.`, 'Ask for its count.');
    return count;
  }

  /** The integer at `index`, a negative one from the end; undefined where there is none. */
  at(index: Int): Int | undefined {
    const { count } = this;
    const wanted = bigIntOf(index, 'index');
    const place = wanted < 0n ? wanted + count : wanted;
    if (place < 0n || place >= count) return undefined;
    return narrowed(BigInt(this.start) + place * BigInt(this.step));
  }

  /** Whether `value` is one of the integers. */
  includes(value: Int): boolean {
    const wanted = bigIntOf(value, 'value');
    const distance = wanted - BigInt(this.start);
    const step = BigInt(this.step);
    return distance % step === 0n && distance / step >= 0n && distance / step < this.count;
  }

  *[Symbol.iterator](): IterableIterator<Int> {
    const last = this.at(-1);
    if (last === undefined) return;
    const { start, step } = this;
    if (typeof start === 'number' && typeof last === 'number' && typeof step === 'number') {
      const { length } = this;
      for (let index = 0; index < length; index++) yield start + index * step;
      return;
    }
    const { count } = this;
    for (let index = 0n; index < count; index++) yield narrowed(BigInt(start) + index * BigInt(step));
  }

  /** Whether both are the same integers: Python's `==`. */
  equals(other: unknown): boolean {
    if (!(other instanceof Range) || this.count !== other.count) return false;
    return this.count === 0n || (this.start === other.start && this.at(-1) === other.at(-1));
  }

  /** `range(0, 10, 2)`. */
  toString(): string {
    return `range(${this.start}, ${this.stop}${this.step === 1 ? '' : `, ${this.step}`})`;
  }

  /** Its parts: it may be too long for its integers. */
  toJSON(): {
    readonly start: string | number;
    readonly stop: string | number;
    readonly step: string | number;
  } {
    const plain = (part: Int): string | number => (typeof part === 'bigint' ? String(part) : part);
    return { start: plain(this.start), stop: plain(this.stop), step: plain(this.step) };
  }

  [inspectSymbol](): string {
    return `Range ${this.toString()}`;
  }
}
