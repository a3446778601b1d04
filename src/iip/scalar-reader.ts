import { bytesToBigInt } from './big-int.js';
import { Extension, ExtensionType } from './extensions.js';
import { Float } from './float.js';
import { networkLimits, type Limits } from './limits.js';
import { readShortText, shortTextBytes } from './short-text.js';
import { readUtf8 } from './utf8.js';
import { ValueFault } from './value-fault.js';

/** How a {@link ScalarReader} reads. */
export interface ScalarReaderOptions {
  /** Defaults to those of a network. */
  readonly limits?: Limits;
  /**
   * `number` (default): a float is a number, and an integral one cannot be told from an int. `exact`: an integral one
   * that would be sent back as an int is a {@link Float}.
   */
  readonly floats?: 'number' | 'exact';
  /** Refuse maps with two keys that are the same. Default true; a lane, whose other end cannot send any, sets false. */
  readonly strict?: boolean;
  /** Compile the making of objects that come often; see `ObjectShape`. Default false: only for bytes of this process. */
  readonly shapes?: boolean;
  /** `keep` (default): an unknown extension is an {@link Extension}. `refuse`: it is `unsupported-value`. */
  readonly extensions?: 'keep' | 'refuse';
  /**
   * Makes the text of `length` bytes at `pos`, or throws where they are not UTF-8. Called for more than 24 bytes.
   * Default: TextDecoder.
   */
  readonly readText?: (pos: number, length: number) => string;
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
/** V8's longest string and its longest bigint; what is longer cannot be had in JavaScript. */
const longestTextUnits = 2 ** 29 - 24;
const longestBigIntBytes = 2 ** 27;

/**
 * Reads scalars from memory of the caller: every form that MessagePack defines. It checks declared lengths before it
 * allocates. What it throws is a {@link ValueFault}.
 */
export class ScalarReader {
  u8!: Uint8Array;
  view!: DataView;
  /** Where the next value begins. */
  pos = 0;
  /** Where the last one must end. */
  end = 0;

  protected valuesLeft = 0;
  protected isCounted = false;
  protected readonly options: ScalarReaderOptions;
  protected readonly limits: Limits;
  protected readonly isExact: boolean;
  protected readonly isStrict: boolean;
  private readonly refusesExtensions: boolean;
  private readonly readLongText: (pos: number, length: number) => string;

  constructor(options: ScalarReaderOptions = {}) {
    this.options = options;
    this.limits = options.limits ?? networkLimits;
    this.isExact = options.floats === 'exact';
    this.isStrict = options.strict ?? true;
    this.refusesExtensions = options.extensions === 'refuse';
    this.readLongText =
      options.readText ?? ((pos, length) => decoder.decode(this.u8.subarray(pos, pos + length)));
    this.attach(new Uint8Array(0));
  }

  /** Looks at other memory: what is read next is in `bytes`. */
  attach(bytes: Uint8Array): void {
    // A Buffer's slice() shares its memory, and what is read must not.
    this.u8 =
      bytes.constructor === Uint8Array ? bytes : new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.begin(0, bytes.byteLength);
  }

  /** Reads the bytes from `pos` to `end` next, as one body: its values count anew. */
  begin(pos: number, end: number): void {
    this.pos = pos;
    this.end = end;
    this.valuesLeft = this.limits.maxValues;
    // Each value takes a byte: a body with fewer of these than values allowed needs no counting.
    this.isCounted = end - pos > this.limits.maxValues;
  }

  /** Where it stands: for {@link resume}, when it has read another body in between. */
  suspend(): readonly [pos: number, end: number, valuesLeft: number, isCounted: boolean] {
    return [this.pos, this.end, this.valuesLeft, this.isCounted];
  }

  resume([pos, end, valuesLeft, isCounted]: ReturnType<ScalarReader['suspend']>): void {
    this.pos = pos;
    this.end = end;
    this.valuesLeft = valuesLeft;
    this.isCounted = isCounted;
  }

  /** Whether the body has been read to its end. */
  get isAtEnd(): boolean {
    return this.pos === this.end;
  }

  /** The first byte of the next value; that of nil where there is none. */
  protected peekToken(): number {
    return this.pos < this.end ? this.u8[this.pos]! : 0xc0;
  }

  protected readToken(): number {
    const pos = this.pos;
    if (pos >= this.end) throw this.cutOff();
    if (this.isCounted) this.countValue();
    this.pos = pos + 1;
    return this.u8[pos]!;
  }

  protected countValue(): void {
    if (--this.valuesLeft < 0) {
      throw new ValueFault('too-many-values', `The frame has more than ${this.limits.maxValues} values.`);
    }
  }

  protected readRare(token: number): unknown {
    switch (token) {
      case 0xca:
        return this.toFloat(this.view.getFloat32(this.take(4)));
      case 0xd0:
        return this.view.getInt8(this.take(1));
      case 0xd1:
        return this.view.getInt16(this.take(2));
      case 0xd2:
        return this.view.getInt32(this.take(4));
      case 0xc4:
      case 0xc5:
      case 0xc6:
        return this.readBytes(this.readLength(token - 0xc4));
      case 0xc7:
      case 0xc8:
      case 0xc9:
        return this.readExtension(this.readLength(token - 0xc7));
      case 0xcf:
        return this.readUint64();
      case 0xd3:
        return this.readInt64();
      case 0xd4:
      case 0xd5:
      case 0xd6:
      case 0xd7:
      case 0xd8:
        return this.readExtension(1 << (token - 0xd4));
      default:
        throw this.malformed('the byte c1 begins no value', this.pos - 1);
    }
  }

  /** Goes past `bytes` bytes that must be there, and returns where they begin. */
  protected take(bytes: number): number {
    const pos = this.pos;
    if (bytes > this.end - pos) throw this.cutOff();
    this.pos = pos + bytes;
    return pos;
  }

  /** Reads a length of 1, 2 or 4 bytes: `size` is 0, 1 or 2. */
  protected readLength(size: number): number {
    const pos = this.take(1 << size);
    return size === 0 ? this.u8[pos]! : size === 1 ? this.view.getUint16(pos) : this.view.getUint32(pos);
  }

  private readUint64(): number | bigint {
    const pos = this.take(8);
    const high = this.view.getUint32(pos);
    return high < 0x200000 ? high * 0x100000000 + this.view.getUint32(pos + 4) : this.view.getBigUint64(pos);
  }

  private readInt64(): number | bigint {
    const pos = this.take(8);
    const value = this.view.getInt32(pos) * 0x100000000 + this.view.getUint32(pos + 4);
    return Number.isSafeInteger(value) ? value : this.view.getBigInt64(pos);
  }

  protected toFloat(value: number): number | Float {
    if (this.isExact && Number.isSafeInteger(value) && !Object.is(value, -0)) return new Float(value);
    return value;
  }

  protected readString(length: number): string {
    const pos = this.take(length);
    if (length <= shortTextBytes) {
      const text = readShortText(this.u8, pos, length);
      if (text === undefined) throw this.notUtf8(pos, length);
      return text;
    }
    try {
      return this.readLongText(pos, length);
    } catch {
      throw this.notUtf8(pos, length);
    }
  }

  private notUtf8(pos: number, length: number): ValueFault {
    // Unless it is UTF-8 and V8 cannot hold it.
    if (length > longestTextUnits)
      return new ValueFault('too-large', `A string of ${length} bytes is too long.`);
    return this.malformed('a string is not UTF-8', pos);
  }

  private readBytes(length: number): Uint8Array {
    const pos = this.take(length);
    return this.u8.slice(pos, pos + length);
  }

  private readExtension(length: number): unknown {
    const type = this.view.getInt8(this.take(1));
    const pos = this.take(length);
    if (type === ExtensionType.int) return this.toInt(pos, length);
    if (type === ExtensionType.string) {
      const text = readUtf8(this.u8, pos, length, true);
      if (text === undefined) throw this.malformed('extension 2 is not WTF-8', pos);
      return text;
    }
    return this.readOpaque(type, pos, length);
  }

  /** Makes something of an extension that this reader does not materialise. */
  protected readOpaque(type: number, pos: number, length: number): unknown {
    if (this.refusesExtensions) {
      throw new ValueFault('unsupported-value', `a value of extension type ${type} cannot be received yet.`);
    }
    return new Extension(type, this.u8.slice(pos, pos + length));
  }

  private toInt(pos: number, length: number): number | bigint {
    if (length === 0) throw this.malformed('extension 1 has no bytes');
    if (length > longestBigIntBytes)
      throw new ValueFault('too-large', `An int of ${length} bytes is too long.`);
    const value = bytesToBigInt(this.u8, pos, length);
    const isSafe = value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER;
    return isSafe ? Number(value) : value;
  }

  protected cutOff(): ValueFault {
    return this.malformed('a value is cut off', this.end);
  }

  protected malformed(what: string, pos = this.pos): ValueFault {
    return new ValueFault('malformed', `These bytes are no value: ${what}, at byte ${pos}.`);
  }
}
