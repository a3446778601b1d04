// Not the global one, which test runners replace.
import { setImmediate } from 'node:timers';
import type { NativeLane } from '../binding/native-addon.js';
import { ExtensionType } from '../iip/extensions.js';
import { Keywords } from '../iip/keywords.js';
import { FrameKind } from '../iip/kinds.js';
import { longestShortText } from '../iip/scalar-writer.js';
import { locate } from '../iip/value-fault.js';
import { CallRecord } from './call-record.js';
import { ControlWord, controlBytes } from './control-word.js';
import { LaneReader, LaneWriter } from './lane-codec.js';
import { remoteError } from './remote-error.js';

const headerBytes = 16;
const nil = 0xc0;
const emptyArray = 0x90;
/** The second word of a result's header: kind, no flags, no optional header. */
const resultWithoutFlags = FrameKind.result;

/** A member that a lane has bound: what an invocation names it by. */
export type BoundMember = number;

/**
 * The way from one JavaScript thread into Python, on that thread. An invocation is written as a frame into the call
 * record, executed in place by one call of the addon, and its result read from where it stood.
 *
 * The record is a stack. While a frame is written, getters of its arguments may run; while it is executed, Python may call
 * JavaScript: either may invoke again. A nested frame begins at the writer's position, behind the outer one, and puts
 * the position back when it is done, also when it throws.
 */
export class Lane {
  private readonly native: NativeLane;
  private readonly record: CallRecord;
  private readonly writer: LaneWriter;
  private readonly reader: LaneReader;
  private bound = 0;
  private isTurnEndAwaited = false;

  constructor(native: NativeLane) {
    this.native = native;
    this.record = new CallRecord(native);
    this.writer = new LaneWriter(this.record);
    this.writer.pos = controlBytes;
    this.reader = new LaneReader(this.record);
  }

  /**
   * Binds a full member name.
   *
   * @throws GraftError `unknown-member`
   */
  bind(name: string): BoundMember {
    // An id whose bind failed is used again.
    const id = this.bound + 1;
    const { writer } = this;
    const start = writer.pos;
    try {
      const frame = this.begin();
      writer.writeInt(id);
      writer.writeName(name);
      this.execute(frame, FrameKind.bind);
      this.bound = id;
    } finally {
      writer.pos = start;
    }
    return id;
  }

  /** Calls a member with these arguments; the last may be {@link Keywords}. */
  call(member: BoundMember, args: ArrayLike<unknown>): unknown {
    const { writer } = this;
    const start = writer.pos;
    try {
      const frame = this.beginStep(member);
      const last = args.length - 1;
      writer.writeArrayHeader(args.length);
      for (let index = 0; index <= last; index++) this.writeArgument(args[index], index, index === last);
      return this.execute(frame, FrameKind.invocation);
    } finally {
      writer.pos = start;
    }
  }

  // The same for few arguments, without an array of them.

  call0(member: BoundMember): unknown {
    const { writer } = this;
    const start = writer.pos;
    try {
      return this.execute(this.beginCall(member, 0), FrameKind.invocation);
    } finally {
      writer.pos = start;
    }
  }

  call1(member: BoundMember, a: unknown): unknown {
    const { writer } = this;
    const start = writer.pos;
    try {
      const frame = this.beginCall(member, 1);
      if (typeof a === 'string' && a.length > longestShortText)
        return this.execute(frame, FrameKind.invocation, a);
      if (isSmall(a)) writer.u8[writer.pos++] = a;
      else this.writeArgument(a, 0, true);
      return this.execute(frame, FrameKind.invocation);
    } finally {
      writer.pos = start;
    }
  }

  call2(member: BoundMember, a: unknown, b: unknown): unknown {
    const { writer } = this;
    const start = writer.pos;
    try {
      const frame = this.beginCall(member, 2);
      if (isSmall(a)) writer.u8[writer.pos++] = a;
      else this.writeArgument(a, 0, false);
      if (typeof b === 'string' && b.length > longestShortText)
        return this.execute(frame, FrameKind.invocation, b);
      if (isSmall(b)) {
        writer.reserve(1);
        writer.u8[writer.pos++] = b;
      } else this.writeArgument(b, 1, true);
      return this.execute(frame, FrameKind.invocation);
    } finally {
      writer.pos = start;
    }
  }

  /** Reads an attribute. */
  read(member: BoundMember): unknown {
    const { writer } = this;
    const start = writer.pos;
    try {
      const frame = this.beginStep(member);
      writer.writeNil();
      return this.execute(frame, FrameKind.invocation);
    } finally {
      writer.pos = start;
    }
  }

  /** Sets an attribute. */
  assign(member: BoundMember, value: unknown): void {
    const { writer } = this;
    const start = writer.pos;
    try {
      const frame = this.beginStep(member);
      const extension = writer.openExtension();
      try {
        writer.writeValue(value, 0);
      } catch (error) {
        throw this.refused(error, 'value');
      }
      writer.closeExtension(ExtensionType.assign, extension);
      this.execute(frame, FrameKind.invocation);
    } finally {
      writer.pos = start;
    }
  }

  /** Makes room for a header, which execute() fills in, and gives where the frame begins. */
  private begin(): number {
    const { writer } = this;
    const frame = (writer.pos + 7) & ~7;
    writer.pos = frame;
    writer.reserve(headerBytes + 16);
    writer.pos = frame + headerBytes;
    return frame;
  }

  /** Begins an invocation of a member of a module, up to its arguments. */
  private beginStep(member: BoundMember): number {
    const frame = this.begin();
    const { writer } = this;
    writer.u8[writer.pos++] = nil;
    writer.writeInt(member);
    return frame;
  }

  /** Begins a call with less than 16 arguments, up to the first of them. Room for a small one is left. */
  private beginCall(member: BoundMember, count: number): number {
    const frame = this.begin();
    const { writer } = this;
    const { u8, pos } = writer;
    u8[pos] = nil;
    if (member < 0x80) {
      u8[pos + 1] = member;
      u8[pos + 2] = emptyArray + count;
      writer.pos = pos + 3;
    } else {
      writer.pos = pos + 1;
      writer.writeInt(member);
      u8[writer.pos++] = emptyArray + count;
    }
    return frame;
  }

  private writeArgument(value: unknown, index: number, isLast: boolean): void {
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
  private refused(error: unknown, path: string): unknown {
    this.record.words[ControlWord.abandoned] = this.writer.pos;
    return locate(error, path);
  }

  /** Executes the frame that ends at the writer's position, or in `text` that has not been written yet, and gives its result. */
  private execute(frame: number, kind: number, text?: string): unknown {
    const { record, writer } = this;
    if (text !== undefined) this.leaveRoom(text);
    let { words } = record;
    const word = frame >>> 2;
    words[word] = writer.pos - frame;
    words[word + 1] = kind;
    // Its place tells it from every other invocation that is under way.
    words[word + 2] = frame;
    words[word + 3] = 0;
    words[ControlWord.frameOffset] = frame;
    const result = text === undefined ? this.native.execute() : this.native.execute(text);
    // A nested invocation may have replaced the record's buffer, and the answer may have made it longer.
    words = record.words;
    if (words[ControlWord.gilKept] !== 0 && !this.isTurnEndAwaited) this.awaitTurnEnd();
    if (result !== undefined) return result;
    const end = frame + words[word]!;
    if (end > record.capacity) this.follow();
    if (record.words[word + 1] !== resultWithoutFlags) this.throwAnswer(frame, end);
    const first = writer.u8[frame + headerBytes]!;
    return first < 0x80 ? first : this.readResult(frame, end);
  }

  /** While the GIL is kept between calls, nothing else of Python can run: it is released before the event loop waits for anything. */
  private awaitTurnEnd(): void {
    this.isTurnEndAwaited = true;
    setImmediate(() => {
      this.isTurnEndAwaited = false;
      this.native.endTurn();
    });
  }

  /** Leaves the writing of a text to the addon's next execution, which saves a call of it. */
  private leaveRoom(text: string): void {
    const { record, writer } = this;
    const room = CallRecord.textRoom(text.length);
    writer.reserve(room);
    record.words[ControlWord.textOffset] = writer.pos;
    record.words[ControlWord.textLength] = text.length;
    writer.pos += room;
  }

  /** Looks at the record anew after the addon has made it longer. */
  private follow(): void {
    this.record.attach();
    this.writer.attach();
  }

  private beginReading(frame: number, end: number): LaneReader {
    const { reader, writer } = this;
    if (reader.u8 !== writer.u8) reader.attach(writer.u8);
    reader.begin(frame + headerBytes, end);
    return reader;
  }

  private throwAnswer(frame: number, end: number): never {
    throw remoteError(this.beginReading(frame, end).readValue(0));
  }

  private readResult(frame: number, end: number): unknown {
    try {
      return this.beginReading(frame, end).readValue(0);
    } catch (error) {
      throw locate(error, 'result');
    }
  }
}

/** Whether a value is an integer that one byte holds, and not -0. */
function isSmall(value: unknown): value is number {
  return typeof value === 'number' && (value & 0x7f) === value && (value !== 0 || 1 / value > 0);
}
