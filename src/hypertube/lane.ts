import type { NativeLane } from '../binding/native-addon.js';
import { GraftError } from '../errors/graft-error.js';
import { ExtensionType } from '../iip/extensions.js';
import { Keywords } from '../iip/keywords.js';
import { FrameKind } from '../iip/kinds.js';
import { processLimits } from '../iip/limits.js';
import { locate } from '../iip/value-fault.js';
import { ValueReader } from '../iip/value-reader.js';
import { ValueWriter } from '../iip/value-writer.js';
import { CallRecord } from './call-record.js';
import { ControlWord, controlBytes } from './control-word.js';
import { remoteError } from './remote-error.js';

const headerBytes = 16;
const nil = 0xc0;
const emptyArray = 0x90;

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
  private readonly writer: ValueWriter;
  private readonly reader: ValueReader;
  private bound = 0;
  private correlation = 0;

  constructor(native: NativeLane) {
    this.native = native;
    this.record = new CallRecord(native);
    this.writer = new ValueWriter(this.record, processLimits.maxDepth);
    this.writer.pos = controlBytes;
    this.reader = new ValueReader({
      limits: processLimits,
      strict: false,
      extensions: 'refuse',
      readText: (pos, length) => this.record.readText(pos, length),
    });
    this.reader.attach(this.record.bytes());
  }

  /**
   * Binds a full member name.
   *
   * @throws GraftError `unknown-member`
   */
  bind(name: string): BoundMember {
    const id = ++this.bound;
    const { writer } = this;
    const start = writer.pos;
    try {
      const frame = this.begin();
      writer.writeInt(id);
      writer.writeString(name);
      this.execute(frame, FrameKind.bind);
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
      writer.writeArrayHeader(args.length);
      for (let index = 0; index < args.length; index++) this.writeArgument(args[index], index, index === args.length - 1);
      return this.execute(frame, FrameKind.invocation);
    } finally {
      writer.pos = start;
    }
  }

  call0(member: BoundMember): unknown {
    const { writer } = this;
    const start = writer.pos;
    try {
      const frame = this.beginStep(member);
      writer.u8[writer.pos++] = emptyArray;
      return this.execute(frame, FrameKind.invocation);
    } finally {
      writer.pos = start;
    }
  }

  call1(member: BoundMember, a: unknown): unknown {
    const { writer } = this;
    const start = writer.pos;
    try {
      const frame = this.beginStep(member);
      writer.u8[writer.pos++] = emptyArray + 1;
      this.writeArgument(a, 0, true);
      return this.execute(frame, FrameKind.invocation);
    } finally {
      writer.pos = start;
    }
  }

  call2(member: BoundMember, a: unknown, b: unknown): unknown {
    const { writer } = this;
    const start = writer.pos;
    try {
      const frame = this.beginStep(member);
      writer.u8[writer.pos++] = emptyArray + 2;
      this.writeArgument(a, 0, false);
      this.writeArgument(b, 1, true);
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
        throw locate(error, 'value');
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

  private beginStep(member: BoundMember): number {
    const frame = this.begin();
    const { writer } = this;
    writer.u8[writer.pos++] = nil;
    writer.writeInt(member);
    return frame;
  }

  private writeArgument(value: unknown, index: number, isLast: boolean): void {
    try {
      if (isLast && value instanceof Keywords) this.writeKeywords(value);
      else this.writer.writeValue(value, 0);
    } catch (error) {
      throw locate(error, `args[${index}]`);
    }
  }

  private writeKeywords(keywords: Keywords): void {
    try {
      this.writer.writeKeywords(keywords);
    } catch (error) {
      throw locate(error, 'kwargs');
    }
  }

  /** Executes the frame that ends at the writer's position, and gives its result. */
  private execute(frame: number, kind: number): unknown {
    const { record, writer, reader } = this;
    let { words } = record;
    const word = frame >>> 2;
    this.correlation = (this.correlation + 1) & 0x3fffffff;
    words[word] = writer.pos - frame;
    words[word + 1] = kind;
    words[word + 2] = this.correlation + 1;
    words[word + 3] = 0;
    words[ControlWord.frameOffset] = frame;
    this.native.execute();
    // A nested invocation may have replaced the record's buffer, and the answer may have made it longer.
    words = record.words;
    const end = frame + words[word]!;
    if (end > words.byteLength) {
      record.attach();
      writer.attach();
      words = record.words;
    }
    if (reader.u8 !== writer.u8) reader.attach(writer.u8);
    reader.begin(frame + headerBytes, end);
    if ((words[word + 1]! & 0xff) === FrameKind.result) return this.readResult();
    throw remoteError(reader.readValue(0));
  }

  private readResult(): unknown {
    try {
      return this.reader.readValue(0);
    } catch (error) {
      throw locate(error, 'result');
    }
  }
}

/** Whatever a lane throws that is not the callee's exception. */
export type LaneError = GraftError;
