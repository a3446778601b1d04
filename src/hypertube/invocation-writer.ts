import { OptionalTag } from '../iip/optional-header.js';
import { Keywords } from '../iip/keywords.js';
import { locate } from '../iip/value-fault.js';
import type { CallRecord } from './call-record.js';
import { ControlWord } from './control-word.js';
import type { Exports } from './exports.js';
import type { HeldObjects } from './held-objects.js';
import type { BoundMember } from './lane.js';
import type { LaneWriter } from './lane-codec.js';

const headerBytes = 16;
const nil = 0xc0;
const emptyArray = 0x90;

/** Of an optional header with a deadline. */
export const deadlineBytes = 12;

/** Writes the steps of invocations into a lane's record, at the writer's position. */
export class InvocationWriter {
  private readonly record: CallRecord;
  private readonly writer: LaneWriter;
  private readonly exports: Exports;
  private readonly held: HeldObjects;
  /** Bytes of an optional header that the next frame has. */
  optionalBytes = 0;
  /** What is then written in it; Infinity for an invocation that may be cancelled, and takes as long as it likes. */
  timeoutMs = Infinity;

  constructor(record: CallRecord, writer: LaneWriter, exports: Exports, held: HeldObjects) {
    this.record = record;
    this.writer = writer;
    this.exports = exports;
    this.held = held;
  }

  /** Makes room for a header, which execute() fills in, and gives where the frame begins. */
  begin(): number {
    const { writer } = this;
    if (this.held.isSweepDue || this.held.isReleaseDue) this.held.giveBack();
    this.exports.begin();
    const frame = (writer.pos + 7) & ~7;
    writer.pos = frame;
    writer.reserve(headerBytes + 32);
    writer.pos = frame + headerBytes;
    if (this.optionalBytes !== 0) this.writeDeadline();
    return frame;
  }

  /** Writes the deadline of {@link timeoutMs} as the frame's optional header. */
  private writeDeadline(): void {
    const { u8, view, pos } = this.writer;
    // Not for frames that getters of the arguments make.
    this.optionalBytes = 0;
    u8[pos] = OptionalTag.deadline;
    u8[pos + 1] = 0;
    view.setUint16(pos + 2, 8, true);
    const isEndless = this.timeoutMs === Infinity;
    view.setBigUint64(
      pos + 4,
      isEndless ? (1n << 64n) - 1n : BigInt(Math.round(this.timeoutMs * 1000)),
      true,
    );
    this.writer.pos = pos + deadlineBytes;
  }

  /** Fills in the header of an asynchronous frame, which ends at the writer's position. */
  putHeader(frame: number, kindAndFlags: number, correlation: number): void {
    const { words } = this.record;
    const word = frame >>> 2;
    words[word] = this.writer.pos - frame;
    words[word + 1] = kindAndFlags;
    words[word + 2] = correlation;
    words[word + 3] = 0;
  }

  /** Begins an invocation, up to its arguments. */
  beginStep(target: number, member: BoundMember): number {
    const frame = this.begin();
    const { writer } = this;
    if (target === 0) writer.u8[writer.pos++] = nil;
    else writer.writeHome(target);
    if (member === 0) writer.writeNil();
    else writer.writeInt(member);
    return frame;
  }

  /** Begins a call with less than 16 arguments, up to the first of them. Room for a small one is left. */
  beginCall(target: number, member: BoundMember, count: number): number {
    const frame = this.begin();
    const { writer } = this;
    if (target === 0) writer.u8[writer.pos++] = nil;
    else writer.writeHome(target);
    const { u8, pos } = writer;
    if (member < 0x80) {
      u8[pos] = member === 0 ? nil : member;
      u8[pos + 1] = emptyArray + count;
      writer.pos = pos + 2;
    } else {
      writer.writeInt(member);
      u8[writer.pos++] = emptyArray + count;
    }
    return frame;
  }

  /**
   * Writes a call at the writer's position, all but its header, and gives where it begins.
   *
   * @param own so many arguments are not the user's: errors do not count them
   */
  writeCall(target: number, member: BoundMember, args: ArrayLike<unknown>, own = 0): number {
    const frame = this.beginStep(target, member);
    const last = args.length - 1;
    this.writer.writeArrayHeader(args.length);
    for (let index = 0; index <= last; index++) this.writeArgument(args[index], index - own, index === last);
    return frame;
  }

  /** The same for reading an attribute. */
  writeRead(target: number, member: BoundMember): number {
    const frame = this.begin();
    const { writer } = this;
    if (target === 0) writer.u8[writer.pos++] = nil;
    else writer.writeHome(target);
    const { u8, pos } = writer;
    if (member > 0 && member < 0x80) {
      u8[pos] = member;
      u8[pos + 1] = nil;
      writer.pos = pos + 2;
    } else {
      if (member === 0) writer.writeNil();
      else writer.writeInt(member);
      writer.writeNil();
    }
    return frame;
  }

  /** Writes a further step: a call of a member with the result of an earlier step, and these arguments. */
  writeFollowing(member: BoundMember, step: number, args: readonly unknown[], own: number): void {
    const { writer } = this;
    this.exports.begin();
    writer.writeNil();
    writer.writeInt(member);
    writer.writeArrayHeader(args.length + 1);
    writer.writeStep(step);
    const last = args.length - 1;
    for (let index = 0; index <= last; index++) this.writeArgument(args[index], index - own, index === last);
  }

  writeArgument(value: unknown, index: number, isLast: boolean): void {
    try {
      if (isLast && value instanceof Keywords) this.writeKeywords(value);
      else this.writer.writeValue(value, 0);
    } catch (error) {
      throw this.refused(error, `args[${index}]`);
    }
  }

  private writeKeywords(keywords: Keywords): void {
    try {
      this.writer.writeKeywords(keywords);
    } catch (error) {
      throw this.refused(error, 'kwargs');
    }
  }

  /** The error for a value that could not be written. What of it was written is given back by the next invocation. */
  refused(error: unknown, path: string): unknown {
    this.record.words[ControlWord.abandoned] = this.writer.pos;
    this.exports.takeBack();
    return locate(error, path);
  }
}
