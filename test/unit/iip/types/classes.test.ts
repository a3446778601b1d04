import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { Complex } from '../../../../src/iip/types/complex.js';
import { DateTime } from '../../../../src/iip/types/date-time.js';
import { Decimal } from '../../../../src/iip/types/decimal.js';
import { Fraction } from '../../../../src/iip/types/fraction.js';
import { FrozenSet } from '../../../../src/iip/types/frozen-set.js';
import { Path } from '../../../../src/iip/types/path.js';
import { PlainDate } from '../../../../src/iip/types/plain-date.js';
import { PlainTime } from '../../../../src/iip/types/plain-time.js';
import { Range } from '../../../../src/iip/types/range.js';
import { Slice } from '../../../../src/iip/types/slice.js';
import { TimeDelta } from '../../../../src/iip/types/time-delta.js';
import { tuple } from '../../../../src/iip/types/tuple.js';
import { Uuid } from '../../../../src/iip/types/uuid.js';
import { errorOf } from '../codec.js';

const uuid = '12345678-1234-5678-1234-567812345678';
const shown: readonly (readonly [value: object, inspected: string, json: string])[] = [
  [
    DateTime.from('2024-02-29T12:30:15.000001+01:00'),
    'DateTime 2024-02-29T12:30:15.000001+01:00',
    '"2024-02-29T12:30:15.000001+01:00"',
  ],
  [PlainDate.from('2024-02-29'), 'PlainDate 2024-02-29', '"2024-02-29"'],
  [PlainTime.from('12:30:00.5'), 'PlainTime 12:30:00.500000', '"12:30:00.500000"'],
  [TimeDelta.from({ milliseconds: -500 }), 'TimeDelta -1 day, 23:59:59.500000', '"-1 day, 23:59:59.500000"'],
  [Decimal.from('1.50'), 'Decimal 1.50', '"1.50"'],
  [new Fraction(6, -8), 'Fraction -3/4', '"-3/4"'],
  [new Complex(1, -2), 'Complex (1-2j)', '{"real":1,"imag":-2}'],
  [new Uuid(uuid), `Uuid ${uuid}`, `"${uuid}"`],
  [new Range(10), 'Range range(0, 10)', '{"start":0,"stop":10,"step":1}'],
  [
    new Range(0, 2n ** 64n, 2),
    'Range range(0, 18446744073709551616, 2)',
    '{"start":0,"stop":"18446744073709551616","step":2}',
  ],
  [
    new Slice(1, undefined),
    'Slice { start: 1, stop: null, step: null }',
    '{"start":1,"stop":null,"step":null}',
  ],
  [new Path('/tmp', 'posix'), 'Path "/tmp" (posix)', '"/tmp"'],
  [new FrozenSet([1, 2]), 'FrozenSet(2) { 1, 2 }', '{}'],
];

describe('an instance of a class of values', () => {
  it.each(shown)('shows what it is: %o', (value, inspected, json) => {
    expect(inspect(value)).toBe(inspected);
    expect(JSON.stringify(value)).toBe(json);
  });

  it.each(shown)('cannot be changed: %o', (value) => {
    expect(Object.isFrozen(value)).toBe(true);
  });

  it('refuses what a Date or a Set would do to itself', () => {
    const time = DateTime.from('2024-01-01T00:00:00Z');
    expect(errorOf(() => time.setFullYear(2025)).code).toBe('invalid-argument');
    expect(errorOf(() => time.setTime(0)).code).toBe('invalid-argument');
    expect(time.getTime()).toBe(Date.UTC(2024, 0));
    const items = new FrozenSet([1]);
    for (const change of [() => items.add(2), () => items.delete(1), () => items.clear()]) {
      expect(errorOf(change).code).toBe('invalid-argument');
    }
    expect([...items]).toEqual([1]);
  });

  it.each<[string, () => unknown]>([
    ['the 30th of February', () => PlainDate.from('2024-02-30')],
    ['the year 0', () => PlainDate.from({ year: 0, month: 1, day: 1 })],
    ['the year 10000', () => DateTime.from({ year: 10_000, month: 1, day: 1 })],
    ['half a day', () => PlainDate.from({ year: 1, month: 1, day: 1.5 })],
    ['the 60th minute', () => PlainTime.from('12:60')],
    ['an offset of a day', () => PlainTime.from({ offset: '+24:00' })],
    ['an offset twice', () => PlainTime.from({ offset: 'Z', offsetMicroseconds: 0 })],
    ['a name without an offset', () => PlainTime.from({ zoneName: 'EST' })],
    ['a zone that nobody knows', () => DateTime.from({ year: 1, month: 1, day: 1, zone: 'Europe/Nowhere' })],
    ['a zone that is a path', () => PlainTime.from({ zone: '../etc/passwd' })],
    ['a text that is no time', () => DateTime.from('tomorrow')],
    ['half a microsecond', () => TimeDelta.from({ microseconds: 0.5 })],
    ['a billion days', () => TimeDelta.from({ days: 1_000_000_000 })],
    ['a decimal with an underscore', () => Decimal.from('1_000')],
    ['a number that is no decimal', () => Decimal.from(0.1)],
    ['a decimal beyond Python', () => Decimal.from('1e1000000000000000000')],
    ['a denominator of 0', () => new Fraction(1, 0)],
    ['a fraction of floats', () => new Fraction(0.5)],
    ['a complex of text', () => new Complex('1' as never)],
    ['a short UUID', () => new Uuid('1234')],
    ['a UUID of 15 bytes', () => Uuid.from(new Uint8Array(15))],
    ['a step of 0', () => new Range(0, 1, 0)],
    ['a range of floats', () => new Range(0.5)],
    ['a path of a number', () => new Path(1 as never)],
    ['a path of a strange kind', () => new Path('/', 'mac' as never)],
  ])('is not made of what it cannot be: %s', (_, make) => {
    expect(errorOf(make).code).toBe('invalid-argument');
  });
});

describe('a DateTime', () => {
  it('is a Date of the moment that it means, its microseconds left out', () => {
    const time = DateTime.from('1969-12-31T23:59:59.999999-00:30');
    expect(time).toBeInstanceOf(Date);
    expect(time.toISOString()).toBe('1970-01-01T00:29:59.999Z');
    expect(DateTime.from('1970-01-01T00:00:00+00:00:00.000001').getTime()).toBe(-1);
    expect(new Date(time).getTime()).toBe(time.getTime());
  });

  it('that is naive means local time', () => {
    const time = DateTime.from('2024-07-01T12:30:15');
    expect(time.isNaive).toBe(true);
    expect([time.getHours(), time.getMinutes(), time.getDate()]).toEqual([12, 30, 1]);
    expect(time.getTime()).toBe(new Date(2024, 6, 1, 12, 30, 15).getTime());
    expect(DateTime.from('0099-01-01').getFullYear()).toBe(99);
  });

  it('that is naive and the second of two equal readings is the later moment', () => {
    const before = process.env['TZ'];
    process.env['TZ'] = 'Europe/Berlin';
    try {
      const fields = { year: 2024, month: 10, day: 27, hour: 2, minute: 30 };
      expect(DateTime.from(fields).toISOString()).toBe('2024-10-27T00:30:00.000Z');
      expect(DateTime.from({ ...fields, fold: 1 }).toISOString()).toBe('2024-10-27T01:30:00.000Z');
      expect(DateTime.from({ ...fields, hour: 4, fold: 1 }).toISOString()).toBe('2024-10-27T03:30:00.000Z');
    } finally {
      if (before === undefined) delete process.env['TZ'];
      else process.env['TZ'] = before;
    }
  });

  it.each([
    ['2024-07-01', 0, '+02:00'],
    ['2024-12-01', 0, '+01:00'],
    ['2024-10-27', 0, '+02:00'],
    ['2024-10-27', 1, '+01:00'],
    ['2024-03-31', 0, '+01:00'],
    ['2024-03-31', 1, '+02:00'],
  ])('finds its offset in its zone as Python does: half past two on %s, fold %d', (day, fold, offset) => {
    const { year, month, day: date } = PlainDate.from(day);
    const time = DateTime.from({ year, month, day: date, hour: 2, minute: 30, zone: 'Europe/Berlin', fold });
    expect(time.toString()).toBe(`${day}T02:30:00${offset}`);
    expect(inspect(time)).toContain('[Europe/Berlin]');
  });

  it('equals another one of the same moment, and a naive one only a naive one', () => {
    const time = DateTime.from('2024-01-01T12:00:00Z');
    expect(time.equals(DateTime.from('2024-01-01T13:00:00+01:00'))).toBe(true);
    expect(time.equals(DateTime.from('2024-01-01T12:00:00.000001Z'))).toBe(false);
    expect(time.equals(DateTime.from('2024-01-01T12:00:00'))).toBe(false);
    expect(time.equals(new Date(time))).toBe(false);
  });
});

describe('a Decimal', () => {
  it.each([
    ['000.10', '0.10'],
    ['-0', '-0'],
    ['+5', '5'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['1e3', '1E+3'],
    ['-0E+3', '-0E+3'],
    ['0.000001', '0.000001'],
    ['0.0000001', '1E-7'],
    ['123e-10', '1.23E-8'],
    ['12.3e5', '1.23E+6'],
    ['inf', 'Infinity'],
    ['-Infinity', '-Infinity'],
    ['nan', 'NaN'],
    ['-sNaN012', '-sNaN12'],
  ])('has the text that Python gives: %s', (source, text) => {
    expect(Decimal.from(source).toString()).toBe(text);
  });

  it('equals what has the same value, and is not taken for a number', () => {
    expect(Decimal.from('1.00').equals(Decimal.from(1n))).toBe(true);
    expect(Decimal.from('0').equals(Decimal.from('-0.00'))).toBe(true);
    expect(Decimal.from('1').equals(Decimal.from('-1'))).toBe(false);
    expect(Decimal.from('NaN').equals(Decimal.from('NaN'))).toBe(false);
    expect(Decimal.from('1E+2').toNumber()).toBe(100);
    expect(Decimal.from('-Infinity').toNumber()).toBe(-Infinity);
    expect(errorOf(() => Number(Decimal.from('1.1'))).remedy).toContain('toNumber');
    expect(errorOf(() => Number(new Fraction(1, 3))).remedy).toContain('toNumber');
    expect([Decimal.from('1.1'), new Fraction(1, 3)].join(' ')).toBe('1.1 1/3');
  });
});

describe('a Fraction', () => {
  it('is rounded to the nearest number', () => {
    expect(new Fraction(1, 3).toNumber()).toBe(1 / 3);
    expect(new Fraction(-(10n ** 400n) - 1n, 10n ** 400n).toNumber()).toBe(-1);
    expect(new Fraction(2n ** 53n + 1n).toNumber()).toBe(2 ** 53);
    expect(new Fraction(1n, 2n ** 1074n).toNumber()).toBe(5e-324);
    expect(new Fraction(10n ** 400n).toNumber()).toBe(Infinity);
    expect(new Fraction(0).toNumber()).toBe(0);
  });

  it('is made of text', () => {
    expect(Fraction.from('+6/8').toString()).toBe('3/4');
    expect(errorOf(() => Fraction.from('1/0')).code).toBe('invalid-argument');
  });
});

describe('a Range', () => {
  it('has the integers that Python has', () => {
    expect([...new Range(5)]).toEqual([0, 1, 2, 3, 4]);
    expect([...new Range(5, 0, -2)]).toEqual([5, 3, 1]);
    expect([...new Range(5, 5)]).toEqual([]);
    expect([...new Range(2 ** 53 - 2, 2n ** 53n + 1n)]).toEqual([2 ** 53 - 2, 2 ** 53 - 1, 2n ** 53n]);
    expect(new Range(0, 10, 3).length).toBe(4);
    expect(new Range(0, 10, 3).at(-1)).toBe(9);
    expect(new Range(0, 10, 3).at(4)).toBeUndefined();
    expect(new Range(0, 10, 3).includes(9)).toBe(true);
    expect(new Range(0, 10, 3).includes(12)).toBe(false);
    expect(new Range(0, 10, -3).includes(-3)).toBe(false);
    expect(new Range(0, 3, 2).equals(new Range(0, 4, 2))).toBe(true);
    expect(new Range(0, 2n ** 70n).count).toBe(2n ** 70n);
    expect(errorOf(() => new Range(0, 2n ** 70n).length).remedy).toContain('count');
  });
});

describe('a TimeDelta', () => {
  it('has its parts as Python has them, and its sum without loss', () => {
    const delta = TimeDelta.from({ weeks: 1, hours: -1, microseconds: -1n });
    expect([delta.days, delta.seconds, delta.microseconds]).toEqual([6, 82_799, 999_999]);
    expect(delta.totalMicroseconds).toBe(601_199_999_999n);
    expect(delta.totalSeconds()).toBe(601_199.999999);
    expect(TimeDelta.from({ milliseconds: 1500 }).totalMilliseconds()).toBe(1500);
    expect(delta < TimeDelta.from({ days: 7 })).toBe(true);
    expect(String(TimeDelta.from({ days: -1 }))).toBe('-1 day, 0:00:00');
  });
});

describe('the rest', () => {
  it('compares by value', () => {
    expect(new Uuid(uuid.toUpperCase()).equals(Uuid.from(new Uuid(`urn:uuid:${uuid}`).bytes))).toBe(true);
    expect(new Slice(1, new Fraction(1, 2)).equals(new Slice(1, new Fraction(2, 4)))).toBe(true);
    expect(new Slice(1, 2).equals(new Slice(1, 3))).toBe(false);
    expect(new FrozenSet([1, 2]).equals(new Set([2, 1]))).toBe(true);
    expect(new FrozenSet([1, 2]).equals(new Set([2, 3]))).toBe(false);
    expect(new Complex(0, -0).equals(new Complex(-0, 0))).toBe(true);
    expect(new Path('a').equals(new Path('a', 'posix'))).toBe(false);
    expect(PlainDate.from('2024-01-02') > PlainDate.from('2024-01-01')).toBe(true);
    expect(PlainTime.from('12:00Z').equals(PlainTime.from('13:00+01:00'))).toBe(true);
    expect(PlainTime.from('12:00Z').equals(PlainTime.from('12:00'))).toBe(false);
  });

  it('is said as Python says it', () => {
    expect(String(new Complex(-0, -0))).toBe('(-0-0j)');
    expect(String(new Complex(Infinity, NaN))).toBe('(inf+nanj)');
    expect(tuple(1, 2)).toEqual([1, 2]);
    expect(String(PlainTime.from({ hour: 1, offsetMicroseconds: -1_000_001 }))).toBe(
      '01:00:00-00:00:01.000001',
    );
  });
});
