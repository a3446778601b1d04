import { bigIntToBytes } from './big-int.js';
import { refuseDetached } from './detached.js';
import { ExtensionType } from './extensions.js';
import { utf8Length, writeUtf8, writeWtf8 } from './utf8.js';

/** What a {@link ScalarWriter} writes to. It owns the memory; the writer only looks at it. */
export interface WriterMemory {
  /** The memory as it stands. */
  bytes(): Uint8Array;
  /**
   * Makes room for at least `neededBytes` in all and keeps what is there; `bytes()` may be another one afterwards.
   *
   * @throws ValueFault `too-large` where there is no more to be had
   */
  grow(neededBytes: number): void;
}

const encoder = new TextEncoder();

/** Texts up to here are written by a loop: below it, any call costs more than the loop. */
export const longestShortText = 31;
/** Longer texts are written in pieces, so that room for three bytes a unit is never much too much. */
const pieceUnits = 32_768;
/** So many bytes at most a writer wants to have free beyond what it then writes. */
export const mostSpareBytes = 3 * (pieceUnits + 1) + 5;

/** Writes scalars and the headers of containers in the canonical form of docs/iip.md, section 2. */
export class ScalarWriter {
  u8!: Uint8Array;
  view!: DataView;
  /** Where the next value goes. */
  pos = 0;

  private capacity = 0;
  private readonly memory: WriterMemory;

  constructor(memory: WriterMemory) {
    this.memory = memory;
    this.attach();
  }

  /** Looks at the memory anew. To be called after someone else has grown it. */
  attach(): void {
    const bytes = this.memory.bytes();
    this.u8 = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.capacity = bytes.byteLength;
  }

  /** Makes room for `bytes` from `pos` on. */
  reserve(bytes: number): void {
    if (this.pos + bytes > this.capacity) this.grow(bytes);
  }

  private grow(bytes: number): void {
    this.memory.grow(this.pos + bytes);
    this.attach();
  }

  protected writeByte(byte: number): void {
    if (this.pos === this.capacity) this.grow(1);
    this.u8[this.pos++] = byte;
  }

  writeNil(): void {
    this.writeByte(0xc0);
  }

  writeBoolean(value: boolean): void {
    this.writeByte(value ? 0xc3 : 0xc2);
  }

  /** Writes an integral safe number other than -0 as an int, any other as a float. */
  writeNumber(value: number): void {
    const small = value | 0;
    if (small === value && (small !== 0 || 1 / value > 0)) {
      if (small >= 0 && small < 0x80) this.writeByte(small);
      else this.writeWideInt(small);
    } else if (Number.isSafeInteger(value) && value !== 0) this.writeWideInt(value);
    else this.writeFloat(value);
  }

  /** Writes a safe integer. */
  writeInt(value: number): void {
    if (value >= 0 && value < 0x80) this.writeByte(value);
    else this.writeWideInt(value);
  }

  private writeWideInt(value: number): void {
    if (this.pos + 9 > this.capacity) this.grow(9);
    const { u8, view, pos } = this;
    if (value >= 0) {
      if (value < 0x80) {
        u8[pos] = value;
        this.pos = pos + 1;
      } else if (value < 0x100) {
        u8[pos] = 0xcc;
        u8[pos + 1] = value;
        this.pos = pos + 2;
      } else if (value < 0x10000) {
        u8[pos] = 0xcd;
        view.setUint16(pos + 1, value);
        this.pos = pos + 3;
      } else if (value < 0x100000000) {
        u8[pos] = 0xce;
        view.setUint32(pos + 1, value);
        this.pos = pos + 5;
      } else this.writeInt64(0xcf, value);
    } else if (value >= -0x20) {
      u8[pos] = value;
      this.pos = pos + 1;
    } else if (value >= -0x80) {
      u8[pos] = 0xd0;
      u8[pos + 1] = value;
      this.pos = pos + 2;
    } else if (value >= -0x8000) {
      u8[pos] = 0xd1;
      view.setInt16(pos + 1, value);
      this.pos = pos + 3;
    } else if (value >= -0x80000000) {
      u8[pos] = 0xd2;
      view.setInt32(pos + 1, value);
      this.pos = pos + 5;
    } else this.writeInt64(0xd3, value);
  }

  private writeInt64(token: number, value: number): void {
    const { view, pos } = this;
    this.u8[pos] = token;
    view.setInt32(pos + 1, Math.floor(value / 0x100000000));
    view.setUint32(pos + 5, value >>> 0);
    this.pos = pos + 9;
  }

  /** Writes any number as a float. */
  writeFloat(value: number): void {
    if (this.pos + 9 > this.capacity) this.grow(9);
    const { view, pos } = this;
    this.u8[pos] = 0xcb;
    view.setFloat64(pos + 1, value);
    // Which of the many NaNs setFloat64 writes is the engine's choice.
    if (value !== value) {
      view.setUint32(pos + 1, 0x7ff80000);
      view.setUint32(pos + 5, 0);
    }
    this.pos = pos + 9;
  }

  /** Writes an integer of any size. */
  writeBigInt(value: bigint): void {
    if (value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER)) {
      this.writeInt(Number(value));
    } else if (BigInt.asUintN(64, value) === value) {
      this.reserve(9);
      this.u8[this.pos] = 0xcf;
      this.view.setBigUint64(this.pos + 1, value);
      this.pos += 9;
    } else if (BigInt.asIntN(64, value) === value) {
      this.reserve(9);
      this.u8[this.pos] = 0xd3;
      this.view.setBigInt64(this.pos + 1, value);
      this.pos += 9;
    } else this.writeExtension(ExtensionType.int, bigIntToBytes(value));
  }

  writeString(text: string): void {
    const units = text.length;
    if (units > longestShortText) {
      this.writeLongString(text);
      return;
    }
    const start = this.pos;
    if (start + 1 + 3 * longestShortText > this.capacity) this.grow(1 + 3 * longestShortText);
    const u8 = this.u8;
    let pos = start + 1;
    for (let index = 0; index < units; index++) {
      const unit = text.charCodeAt(index);
      if (unit >= 0x80) {
        this.writeShortText(text, index, start);
        return;
      }
      u8[pos++] = unit;
    }
    u8[start] = 0xa0 | units;
    this.pos = pos;
  }

  /** Goes on with a short text whose first `from` units were ASCII and are written. */
  private writeShortText(text: string, from: number, start: number): void {
    const { u8 } = this;
    const end = writeUtf8(text, from, u8, start + 1 + from);
    if (end < 0) {
      this.writeSurrogates(text);
      return;
    }
    const bytes = end - start - 1;
    if (bytes <= 31) {
      u8[start] = 0xa0 | bytes;
      this.pos = end;
    } else this.closeString(start, 1, bytes);
  }

  /** Writes a text of more than 31 units. */
  protected writeLongString(text: string): void {
    const start = this.pos;
    const guess = text.length < 0x100 ? 2 : text.length < 0x10000 ? 3 : 5;
    let from = 0;
    let pos = start + guess;
    while (from < text.length) {
      let to = Math.min(from + pieceUnits, text.length);
      // A pair of surrogates stays together.
      if (to < text.length && (text.charCodeAt(to) & 0xfc00) === 0xdc00) to += 1;
      this.reserve(pos - start + 3 * (to - from));
      const piece = from === 0 && to === text.length ? text : text.slice(from, to);
      if (!(piece as unknown as WellFormedString).isWellFormed()) {
        this.writeSurrogates(text);
        return;
      }
      pos += encoder.encodeInto(piece, this.u8.subarray(pos)).written;
      from = to;
    }
    this.closeString(start, guess, pos - start - guess);
  }

  /** Puts the header before a text of `bytes` for which `guess` bytes of header were left. */
  private closeString(start: number, guess: number, bytes: number): void {
    const header = bytes < 0x100 ? 2 : bytes < 0x10000 ? 3 : 5;
    this.reserve(header + bytes);
    const { u8, view } = this;
    if (header !== guess) u8.copyWithin(start + header, start + guess, start + guess + bytes);
    if (header === 2) {
      u8[start] = 0xd9;
      u8[start + 1] = bytes;
    } else if (header === 3) {
      u8[start] = 0xda;
      view.setUint16(start + 1, bytes);
    } else {
      u8[start] = 0xdb;
      view.setUint32(start + 1, bytes);
    }
    this.pos = start + header + bytes;
  }

  private writeSurrogates(text: string): void {
    const bytes = utf8Length(text);
    this.writeExtensionHeader(ExtensionType.string, bytes);
    this.pos = writeWtf8(text, this.u8, this.pos);
  }

  writeBytes(bytes: Uint8Array): void {
    const length = bytes.byteLength;
    if (length === 0) refuseDetached(bytes.buffer);
    this.reserve(5 + length);
    const { u8, view, pos } = this;
    if (length < 0x100) {
      u8[pos] = 0xc4;
      u8[pos + 1] = length;
      this.pos = pos + 2;
    } else if (length < 0x10000) {
      u8[pos] = 0xc5;
      view.setUint16(pos + 1, length);
      this.pos = pos + 3;
    } else {
      u8[pos] = 0xc6;
      view.setUint32(pos + 1, length);
      this.pos = pos + 5;
    }
    u8.set(bytes, this.pos);
    this.pos += length;
  }

  writeExtension(type: number, payload: Uint8Array): void {
    this.writeExtensionHeader(type, payload.byteLength);
    this.u8.set(payload, this.pos);
    this.pos += payload.byteLength;
  }

  /** Writes the header and makes room for a payload of `length` bytes. */
  private writeExtensionHeader(type: number, length: number): void {
    this.reserve(6 + length);
    this.putExtensionHeader(type, length, this.pos);
    this.pos += length < 0x100 ? 3 : length < 0x10000 ? 4 : 6;
  }

  private putExtensionHeader(type: number, length: number, pos: number): void {
    const { u8, view } = this;
    if (length < 0x100) {
      u8[pos] = 0xc7;
      u8[pos + 1] = length;
      u8[pos + 2] = type;
    } else if (length < 0x10000) {
      u8[pos] = 0xc8;
      view.setUint16(pos + 1, length);
      u8[pos + 3] = type;
    } else {
      u8[pos] = 0xc9;
      view.setUint32(pos + 1, length);
      u8[pos + 5] = type;
    }
  }

  /** Begins an extension whose payload is what is written until {@link closeExtension} gets the result. */
  openExtension(): number {
    this.reserve(3);
    const start = this.pos;
    this.pos += 3;
    return start;
  }

  closeExtension(type: number, start: number): void {
    const length = this.pos - start - 3;
    const header = length < 0x100 ? 3 : length < 0x10000 ? 4 : 6;
    this.reserve(3);
    if (header !== 3) this.u8.copyWithin(start + header, start + 3, this.pos);
    this.putExtensionHeader(type, length, start);
    this.pos = start + header + length;
  }

  writeArrayHeader(count: number): void {
    this.writeHeader(0x90, 0xdc, count);
  }

  writeMapHeader(count: number): void {
    this.writeHeader(0x80, 0xde, count);
  }

  private writeHeader(fix: number, wide: number, count: number): void {
    if (this.pos + 5 > this.capacity) this.grow(5);
    const { u8, view, pos } = this;
    if (count < 16) {
      u8[pos] = fix | count;
      this.pos = pos + 1;
    } else if (count < 0x10000) {
      u8[pos] = wide;
      view.setUint16(pos + 1, count);
      this.pos = pos + 3;
    } else {
      u8[pos] = wide + 1;
      view.setUint32(pos + 1, count);
      this.pos = pos + 5;
    }
  }
}

/** Every supported runtime has this method; TypeScript's library of ES2023 does not name it yet. */
interface WellFormedString {
  isWellFormed(): boolean;
}
