import { inspectSymbol } from './inspect-symbol.js';
import { shown } from './integer.js';
import { invalid } from './invalid.js';

/** Python's `UUID`: 16 bytes. It cannot be changed. */
export class Uuid {
  readonly #text: string;

  /** `text`: 32 hexadecimal digits, with or without hyphens, braces and `urn:uuid:`. @throws GraftError `invalid-argument` */
  constructor(text: string) {
    const digits = String(text)
      .toLowerCase()
      .replace(/^urn:uuid:|^\{(?=.*\}$)|\}$/g, '')
      .replaceAll('-', '');
    if (!/^[0-9a-f]{32}$/.test(digits)) throw invalid(`${shown(text)} is no UUID.`);
    this.#text = digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    Object.freeze(this);
  }

  /**
   * Makes one of its text, or of 16 bytes.
   *
   * @throws GraftError `invalid-argument`
   */
  static from(source: string | Uint8Array): Uuid {
    if (typeof source === 'string') return new Uuid(source);
    return new Uuid(Array.from(source, (byte) => byte.toString(16).padStart(2, '0')).join(''));
  }

  /** Its 16 bytes, big-endian; a new array each time. */
  get bytes(): Uint8Array {
    const digits = this.#text.replaceAll('-', '');
    return Uint8Array.from({ length: 16 }, (_, at) => Number.parseInt(digits.slice(at * 2, at * 2 + 2), 16));
  }

  equals(other: unknown): boolean {
    return other instanceof Uuid && this.toString() === other.toString();
  }

  /** `12345678-1234-5678-1234-567812345678`. */
  toString(): string {
    return this.#text;
  }

  toJSON(): string {
    return this.#text;
  }

  [inspectSymbol](): string {
    return `Uuid ${this.#text}`;
  }
}
