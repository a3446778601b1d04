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
import { vectorRows } from '../../../conformance/vector-rows.js';
import { hexOf } from '../codec.js';
import { decodeTypesHex } from './type-reader.js';

const rows = vectorRows<{ readonly hex: string }>('types.json');

const values: Readonly<Record<string, unknown>> = {
  'tuple ()': tuple(),
  'tuple (1, (2,))': tuple(1, tuple(2)),
  'set {1, 2}': new Set([1, 2]),
  'frozenset {"a"}': new FrozenSet(['a']),
  'datetime 1970-01-01T00:00:00+00:00': DateTime.from('1970-01-01T00:00:00Z'),
  'datetime 0001-01-01T00:00:00': DateTime.from({ year: 1, month: 1, day: 1 }),
  'datetime 9999-12-31T23:59:59.999999': DateTime.from('9999-12-31T23:59:59.999999'),
  'datetime 2024-10-27T02:30:00+01:00 Europe/Berlin fold=1': DateTime.from({
    ...{ year: 2024, month: 10, day: 27, hour: 2, minute: 30 },
    zone: 'Europe/Berlin',
    fold: 1,
  }),
  'datetime 2024-01-01T00:00:00-05:00 named EST': DateTime.from({
    ...{ year: 2024, month: 1, day: 1 },
    offset: '-05:00',
    zoneName: 'EST',
  }),
  'date 1970-01-01': PlainDate.from('1970-01-01'),
  'date 0001-01-01': PlainDate.from('0001-01-01'),
  'date 9999-12-31': PlainDate.from('9999-12-31'),
  'time 00:00:00': PlainTime.from('00:00:00'),
  'time 23:59:59.999999+00:00 fold=1': PlainTime.from({
    ...{ hour: 23, minute: 59, second: 59, microsecond: 999_999 },
    offset: 'Z',
    fold: 1,
  }),
  'time 12:00:00 Europe/Berlin': PlainTime.from({ hour: 12, zone: 'Europe/Berlin' }),
  'timedelta -1 microsecond': TimeDelta.from({ microseconds: -1 }),
  'timedelta 999999999 days and 86399999999 microseconds': TimeDelta.from({
    days: 999_999_999,
    microseconds: 86_399_999_999,
  }),
  'decimal -0E+3': Decimal.from('-0E+3'),
  'decimal 1.10': Decimal.from('1.10'),
  'decimal sNaN': Decimal.from('sNaN'),
  'fraction -1/3': new Fraction(2, -6),
  'complex 1-0j': new Complex(1, -0),
  'uuid 12345678-1234-5678-1234-567812345678': new Uuid('{12345678-1234-5678-1234-567812345678}'),
  'range 0 10 2': new Range(0, 10, 2),
  'slice 1 None -1': new Slice(1, null, -1),
  'path /tmp of this system': new Path('/tmp'),
  'path a\\b pure-windows': new Path('a\\b', 'pure-windows'),
  'url http://a/?b': new URL('http://a/?b'),
};

describe('types.json', () => {
  it('has the rows that stand here', () => {
    expect(rows.map(({ name }) => name).sort()).toEqual(Object.keys(values).sort());
  });

  it.each(rows)('$name', ({ name, hex }) => {
    expect(hexOf(values[name])).toBe(hex);
    const read = decodeTypesHex(hex);
    expect(Object.getPrototypeOf(read)).toBe(Object.getPrototypeOf(values[name]));
    expect(hexOf(read)).toBe(hex);
  });
});

describe('a Date', () => {
  it('is a datetime in UTC', () => {
    expect(hexOf(new Date(0))).toBe(rows.find(({ name }) => name.startsWith('datetime 1970'))!.hex);
  });
});
