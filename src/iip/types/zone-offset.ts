import { dayMs } from './calendar.js';
import { shown } from './integer.js';
import { invalid } from './invalid.js';

const formats = new Map<string, Intl.DateTimeFormat>();
const mostFormats = 64;

/**
 * The offset to UTC, in milliseconds, of a zone's clock that shows `wallMs` (which counts as a Date would, were the clock UTC's), by the
 * runtime's time zone data. Where the clock was put back or forward `fold` says which side counts, as in Python.
 *
 * @throws GraftError `invalid-argument` for a zone that the runtime does not know
 */
export function zoneOffsetMs(zone: string, wallMs: number, fold: 0 | 1): number {
  const format = formatOf(zone);
  const before = offsetAt(format, wallMs - dayMs);
  const after = offsetAt(format, wallMs + dayMs);
  if (before === after) return before;
  const isBefore = offsetAt(format, wallMs - before) === before;
  const isAfter = offsetAt(format, wallMs - after) === after;
  if (isBefore !== isAfter) return isBefore ? before : after;
  return fold === 0 ? before : after;
}

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (format !== undefined) return format;
  try {
    format = new Intl.DateTimeFormat('en-US-u-ca-iso8601-nu-latn', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    throw invalid(
      `${shown(zone)} is no time zone that this runtime knows.`,
      'Give its offset too: { zone, offset }.',
    );
  }
  if (formats.size >= mostFormats) formats.clear();
  formats.set(zone, format);
  return format;
}

function offsetAt(format: Intl.DateTimeFormat, timeMs: number): number {
  const shownAt: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(timeMs)) shownAt[type] = Number(value);
  const {
    year = 0,
    month = 1,
    day = 1,
    hour = 0,
    minute = 0,
    second = 0,
  } = shownAt as Partial<Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', number>>;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.setUTCHours(hour, minute, second) - Math.floor(timeMs / 1000) * 1000;
}
