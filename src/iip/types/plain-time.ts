import {
  clockOf,
  clockText,
  microsecondsOf,
  parsedClock,
  zoneText,
  type Clock,
  type ClockFields,
} from './clock.js';
import { inspectSymbol } from './inspect-symbol.js';

/** Python's `time`: a time of day without a day, with or without an offset. It cannot be changed. */
export class PlainTime implements Clock {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** 0 to 999999. */
  readonly microsecond: number;
  /** The offset to UTC, positive to the east; undefined where there is none, or where it depends on the day. */
  readonly offsetMicroseconds: number | undefined;
  /** The key of its zone, where it has one with rules. */
  readonly zone: string | undefined;
  /** The name of its offset, where that is fixed and named. */
  readonly zoneName: string | undefined;
  readonly fold: 0 | 1;

  /** @throws GraftError `invalid-argument` where the fields are no time of day */
  constructor(fields: ClockFields) {
    const clock = clockOf(fields);
    this.hour = clock.hour;
    this.minute = clock.minute;
    this.second = clock.second;
    this.microsecond = clock.microsecond;
    this.offsetMicroseconds = clock.offsetMicroseconds;
    this.zone = clock.zone;
    this.zoneName = clock.zoneName;
    this.fold = clock.fold;
    Object.freeze(this);
  }

  /**
   * Makes one of its fields, or of a text as `toString` gives it.
   *
   * @throws GraftError `invalid-argument`
   */
  static from(source: ClockFields | string): PlainTime {
    return new PlainTime(typeof source === 'string' ? parsedClock(source) : source);
  }

  /** Whether both are the same time of day, offsets taken into account: Python's `==`. */
  equals(other: unknown): boolean {
    if (!(other instanceof PlainTime)) return false;
    const [mine, its] = [this.offsetMicroseconds, other.offsetMicroseconds];
    if ((mine === undefined) !== (its === undefined)) return false;
    return microsecondsOf(this) - (mine ?? 0) === microsecondsOf(other) - (its ?? 0);
  }

  /** As Python's `isoformat()` writes it: `12:30:15.000001+01:00`. */
  toString(): string {
    return clockText(this);
  }

  toJSON(): string {
    return this.toString();
  }

  [inspectSymbol](): string {
    return `PlainTime ${this.toString()}${zoneText(this)}`;
  }
}
