// What DateTime and PlainTime have in common: a time of day and its zone.
import { digits } from './calendar.js';
import { integerIn, shown } from './integer.js';
import { invalid } from './invalid.js';

export const dayMicroseconds = 86_400_000_000;

/** A time of day, from which all may be left out. */
export interface ClockFields {
  readonly hour?: number;
  readonly minute?: number;
  readonly second?: number;
  /** 0 to 999999. */
  readonly microsecond?: number;
  /** The offset to UTC as text: `+02:00`, `-03:30:15.000001`, `Z`. */
  readonly offset?: string | undefined;
  /** The same as a number, positive to the east. */
  readonly offsetMicroseconds?: number | undefined;
  /** A zone with rules, by its key in the IANA database: `Europe/Berlin`. */
  readonly zone?: string | undefined;
  /** The name of a fixed offset, as `timezone(timedelta(hours=-5), 'EST')` has one. */
  readonly zoneName?: string | undefined;
  /** 1 for the second of two equal readings of a clock that was put back. Default 0. */
  readonly fold?: number;
}

/** A time of day with its zone, all of it told. */
export interface Clock {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly microsecond: number;
  readonly offsetMicroseconds: number | undefined;
  readonly zone: string | undefined;
  readonly zoneName: string | undefined;
  readonly fold: 0 | 1;
}

/** The time of day that the fields say, checked. */
export function clockOf(fields: ClockFields): Clock {
  const { zone, zoneName } = fields;
  const offsetMicroseconds = offsetOf(fields);
  if (zone !== undefined && !/^[\w+-]+(?:\/[\w+-]+)*$/.test(zone)) {
    throw invalid(`zone is the key of a time zone, such as Europe/Berlin, not ${shown(zone)}.`);
  }
  if (zoneName !== undefined && (typeof zoneName !== 'string' || offsetMicroseconds === undefined || zone)) {
    throw invalid('zoneName is the name of a fixed offset: it goes with an offset and without a zone.');
  }
  return {
    hour: integerIn(fields.hour ?? 0, 'hour', 0, 23),
    minute: integerIn(fields.minute ?? 0, 'minute', 0, 59),
    second: integerIn(fields.second ?? 0, 'second', 0, 59),
    microsecond: integerIn(fields.microsecond ?? 0, 'microsecond', 0, 999_999),
    offsetMicroseconds,
    zone,
    zoneName,
    fold: integerIn(fields.fold ?? 0, 'fold', 0, 1) as 0 | 1,
  };
}

function offsetOf({ offset, offsetMicroseconds }: ClockFields): number | undefined {
  if (offset !== undefined && offsetMicroseconds !== undefined) {
    throw invalid('offset and offsetMicroseconds say the same: give one of them.');
  }
  const microseconds = offset === undefined ? offsetMicroseconds : parsedOffset(offset);
  if (microseconds === undefined) return undefined;
  // + 0 makes 0 of -0.
  return integerIn(microseconds, 'offsetMicroseconds', 1 - dayMicroseconds, dayMicroseconds - 1) + 0;
}

function parsedOffset(text: string): number {
  if (text === 'Z' || text === 'z') return 0;
  const match = /^([+-])(\d\d):?([0-5]\d)(?::?([0-5]\d)(?:\.(\d{6}))?)?$/.exec(text);
  if (match === null) throw invalid(`an offset is written +02:00, not ${shown(text)}.`);
  const [, sign, hours, minutes, seconds = 0, microseconds = 0] = match;
  const wholeSeconds = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return (sign === '-' ? -1 : 1) * (wholeSeconds * 1e6 + Number(microseconds));
}

/** The fields of `12:30:15.5+02:00`; all but the hour and the minute may be missing. */
export function parsedClock(text: string): ClockFields {
  const match = /^(\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,6}))?)?([Zz]|[+-][\d:.]+)?$/.exec(text);
  if (match === null) throw invalid(`a time is written 12:30:15.000001+02:00, not ${shown(text)}.`);
  const [, hour, minute, second = 0, fraction = '', offset] = match;
  const microsecond = Number(fraction.padEnd(6, '0'));
  return { hour: Number(hour), minute: Number(minute), second: Number(second), microsecond, offset };
}

/** As Python's isoformat() writes it: `12:30:15.000001+02:00`. */
export function clockText({ hour, minute, second, microsecond, offsetMicroseconds }: Clock): string {
  const fraction = microsecond === 0 ? '' : `.${digits(microsecond, 6)}`;
  const offset = offsetMicroseconds === undefined ? '' : offsetText(offsetMicroseconds);
  return `${digits(hour, 2)}:${digits(minute, 2)}:${digits(second, 2)}${fraction}${offset}`;
}

/** What is behind the text of a time so that a reader knows all of it: `[Europe/Berlin]`. */
export function zoneText({ zone, zoneName, fold }: Clock): string {
  const name = zone ?? zoneName;
  return `${name === undefined ? '' : `[${name}]`}${fold === 0 ? '' : ' fold=1'}`;
}

function offsetText(offset: number): string {
  const size = Math.abs(offset);
  const seconds = Math.floor(size / 1e6);
  const fraction = size % 1e6 === 0 ? '' : `.${digits(size % 1e6, 6)}`;
  const rest = seconds % 60 === 0 && fraction === '' ? '' : `:${digits(seconds % 60, 2)}${fraction}`;
  const hours = digits(Math.floor(seconds / 3600), 2);
  return `${offset < 0 ? '-' : '+'}${hours}:${digits(Math.floor(seconds / 60) % 60, 2)}${rest}`;
}

/** Microseconds since midnight. */
export function microsecondsOf({ hour, minute, second, microsecond }: Clock): number {
  return ((hour * 60 + minute) * 60 + second) * 1e6 + microsecond;
}

/** The time of day so many microseconds after midnight. */
export function clockFields(microseconds: number): ClockFields {
  const seconds = Math.floor(microseconds / 1e6);
  return {
    hour: Math.floor(seconds / 3600),
    minute: Math.floor(seconds / 60) % 60,
    second: seconds % 60,
    microsecond: microseconds % 1e6,
  };
}
