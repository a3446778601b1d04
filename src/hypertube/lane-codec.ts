import { ExtensionType } from '../iip/extensions.js';
import { processLimits } from '../iip/limits.js';
import { isBytes } from '../iip/object-kind.js';
import { longestShortText } from '../iip/scalar-writer.js';
import { ValueFault } from '../iip/value-fault.js';
import { readValueType } from '../iip/value-types.js';
import { ValueReader } from '../iip/value-reader.js';
import { ValueWriter } from '../iip/value-writer.js';
import { isAllocated } from './allocated.js';
import { CallRecord } from './call-record.js';
import type { Exports } from './exports.js';
import { holdPromise } from './held-promises.js';
import type { Memory } from './memory.js';
import type { RemoteObjects } from './objects.js';
import { isRefused } from './refused.js';
import { remoteError } from './remote-error.js';
import { languageOf, spaceBits } from './reference-space.js';
import type { ReferenceSpace } from './reference-space.js';
import { lazyReferenceOf, RemoteObject, referenceOf } from './remote-object.js';
import { encoderOf } from './remote-value.js';
import { Rejection, writeError } from './thrown.js';

/** Of ext 32. */
const wideHeadBytes = 6;

/** Writes values into a lane's record: long texts as the addon finds them in V8, without converting them. */
export class LaneWriter extends ValueWriter {
  private readonly record: CallRecord;
  private readonly exports: Exports;
  private readonly lent: Memory;
  private readonly space: ReferenceSpace;

  constructor(record: CallRecord, exports: Exports, memory: Memory, space: ReferenceSpace) {
    super(record, processLimits.maxDepth);
    this.record = record;
    this.exports = exports;
    this.lent = memory;
    this.space = space;
  }

  /** The reference that `value` stands for to the receiver; 0 where it stands for none, or for one of another lane's. */
  ownReferenceOf(value: object): number {
    const reference = referenceOf(value);
    return reference >>> spaceBits === this.space ? reference : 0;
  }

  /** Writes a reference to an object of the receiver's. */
  writeHome(reference: number): void {
    const { u8, view, pos } = this;
    if (pos + 8 > u8.length) {
      this.reserve(8);
      this.writeHome(reference);
    } else if (reference < 0x80) {
      u8[pos] = 0xd4;
      u8[pos + 1] = ExtensionType.home;
      u8[pos + 2] = reference;
      this.pos = pos + 3;
    } else {
      u8[pos] = 0xc7;
      u8[pos + 1] = 5;
      u8[pos + 2] = ExtensionType.home;
      u8[pos + 3] = 0xce;
      view.setUint32(pos + 4, reference);
      this.pos = pos + 8;
    }
  }

  /** Writes the result of an earlier step of the same frame. */
  writeStep(index: number): void {
    const start = this.openExtension();
    this.writeInt(index);
    this.closeExtension(ExtensionType.step, start);
  }

  /** Writes a reference to an object of the sender's. */
  writeExported(value: object): void {
    const start = this.openExtension();
    this.writeInt(this.exports.give(value));
    if (value instanceof Promise) holdPromise(value);
    this.writeValue(value instanceof Promise ? null : typeof value === 'function', 0);
    this.closeExtension(ExtensionType.reference, start);
  }

  protected override writeOther(value: object, depth: number): void {
    const reference = referenceOf(value);
    if (reference !== 0) this.writeRemote(value, reference);
    else if (RemoteObject.isOne(value))
      throw new ValueFault(
        'unknown-reference',
        `is an object of ${languageOf(this.space)} that has been released.`,
      );
    else {
      const lazy = lazyReferenceOf(value);
      if (lazy !== 0) {
        this.writeRemote(value, lazy);
        return;
      }
      const encode = encoderOf(value);
      if (encode === undefined) {
        if ((isBytes(value) && !isAllocated(value.buffer)) || !this.lent.write(this, value))
          super.writeOther(value, depth);
      } else encode(this, value, depth);
    }
  }

  /** What is of another lane is to this one's receiver an object of the sender's, like any other. */
  private writeRemote(value: object, reference: number): void {
    if (reference >>> spaceBits === this.space) this.writeHome(reference);
    else this.writeExported(value);
  }

  protected override isReference(value: unknown): boolean {
    return (
      ((typeof value === 'object' && value !== null) || typeof value === 'function') &&
      this.ownReferenceOf(value) !== 0
    );
  }

  protected override writeReference(value: object): void {
    const reference = typeof value === 'function' ? referenceOf(value) || lazyReferenceOf(value) : 0;
    if (reference !== 0) this.writeRemote(value, reference);
    else if (isRefused(value)) super.writeReference(value);
    else if (value instanceof Error) writeError(this, value);
    else if (value instanceof Rejection) writeError(this, value.reason);
    else this.writeExported(value);
  }

  /** Writes a text that is no value but part of a frame: always as UTF-8. */
  writeName(name: string): void {
    if (name.length > longestShortText) super.writeLongString(name);
    else this.writeString(name);
  }

  /** Always with the longest head: what stands in the payload is not moved, since UTF-16 in it stands at an even address. */
  override openExtension(): number {
    this.reserve(wideHeadBytes);
    const start = this.pos;
    this.pos += wideHeadBytes;
    return start;
  }

  override closeExtension(type: number, start: number): void {
    const { u8, view } = this;
    u8[start] = 0xc9;
    view.setUint32(start + 1, this.pos - start - wideHeadBytes);
    u8[start + 5] = type;
  }

  protected override writeLongString(text: string): void {
    this.reserve(CallRecord.textRoom(text.length));
    this.pos += this.record.writeText(text, this.pos);
  }
}

/** Reads values from a lane's record. The other end is of the same process, and is trusted to have sent a map's keys once. */
export class LaneReader extends ValueReader {
  private readonly record: CallRecord;
  private readonly exports: Exports;
  /** Where objects of the other side come from. Set by who makes them, before the first arrives. */
  objects: RemoteObjects | undefined;
  private readonly shown: Memory;

  constructor(record: CallRecord, exports: Exports, memory: Memory) {
    super({
      limits: processLimits,
      strict: false,
      shapes: true,
      readText: (pos, length) => record.readText(pos, length),
    });
    this.record = record;
    this.exports = exports;
    this.shown = memory;
    this.attach(record.bytes());
  }

  /** Reads a reference to an object of the reader's; 0 where another value stands. */
  readHome(): number {
    const { pos, u8 } = this;
    if (u8[pos] === 0xd4 && u8[pos + 1] === ExtensionType.home) {
      this.pos = pos + 3;
      return u8[pos + 2]!;
    }
    if (u8[pos] !== 0xc9 || u8[pos + 5] !== ExtensionType.home) return 0;
    this.pos = pos + wideHeadBytes;
    return this.readValue(0) as number;
  }

  /** Reads a reference to an object that has not been received before; 0, and nothing read, where something else stands. */
  readNewReference(): number {
    const { pos, u8 } = this;
    if (u8[pos] !== 0xc9 || u8[pos + 5] !== ExtensionType.reference) return 0;
    const end = pos + wideHeadBytes + this.view.getUint32(pos + 1);
    this.pos = pos + wideHeadBytes;
    const reference = this.readValue(0) as number;
    const type = this.readValue(0) as number;
    const isNew = type !== 0 && this.pos === end;
    this.pos = pos;
    return isNew ? reference : 0;
  }

  protected override readOpaque(type: number, pos: number, length: number): unknown {
    if (type === ExtensionType.utf16 || type === ExtensionType.latin1)
      return this.record.readText(pos, length, type);
    const { pos: after } = this;
    this.pos = pos;
    const value = this.readPayload(type, pos + length);
    this.pos = after;
    return value;
  }

  private readPayload(type: number, end: number): unknown {
    switch (type) {
      case ExtensionType.reference: {
        const reference = this.readValue(0) as number;
        const classReference = this.readValue(0) as number;
        return this.objects!.receive(reference, classReference, this.pos < end);
      }
      case ExtensionType.home:
        return this.exports.find(this.readValue(0) as number)?.value;
      case ExtensionType.assign:
        return new Assignment(this.readValue(0));
      case ExtensionType.enum: {
        const className = this.readValue(0) as string;
        const name = this.readValue(0) as string | null;
        return this.objects!.enumMember(className, name, this.readValue(0));
      }
      case ExtensionType.record: {
        const className = this.readValue(0) as string;
        return this.objects!.record(className, this.readValue(0) as Record<string, unknown>);
      }
      case ExtensionType.array:
        return this.shown.read(this, this.objects!);
      case ExtensionType.error:
        return remoteError(this.readValue(0), this.objects!);
      default: {
        const value = readValueType(this, type, end);
        if (value !== undefined) return value;
        throw new ValueFault(
          'unsupported-value',
          `a value of extension type ${type} cannot be received yet.`,
        );
      }
    }
  }
}

/** What stands in the place of arguments where a member is set. */
export class Assignment {
  readonly value: unknown;

  constructor(value: unknown) {
    this.value = value;
  }
}
