import { inspectSymbol } from './inspect-symbol.js';
import { invalid } from './invalid.js';

/** Python's `complex`. It cannot be changed. */
export class Complex {
  readonly real: number;
  readonly imag: number;

  /** @throws GraftError `invalid-argument` where a part is not a number */
  constructor(real: number, imag = 0) {
    if (typeof real !== 'number' || typeof imag !== 'number') {
      throw invalid('A Complex is made of two numbers.');
    }
    this.real = real;
    this.imag = imag;
    Object.freeze(this);
  }

  /** Makes one of its parts. */
  static from({ real, imag = 0 }: { readonly real: number; readonly imag?: number }): Complex {
    return new Complex(real, imag);
  }

  equals(other: unknown): boolean {
    return other instanceof Complex && this.real === other.real && this.imag === other.imag;
  }

  /** `(1-2j)`. */
  toString(): string {
    const { real, imag } = this;
    const isNegative = imag < 0 || Object.is(imag, -0);
    return `(${partText(real)}${isNegative ? '' : '+'}${partText(imag)}j)`;
  }

  toJSON(): { readonly real: number; readonly imag: number } {
    return { real: this.real, imag: this.imag };
  }

  [inspectSymbol](): string {
    return `Complex ${this.toString()}`;
  }
}

function partText(part: number): string {
  if (Number.isFinite(part)) return Object.is(part, -0) ? '-0' : String(part);
  return Number.isNaN(part) ? 'nan' : part > 0 ? 'inf' : '-inf';
}
