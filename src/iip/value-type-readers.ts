import { ExtensionType } from './extensions.js';
import { KeySet } from './key-set.js';
import { dayAfterEpoch, daysBeforeEpoch, lastDay } from './types/calendar.js';
import { clockFields, dayMicroseconds, type ClockFields } from './types/clock.js';
import { Complex } from './types/complex.js';
import { DateTime } from './types/date-time.js';
import { Decimal } from './types/decimal.js';
import { Fraction } from './types/fraction.js';
import { FrozenSet } from './types/frozen-set.js';
import { Path, type PathKind } from './types/path.js';
import { PlainDate } from './types/plain-date.js';
import { PlainTime } from './types/plain-time.js';
import { Range } from './types/range.js';
import { Slice } from './types/slice.js';
import { TimeDelta } from './types/time-delta.js';
import { Uuid } from './types/uuid.js';
import { ValueFault } from './value-fault.js';
import type { ValueReader } from './value-reader.js';

type Read = (reader: ValueReader, depth: number) => unknown;

const readers: (Read | undefined)[] = [];

/** What reads the payload of an extension of `type`; undefined where that is none of the types of values. */
export function readerOf(type: number): Read | undefined {
  return readers[type];
}

readers[ExtensionType.tuple] = (reader, depth) => Object.freeze(readItems(reader, depth));
readers[ExtensionType.set] = (reader, depth) => {
  const items = readItems(reader, depth);
  return checked(new Set(items), items, reader);
};
readers[ExtensionType.frozenset] = (reader, depth) => {
  const items = readItems(reader, depth);
  return checked(new FrozenSet(items), items, reader);
};
readers[ExtensionType.datetime] = (reader) => {
  const wall = readInteger(reader, 0n, BigInt(daysBeforeEpoch + lastDay + 1) * microsecondsOfDay - 1n);
  const day = dayAfterEpoch(Number(wall / microsecondsOfDay) - daysBeforeEpoch);
  const fields = { ...day, ...clockFields(Number(wall % microsecondsOfDay)), ...readZone(reader) };
  if (fields.zone !== undefined && fields.offsetMicroseconds === undefined) throw malformed();
  return new DateTime(fields);
};
readers[ExtensionType.date] = (reader) => {
  return new PlainDate(dayAfterEpoch(Number(readInteger(reader, BigInt(-daysBeforeEpoch), BigInt(lastDay)))));
};
readers[ExtensionType.time] = (reader) => {
  const microseconds = Number(readInteger(reader, 0n, microsecondsOfDay - 1n));
  return new PlainTime({ ...clockFields(microseconds), ...readZone(reader) });
};
readers[ExtensionType.timedelta] = (reader) => new TimeDelta({ microseconds: readInteger(reader) });
readers[ExtensionType.decimal] = (reader) => new Decimal(readText(reader));
readers[ExtensionType.fraction] = (reader) => new Fraction(readInteger(reader), readInteger(reader));
readers[ExtensionType.complex] = (reader) => new Complex(readFloat(reader), readFloat(reader));
readers[ExtensionType.uuid] = (reader) => {
  const bytes = reader.readScalar();
  if (!(bytes instanceof Uint8Array) || bytes.length !== 16) throw malformed();
  return Uuid.from(bytes);
};
readers[ExtensionType.range] = (reader) =>
  new Range(readInteger(reader), readInteger(reader), readInteger(reader));
readers[ExtensionType.slice] = (reader, depth) => {
  reader.enter(3, depth);
  return new Slice(reader.readValue(depth + 1), reader.readValue(depth + 1), reader.readValue(depth + 1));
};
readers[ExtensionType.path] = (reader) => {
  const text = readText(reader);
  const kind = reader.readScalar();
  return new Path(text, kind === null ? undefined : (kind as PathKind));
};
readers[ExtensionType.url] = (reader) => {
  const text = readText(reader);
  try {
    return new URL(text);
  } catch {
    throw malformed();
  }
};

const microsecondsOfDay = BigInt(dayMicroseconds);

function readItems(reader: ValueReader, depth: number): unknown[] {
  if (!reader.isAtArray) throw malformed();
  return reader.readValue(depth) as unknown[];
}

/** The set, unless JavaScript or, where the bytes may be anyone's, Python takes two of its items for one. */
function checked<T extends ReadonlySet<unknown>>(set: T, items: readonly unknown[], reader: ValueReader): T {
  let isDuplicate = set.size !== items.length;
  if (reader.checksKeys) {
    const keys = new KeySet();
    for (const item of items) if (typeof item !== 'string' && !keys.add(item)) isDuplicate = true;
  }
  if (isDuplicate) throw new ValueFault('duplicate-key', 'has two items that are the same.');
  return set;
}

function readZone(reader: ValueReader): ClockFields {
  const offset = reader.readScalar();
  const isNamed = reader.readArrayHeader();
  if (isNamed > 1 || isNamed === 0) throw malformed();
  const zone = reader.readScalar();
  const fold = Number(readInteger(reader, 0n, 1n));
  const offsetMicroseconds = offset === null ? undefined : (offset as number);
  if (isNamed === 1) return { offsetMicroseconds, zoneName: zone as string, fold };
  return zone === null ? { offsetMicroseconds, fold } : { offsetMicroseconds, zone: zone as string, fold };
}

function readInteger(reader: ValueReader, least?: bigint, most?: bigint): bigint {
  const { isAtFloat } = reader;
  const value = reader.readScalar();
  if (isAtFloat || (typeof value !== 'bigint' && !Number.isSafeInteger(value))) throw malformed();
  const integer = BigInt(value as number | bigint);
  if ((least !== undefined && integer < least) || (most !== undefined && integer > most)) throw malformed();
  return integer;
}

function readFloat(reader: ValueReader): number {
  const { isAtFloat } = reader;
  const value = reader.readScalar();
  if (!isAtFloat) throw malformed();
  return Number(value);
}

function readText(reader: ValueReader): string {
  const value = reader.readScalar();
  if (typeof value !== 'string') throw malformed();
  return value;
}

function malformed(): ValueFault {
  return new ValueFault(
    'malformed',
    'These bytes are no value: the payload of an extension is not what its type says.',
  );
}
