import { inspectSymbol } from './inspect-symbol.js';
import { shown } from './integer.js';
import { invalid } from './invalid.js';

/** As far as Python's `decimal` goes on 64 bits. */
const mostExponent = 999_999_999_999_999_999n;
const leastExponent = -1_999_999_999_999_999_997n;

/** Python's `Decimal`: the exact digits, the exponent and the sign, NaNs and infinities included. It cannot be changed. */
export class Decimal {
  readonly #text: string;

  /** `text`: as Python's `Decimal` takes it, without underscores and spaces. @throws GraftError `invalid-argument` */
  constructor(text: string) {
    this.#text = canonical(text);
    Object.freeze(this);
  }

  /**
   * Makes one of text, or of an integer. A number that is not integral is refused: it is not the decimal that it looks like.
   *
   * @throws GraftError `invalid-argument`
   */
  static from(source: string | number | bigint): Decimal {
    if (typeof source === 'number' && !Number.isSafeInteger(source)) {
      throw invalid(
        `The number ${source} is not exactly what it looks like.`,
        `Write the decimal as text: Decimal.from('${source}').`,
      );
    }
    return new Decimal(String(source));
  }

  get isFinite(): boolean {
    return !/[NI]/.test(this.#text);
  }

  /** Also for the signaling one. */
  get isNaN(): boolean {
    return this.#text.includes('N');
  }

  /** Sign, digits and exponent: `-1.50` is -150 with exponent -2. Undefined where it is not finite. */
  get parts():
    { readonly isNegative: boolean; readonly digits: bigint; readonly exponent: bigint } | undefined {
    const match = finite.exec(this.#text);
    if (match === null) return undefined;
    const [, sign, whole = '', fraction = '', exponent = '0'] = match;
    const digits = BigInt(whole + fraction);
    return { isNegative: sign === '-', digits, exponent: BigInt(exponent) - BigInt(fraction.length) };
  }

  /** Whether both are the same number, as Python's `==`: `1.0` is `1`, NaN is nothing. {@link toString} tells them apart. */
  equals(other: unknown): boolean {
    if (!(other instanceof Decimal) || this.isNaN || other.isNaN) return false;
    const [mine, its] = [this.parts, other.parts];
    if (mine === undefined || its === undefined) return this.#text === other.#text;
    if (mine.digits === 0n || its.digits === 0n) return mine.digits === its.digits;
    if (mine.isNegative !== its.isNegative) return false;
    return normal(mine.digits, mine.exponent) === normal(its.digits, its.exponent);
  }

  /** The nearest number. */
  toNumber(): number {
    if (this.isNaN) return NaN;
    return Number(this.#text);
  }

  /** @throws GraftError `invalid-argument`, always: a number would be another value */
  valueOf(): never {
    throw invalid('A Decimal is no number.', 'Round it with toNumber(), or compare with equals().');
  }

  /** As Python's `str()` writes it: `1.50`, `-0E+3`, `sNaN`. */
  toString(): string {
    return this.#text;
  }

  toJSON(): string {
    return this.#text;
  }

  [inspectSymbol](): string {
    return `Decimal ${this.#text}`;
  }
}

const finite = /^([+-]?)(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:[eE]([+-]?\d+))?$/;

function canonical(text: string): string {
  const source = String(text);
  const match = finite.exec(source);
  if (match === null) return special(source);
  const [, sign, whole = '', behindWhole, alone, exponentText = '0'] = match;
  const fraction = behindWhole ?? alone ?? '';
  const digits = (whole + fraction).replace(/^0+(?=\d)/, '');
  const exponent = BigInt(exponentText.replace(/^\+/, '')) - BigInt(fraction.length);
  const adjusted = exponent + BigInt(digits.length - 1);
  if (adjusted > mostExponent || exponent < leastExponent)
    throw invalid(`${shown(text)} is beyond any Decimal.`);
  return `${sign === '-' ? '-' : ''}${magnitude(digits, exponent, adjusted)}`;
}

/** The specification of decimal arithmetic calls it to-scientific-string. */
function magnitude(digits: string, exponent: bigint, adjusted: bigint): string {
  if (exponent <= 0n && adjusted >= -6n) {
    if (exponent === 0n) return digits;
    const places = Number(-exponent);
    const padded = digits.padStart(places + 1, '0');
    return `${padded.slice(0, -places)}.${padded.slice(-places)}`;
  }
  const mantissa = digits.length === 1 ? digits : `${digits[0]}.${digits.slice(1)}`;
  return `${mantissa}E${adjusted < 0n ? '' : '+'}${adjusted}`;
}

function special(source: string): string {
  const match = /^([+-]?)(?:(inf(?:inity)?)|(s?)nan(\d*))$/i.exec(source);
  if (match === null) throw invalid(`${shown(source)} is no decimal number.`);
  const sign = match[1] === '-' ? '-' : '';
  if (match[2] !== undefined) return `${sign}Infinity`;
  return `${sign}${match[3] === '' ? '' : 's'}NaN${match[4]!.replace(/^0+/, '')}`;
}

function normal(digits: bigint, exponent: bigint): string {
  const text = String(digits);
  const short = text.replace(/0+$/, '');
  return `${short}e${exponent + BigInt(text.length - short.length)}`;
}
