// The proleptic Gregorian calendar, years 1 to 9999, as Python has it.
import { integerIn } from './integer.js';

export const dayMs = 86_400_000;
/** Days from 0001-01-01 to 1970-01-01. */
export const daysBeforeEpoch = 719_162;
/** Days from 1970-01-01 to 9999-12-31. */
export const lastDay = 2_932_896;

/** A day of the calendar. */
export interface CalendarDay {
  readonly year: number;
  /** 1 to 12, unlike a Date's. */
  readonly month: number;
  readonly day: number;
}

/** The day that the fields say, checked. */
export function calendarDay({ year, month, day }: CalendarDay): CalendarDay {
  integerIn(year, 'year', 1, 9999);
  integerIn(month, 'month', 1, 12);
  const days = new Date(0).setUTCFullYear(year, month, 0);
  return { year, month, day: integerIn(day, 'day', 1, new Date(days).getUTCDate()) };
}

/** Days since 1970-01-01. */
export function daysOf({ year, month, day }: CalendarDay): number {
  return new Date(0).setUTCFullYear(year, month - 1, day) / dayMs;
}

/** The day that comes so many days after 1970-01-01. */
export function dayAfterEpoch(days: number): CalendarDay {
  const date = new Date(days * dayMs);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** `2024-02-29`. */
export function dayText({ year, month, day }: CalendarDay): string {
  return `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}`;
}

/** `value` with zeros before it, to `count` digits. */
export function digits(value: number, count: number): string {
  return String(value).padStart(count, '0');
}
