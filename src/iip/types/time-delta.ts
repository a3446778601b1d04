import { digits } from './calendar.js';
import { inspectSymbol } from './inspect-symbol.js';
import { bigIntOf } from './integer.js';
import { invalid } from './invalid.js';

type Whole = number | bigint;

/** What a {@link TimeDelta} is the sum of; integers, negative ones too. */
export interface TimeDeltaFields {
  readonly weeks?: Whole;
  readonly days?: Whole;
  readonly hours?: Whole;
  readonly minutes?: Whole;
  readonly seconds?: Whole;
  readonly milliseconds?: Whole;
  readonly microseconds?: Whole;
}

const units = {
  weeks: 604_800_000_000n,
  days: 86_400_000_000n,
  hours: 3_600_000_000n,
  minutes: 60_000_000n,
  seconds: 1_000_000n,
  milliseconds: 1000n,
  microseconds: 1n,
} as const;
const day = units.days;

/** Python's `timedelta`: a span of time to the microsecond. It cannot be changed. */
export class TimeDelta {
  /** -999999999 to 999999999: rounded down, so that seconds and microseconds are never negative. */
  readonly days: number;
  /** 0 to 86399. */
  readonly seconds: number;
  /** 0 to 999999. */
  readonly microseconds: number;

  /** @throws GraftError `invalid-argument` where a part is no integer, or the sum longer than 999999999 days */
  constructor(fields: TimeDeltaFields) {
    let total = 0n;
    for (const [name, unit] of Object.entries(units)) {
      const part = fields[name as keyof TimeDeltaFields];
      if (part !== undefined) total += bigIntOf(part, name) * unit;
    }
    const rest = ((total % day) + day) % day;
    this.days = Number((total - rest) / day);
    this.seconds = Number(rest / 1_000_000n);
    this.microseconds = Number(rest % 1_000_000n);
    if (Math.abs(this.days) > 999_999_999) throw invalid('A TimeDelta has at most 999999999 days.');
    Object.freeze(this);
  }

  /**
   * Makes one of its parts.
   *
   * @throws GraftError `invalid-argument`
   */
  static from(fields: TimeDeltaFields): TimeDelta {
    return new TimeDelta(fields);
  }

  /** All of it in microseconds, exactly. */
  get totalMicroseconds(): bigint {
    return BigInt(this.days) * day + BigInt(this.seconds * 1e6 + this.microseconds);
  }

  /** All of it in seconds, rounded to the nearest number. */
  totalSeconds(): number {
    const total = this.totalMicroseconds;
    return Number(`${total}e-6`);
  }

  /** All of it in milliseconds, as timers and Dates count, rounded to the nearest number. */
  totalMilliseconds(): number {
    return Number(`${this.totalMicroseconds}e-3`);
  }

  equals(other: unknown): boolean {
    return other instanceof TimeDelta && this.totalMicroseconds === other.totalMicroseconds;
  }

  /** {@link totalMicroseconds}, so that `<` compares without loss. */
  valueOf(): bigint {
    return this.totalMicroseconds;
  }

  /** As Python's `str()` writes it: `-1 day, 23:59:59.500000`. */
  toString(): string {
    const { days, seconds, microseconds } = this;
    const before = days === 0 ? '' : `${days} day${Math.abs(days) === 1 ? '' : 's'}, `;
    const clock = [
      Math.floor(seconds / 3600),
      digits(Math.floor(seconds / 60) % 60, 2),
      digits(seconds % 60, 2),
    ];
    return `${before}${clock.join(':')}${microseconds === 0 ? '' : `.${digits(microseconds, 6)}`}`;
  }

  toJSON(): string {
    return this.toString();
  }

  [inspectSymbol](): string {
    return `TimeDelta ${this.toString()}`;
  }
}
