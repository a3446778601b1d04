import { calendarDay, daysOf, dayMs, dayText, type CalendarDay } from './calendar.js';
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
import { shown } from './integer.js';
import { invalid } from './invalid.js';
import { zoneOffsetMs } from './zone-offset.js';

/** What a {@link DateTime} is made of. Without offset and zone it is naive. */
export interface DateTimeFields extends CalendarDay, ClockFields {}

/**
 * Python's `datetime`: a reading of a calendar and a clock, to the microsecond. It cannot be changed: `new Date(it)` is a copy that can.
 *
 * As a Date it is the moment that it means, without its microseconds. A naive one means local time, as for Python's `timestamp()`: its
 * `getHours()` is its `hour`. In a zone without a given offset, the offset is what the runtime's time zone data say.
 */
export class DateTime extends Date implements CalendarDay, Clock {
  readonly year: number;
  /** 1 to 12, unlike `getMonth()`. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** 0 to 999999; what a Date calls its milliseconds is part of it. */
  readonly microsecond: number;
  /** The offset to UTC, positive to the east; undefined where it is naive. */
  readonly offsetMicroseconds: number | undefined;
  /** The key of its zone, where it has one with rules. */
  readonly zone: string | undefined;
  /** The name of its offset, where that is fixed and named. */
  readonly zoneName: string | undefined;
  /** 1 for the second of two equal readings of a clock that was put back. */
  readonly fold: 0 | 1;

  static {
    for (const name of Object.getOwnPropertyNames(Date.prototype)) {
      if (!name.startsWith('set')) continue;
      const value = (): never => {
        throw invalid('a DateTime cannot be changed.', 'Change a copy: new Date(dateTime).');
      };
      Object.defineProperty(this.prototype, name, { value, configurable: true, writable: true });
    }
  }

  /** @throws GraftError `invalid-argument` where the fields are no time of a day from year 1 to 9999 */
  constructor(fields: DateTimeFields) {
    const day = calendarDay(fields);
    const clock = zoned(day, clockOf(fields));
    super(timeOf(day, clock));
    this.year = day.year;
    this.month = day.month;
    this.day = day.day;
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
  static from(source: DateTimeFields | string): DateTime {
    if (typeof source !== 'string') return new DateTime(source);
    const match = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](.+))?$/.exec(source);
    if (match === null) throw invalid(`${shown(source)} is not written like 2024-02-29T12:30:15+01:00.`);
    const [, year, month, day, time] = match;
    const clock = time === undefined ? {} : parsedClock(time);
    return new DateTime({ year: Number(year), month: Number(month), day: Number(day), ...clock });
  }

  /** Whether it has no offset: a reading of a clock nobody knows where. */
  get isNaive(): boolean {
    return this.offsetMicroseconds === undefined;
  }

  /** Microseconds since 0001-01-01T00:00, by its own clock. */
  get wallMicroseconds(): bigint {
    return BigInt(daysOf(this) + 719_162) * 86_400_000_000n + BigInt(microsecondsOf(this));
  }

  /** Whether both mean the same moment, or are naive and read the same: Python's `==`. */
  equals(other: unknown): boolean {
    if (!(other instanceof DateTime) || other.isNaive !== this.isNaive) return false;
    const offsets = (this.offsetMicroseconds ?? 0) - (other.offsetMicroseconds ?? 0);
    return this.wallMicroseconds - other.wallMicroseconds === BigInt(offsets);
  }

  /** As Python's `isoformat()` writes it: `2024-02-29T12:30:15.000001+01:00`. */
  override toString(): string {
    return `${dayText(this)}T${clockText(this)}`;
  }

  override toJSON(): string {
    return this.toString();
  }

  [inspectSymbol](): string {
    return `DateTime ${this.toString()}${zoneText(this)}`;
  }
}

function wallMs(day: CalendarDay, clock: Clock): number {
  return daysOf(day) * dayMs + Math.floor(microsecondsOf(clock) / 1000);
}

/** The clock with the offset of its zone, where it came without. */
function zoned(day: CalendarDay, clock: Clock): Clock {
  if (clock.zone === undefined || clock.offsetMicroseconds !== undefined) return clock;
  const offsetMs = zoneOffsetMs(clock.zone, wallMs(day, clock), clock.fold);
  return { ...clock, offsetMicroseconds: offsetMs * 1000 };
}

/** Milliseconds since 1970, as Dates count. */
function timeOf(day: CalendarDay, clock: Clock): number {
  const { offsetMicroseconds, microsecond, fold } = clock;
  if (offsetMicroseconds === undefined) return localTime(day, clock, fold);
  return wallMs(day, clock) + Math.floor(((microsecond % 1000) - offsetMicroseconds) / 1000);
}

function localTime({ year, month, day }: CalendarDay, clock: Clock, fold: 0 | 1): number {
  const date = new Date(0);
  date.setFullYear(year, month - 1, day);
  date.setHours(clock.hour, clock.minute, clock.second, Math.floor(clock.microsecond / 1000));
  if (fold === 0) return date.getTime();
  // A Date takes the first of two equal readings.
  const difference =
    new Date(date.getTime() + dayMs).getTimezoneOffset() -
    new Date(date.getTime() - dayMs).getTimezoneOffset();
  const later = new Date(date.getTime() + difference * 60_000);
  const isSame = later.getHours() === date.getHours() && later.getMinutes() === date.getMinutes();
  return isSame ? later.getTime() : date.getTime();
}
