import { inspectSymbol } from './inspect-symbol.js';
import { bigIntOf, shown } from './integer.js';
import { invalid } from './invalid.js';

/** Python's `Fraction`: a ratio of two integers in lowest terms. It cannot be changed. */
export class Fraction {
  readonly numerator: bigint;
  /** Above 0. */
  readonly denominator: bigint;

  /** @throws GraftError `invalid-argument` where a part is no integer, or the denominator 0 */
  constructor(numerator: number | bigint, denominator: number | bigint = 1n) {
    const top = bigIntOf(numerator, 'numerator');
    const bottom = bigIntOf(denominator, 'denominator');
    if (bottom === 0n) throw invalid('The denominator of a Fraction is not 0.');
    const divisor = greatestDivisor(top, bottom) * (bottom < 0n ? -1n : 1n);
    this.numerator = top / divisor;
    this.denominator = bottom / divisor;
    Object.freeze(this);
  }

  /**
   * Makes one of an integer or of text: `3/4`, `-5`.
   *
   * @throws GraftError `invalid-argument`
   */
  static from(source: string | number | bigint): Fraction {
    if (typeof source !== 'string') return new Fraction(source);
    const match = /^([+-]?\d+)(?:\/(\d+))?$/.exec(source);
    if (match === null) throw invalid(`${shown(source)} is not written like 3/4.`);
    return new Fraction(BigInt(match[1]!.replace(/^\+/, '')), BigInt(match[2] ?? 1));
  }

  equals(other: unknown): boolean {
    if (!(other instanceof Fraction)) return false;
    return this.numerator === other.numerator && this.denominator === other.denominator;
  }

  /** The nearest number. */
  toNumber(): number {
    const { numerator, denominator } = this;
    const size = numerator < 0n ? -numerator : numerator;
    // Both within 64 bits of quotient, and whatever is lost below them remembered in the last bit.
    const shift = 64 - (bitsOf(size) - bitsOf(denominator));
    const [top, bottom] =
      shift >= 0 ? [size << BigInt(shift), denominator] : [size, denominator << BigInt(-shift)];
    const quotient = top / bottom;
    const sticky = quotient * bottom === top ? quotient : quotient | 1n;
    return (
      Number(numerator < 0n ? -sticky : sticky) *
      2 ** Math.max(-shift, -1000) *
      2 ** Math.min(-shift + 1000, 0)
    );
  }

  /** @throws GraftError `invalid-argument`, always: a number would be another value */
  valueOf(): never {
    throw invalid('A Fraction is no number.', 'Round it with toNumber(), or compare with equals().');
  }

  /** `3/4`, or `5` where it is integral. */
  toString(): string {
    return this.denominator === 1n ? String(this.numerator) : `${this.numerator}/${this.denominator}`;
  }

  toJSON(): string {
    return this.toString();
  }

  [inspectSymbol](): string {
    return `Fraction ${this.toString()}`;
  }
}

function bitsOf(value: bigint): number {
  const digits = value.toString(16);
  return value === 0n ? 0 : digits.length * 4 - (Math.clz32(Number.parseInt(digits[0]!, 16)) - 28);
}

function greatestDivisor(one: bigint, other: bigint): bigint {
  let [larger, smaller] = [one < 0n ? -one : one, other < 0n ? -other : other];
  while (smaller !== 0n) [larger, smaller] = [smaller, larger % smaller];
  return larger;
}
