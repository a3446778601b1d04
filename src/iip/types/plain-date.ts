import { calendarDay, daysOf, dayText, type CalendarDay } from './calendar.js';
import { inspectSymbol } from './inspect-symbol.js';
import { shown } from './integer.js';
import { invalid } from './invalid.js';

/** Python's `date`: a day without a time or a zone. It cannot be changed. */
export class PlainDate implements CalendarDay {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;

  /** @throws GraftError `invalid-argument` where it is no day of the years 1 to 9999 */
  constructor(fields: CalendarDay) {
    const { year, month, day } = calendarDay(fields);
    this.year = year;
    this.month = month;
    this.day = day;
    Object.freeze(this);
  }

  /**
   * Makes one of its fields, or of `2024-02-29`.
   *
   * @throws GraftError `invalid-argument`
   */
  static from(source: CalendarDay | string): PlainDate {
    if (typeof source !== 'string') return new PlainDate(source);
    const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(source);
    if (match === null) throw invalid(`${shown(source)} is not written like 2024-02-29.`);
    return new PlainDate({ year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) });
  }

  equals(other: unknown): boolean {
    return other instanceof PlainDate && this.valueOf() === other.valueOf();
  }

  /** Days since 1970-01-01, so that `<` and `-` mean what they say. */
  valueOf(): number {
    return daysOf(this);
  }

  /** `2024-02-29`. */
  toString(): string {
    return dayText(this);
  }

  toJSON(): string {
    return this.toString();
  }

  [Symbol.toPrimitive](hint: string): string | number {
    return hint === 'number' ? this.valueOf() : this.toString();
  }

  [inspectSymbol](): string {
    return `PlainDate ${this.toString()}`;
  }
}
