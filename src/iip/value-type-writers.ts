import { ExtensionType } from './extensions.js';
import { KeySet } from './key-set.js';
import { isDate, isUrl, itemsOfSet } from './object-kind.js';
import { daysBeforeEpoch, daysOf } from './types/calendar.js';
import { microsecondsOf, type Clock } from './types/clock.js';
import { Complex } from './types/complex.js';
import { DateTime } from './types/date-time.js';
import { Decimal } from './types/decimal.js';
import { Fraction } from './types/fraction.js';
import { FrozenSet } from './types/frozen-set.js';
import { Path } from './types/path.js';
import { PlainDate } from './types/plain-date.js';
import { PlainTime } from './types/plain-time.js';
import { Range } from './types/range.js';
import { Slice } from './types/slice.js';
import { TimeDelta } from './types/time-delta.js';
import { Uuid } from './types/uuid.js';
import { unsupported } from './unsupported.js';
import { ValueFault, within } from './value-fault.js';
import type { ValueWriter } from './value-writer.js';

/** Writes `value`, which is in `depth` containers, as its extension. */
type Write<T> = (writer: ValueWriter, value: T, depth: number) => void;

const earliestDateMs = -daysBeforeEpoch * 86_400_000;
const behindLatestDateMs = Date.UTC(10_000, 0);

const writers = new Map<unknown, Write<object>>();

function define<T>(maker: abstract new (...args: never[]) => T, type: ExtensionType, write: Write<T>): void {
  writers.set(maker, (writer, value, depth) => {
    const start = writer.openExtension();
    write(writer, value as T, depth);
    writer.closeExtension(type, start);
  });
}

define(DateTime, ExtensionType.datetime, (writer, value) => {
  writer.writeBigInt(value.wallMicroseconds);
  writeZone(writer, value);
});
define(PlainDate, ExtensionType.date, (writer, value) => writer.writeInt(daysOf(value)));
define(PlainTime, ExtensionType.time, (writer, value) => {
  writer.writeNumber(microsecondsOf(value));
  writeZone(writer, value);
});
define(TimeDelta, ExtensionType.timedelta, (writer, value) => writer.writeBigInt(value.totalMicroseconds));
define(Decimal, ExtensionType.decimal, (writer, value) => writer.writeString(value.toString()));
define(Fraction, ExtensionType.fraction, (writer, { numerator, denominator }) => {
  writer.writeBigInt(numerator);
  writer.writeBigInt(denominator);
});
define(Complex, ExtensionType.complex, (writer, { real, imag }) => {
  writer.writeFloat(real);
  writer.writeFloat(imag);
});
define(Uuid, ExtensionType.uuid, (writer, value) => writer.writeBytes(value.bytes));
define(Range, ExtensionType.range, (writer, value, depth) => {
  for (const part of [value.start, value.stop, value.step]) writer.writeValue(part, depth);
});
define(Slice, ExtensionType.slice, (writer, value, depth) => {
  writer.enter(value, depth);
  for (const name of ['start', 'stop', 'step'] as const) {
    try {
      writer.writeValue(value[name], depth + 1);
    } catch (error) {
      throw within(error, `.${name}`, value);
    }
  }
});
define(Path, ExtensionType.path, (writer, { text, kind }, depth) => {
  writer.writeString(text);
  writer.writeValue(kind, depth);
});
define(FrozenSet, ExtensionType.frozenset, writeItems);

const writeDate: Write<Date> = (writer, value) => {
  const time = Date.prototype.getTime.call(value);
  if (!(time >= earliestDateMs && time < behindLatestDateMs)) {
    const isInvalid = Number.isNaN(time);
    const message = isInvalid
      ? 'an invalid Date cannot cross.'
      : 'a Date outside of the years 1 to 9999 cannot cross.';
    throw new ValueFault('unsupported-value', message, isInvalid ? 'Send null.' : 'Send its getTime().');
  }
  const start = writer.openExtension();
  writer.writeBigInt(BigInt(time - earliestDateMs) * 1000n);
  writer.writeInt(0);
  writer.writeNil();
  writer.writeInt(0);
  writer.closeExtension(ExtensionType.datetime, start);
};

const writeSet: Write<Set<unknown>> = (writer, value, depth) => {
  const start = writer.openExtension();
  writeItems(writer, value, depth);
  writer.closeExtension(ExtensionType.set, start);
};

const writeUrl: Write<URL> = (writer, value) => {
  const start = writer.openExtension();
  writer.writeString(value.href);
  writer.closeExtension(ExtensionType.url, start);
};

/** What writes objects like `value`; undefined where they are no values. */
export function writerOf(value: object): Write<object> | undefined {
  const write = writers.get(value.constructor);
  if (write !== undefined) return write;
  // By their names first: what they are called in another realm too, and cheap for everything else.
  if (isDate(value)) return writeDate as Write<object>;
  if (itemsOfSet(value) !== undefined) return writeSet as Write<object>;
  return isUrl(value) ? (writeUrl as Write<object>) : undefined;
}

function writeZone(writer: ValueWriter, { offsetMicroseconds, zone, zoneName, fold }: Clock): void {
  if (offsetMicroseconds === undefined) writer.writeNil();
  else writer.writeNumber(offsetMicroseconds);
  if (zoneName !== undefined) {
    writer.writeArrayHeader(1);
    writer.writeString(zoneName);
  } else if (zone !== undefined) writer.writeString(zone);
  else writer.writeNil();
  writer.writeInt(fold);
}

function writeItems(writer: ValueWriter, value: ReadonlySet<unknown>, depth: number): void {
  writer.enter(value, depth);
  const count = value.size;
  writer.writeArrayHeader(count);
  let keys: KeySet | undefined;
  let written = 0;
  try {
    for (const item of Set.prototype.values.call(value)) {
      if (written === count) throw changed();
      if (typeof item !== 'string') {
        keys ??= new KeySet();
        if (!KeySet.takes(item)) throw unsupported(item, 'as an item of a Set');
        if (!keys.add(item)) {
          const message = 'is an item that Python takes for another one of this Set.';
          const remedy = 'There equal numbers of any type are the same item, and true is 1 and false 0.';
          throw new ValueFault('duplicate-key', message, remedy);
        }
      }
      writer.writeValue(item, depth + 1);
      written += 1;
    }
  } catch (error) {
    throw within(error, `[${written}]`, value);
  }
  if (written !== count) throw changed();
}

function changed(): ValueFault {
  return new ValueFault('unsupported-value', 'changed while it was sent.');
}
