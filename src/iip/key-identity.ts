import { Extension } from './extensions.js';
import { Float } from './float.js';
import { isDate } from './object-kind.js';
import { microsecondsOf } from './types/clock.js';
import { Complex } from './types/complex.js';
import { DateTime } from './types/date-time.js';
import { Decimal } from './types/decimal.js';
import { Fraction } from './types/fraction.js';
import { FrozenSet } from './types/frozen-set.js';
import { Path } from './types/path.js';
import { PlainDate } from './types/plain-date.js';
import { PlainTime } from './types/plain-time.js';
import { Range } from './types/range.js';
import { TimeDelta } from './types/time-delta.js';
import { Uuid } from './types/uuid.js';

/** Larger exponents are compared with decimals only: no int or Fraction is as long. */
const mostExponent = 5000n;

type Identity = string | number | bigint | null | undefined;

let differentNaNs = 0;

/**
 * What tells a key of a dict, or an item of a set, from others as Python tells them apart: equal for two that Python takes for one.
 * Undefined where Python cannot hash it. A string is itself.
 */
export function keyIdentity(key: unknown): Identity {
  switch (typeof key) {
    case 'string':
      return key;
    case 'number':
      // Beyond the safe numbers a float may be the same as a bigint.
      return Number.isInteger(key) && !Number.isSafeInteger(key) ? BigInt(key) : key;
    case 'bigint':
      return key >= Number.MIN_SAFE_INTEGER && key <= Number.MAX_SAFE_INTEGER ? Number(key) : key;
    case 'boolean':
      return key ? 1 : 0;
    case 'undefined':
      return null;
    case 'object':
      return key === null ? null : identityOfObject(key);
    default:
      return undefined;
  }
}

function identityOfObject(key: object): Identity {
  if (key instanceof Float) return keyIdentity(key.value);
  if (key instanceof Uint8Array) return `bytes:${latin1(key)}`;
  if (key instanceof Extension) return `${key.type}:${latin1(key.bytes)}`;
  if (Array.isArray(key)) return Object.isFrozen(key) ? identityOfAll('tuple', key) : undefined;
  if (key instanceof FrozenSet) return identityOfSet(key);
  if (key instanceof DateTime) return identityOfTime(key);
  if (isDate(key)) return `moment:${BigInt(key.getTime() || 0) * 1000n + microsecondsBefore1970}`;
  if (key instanceof PlainDate || key instanceof Uuid) return `${key.constructor.name}:${key.toString()}`;
  if (key instanceof PlainTime) return identityOfClock(key);
  if (key instanceof TimeDelta) return `delta:${key.totalMicroseconds}`;
  if (key instanceof Decimal) return identityOfDecimal(key);
  if (key instanceof Fraction) return identityOfRatio(key.numerator, key.denominator);
  if (key instanceof Complex) {
    // + 0 makes 0 of -0.
    return key.imag === 0 ? keyIdentity(key.real) : `complex:${key.real + 0},${key.imag + 0}`;
  }
  if (key instanceof Range) return identityOfRange(key);
  if (key instanceof Path) return `path:${key.kind?.replace('pure-', '') ?? ''}:${key.text}`;
  return undefined;
}

const microsecondsBefore1970 = 62_135_596_800_000_000n;

function identityOfTime(time: DateTime): string {
  if (time.offsetMicroseconds === undefined) return `naive:${time.wallMicroseconds}`;
  return `moment:${time.wallMicroseconds - BigInt(time.offsetMicroseconds)}`;
}

function identityOfClock(time: PlainTime): string {
  if (time.offsetMicroseconds === undefined) return `time:${microsecondsOf(time)}`;
  return `time at 0:${microsecondsOf(time) - time.offsetMicroseconds}`;
}

function identityOfDecimal(decimal: Decimal): Identity {
  const { parts } = decimal;
  if (parts === undefined) {
    const text = decimal.toString();
    // A signaling one has no hash; any other is not even equal to itself.
    if (decimal.isNaN) return text.includes('s') ? undefined : `nan:${differentNaNs++}`;
    return text === 'Infinity' ? Infinity : -Infinity;
  }
  const digits = parts.isNegative ? -parts.digits : parts.digits;
  if (digits === 0n) return 0;
  if (parts.exponent > mostExponent || parts.exponent < -mostExponent) {
    const text = String(digits);
    const short = text.replace(/0+$/, '');
    return `decimal:${short}e${parts.exponent + BigInt(text.length - short.length)}`;
  }
  if (parts.exponent >= 0n) return keyIdentity(digits * 10n ** parts.exponent);
  const ratio = new Fraction(digits, 10n ** -parts.exponent);
  return identityOfRatio(ratio.numerator, ratio.denominator);
}

/** The identity of a ratio in lowest terms: that of the number where a number is exactly it. */
function identityOfRatio(top: bigint, bottom: bigint): Identity {
  if (bottom === 1n) return keyIdentity(top);
  const binary = bottom.toString(2);
  const size = top < 0n ? -top : top;
  if (binary.length <= 1075 && !binary.includes('1', 1) && size <= Number.MAX_SAFE_INTEGER) {
    const exponent = binary.length - 1;
    return Number(top) / 2 ** Math.min(exponent, 1000) / 2 ** Math.max(exponent - 1000, 0);
  }
  return `ratio:${top}/${bottom}`;
}

function identityOfRange(range: Range): string {
  if (range.count === 0n) return 'range:';
  if (range.count === 1n) return `range:${range.start}`;
  return `range:${range.start},${range.step},${range.count}`;
}

function identityOfSet(items: FrozenSet): Identity {
  const identities = textsOf(items);
  return identities === undefined ? undefined : `set:${identities.sort().join(',')}`;
}

function identityOfAll(kind: string, items: readonly unknown[]): Identity {
  const identities = textsOf(items);
  return identities === undefined ? undefined : `${kind}:(${identities.join(',')})`;
}

/** The items around the one that is looked at: a frozen array may contain itself, which is for the writer to tell. */
const around = new Set<object>();

/** The identities of the items as texts. Each begins with its length: no two lists of them are joined to the same text. */
function textsOf(container: Iterable<unknown> & object): string[] | undefined {
  if (around.has(container)) return ['itself'];
  around.add(container);
  try {
    const texts: string[] = [];
    for (const item of container) {
      const identity = keyIdentity(item);
      if (identity === undefined) return undefined;
      const text = String(identity);
      texts.push(`${typeof item === 'string' ? 's' : ''}${text.length}:${text}`);
    }
    return texts;
  } finally {
    around.delete(container);
  }
}

function latin1(bytes: Uint8Array): string {
  let text = '';
  for (let index = 0; index < bytes.length; index += 4096) {
    text += String.fromCharCode(...bytes.subarray(index, index + 4096));
  }
  return text;
}
