// Not the global one, which test runners replace.
import { setImmediate } from 'node:timers';
import type { LaneCallees, NativeLane } from '../binding/native-addon.js';
import { ExtensionType } from '../iip/extensions.js';
import { FrameKind } from '../iip/kinds.js';
import { longestShortText } from '../iip/scalar-writer.js';
import { locate } from '../iip/value-fault.js';
import { AsyncCalls } from './async-calls.js';
import { CallRecord } from './call-record.js';
import { Callee } from './callee.js';
import { Attention, ControlWord, controlBytes } from './control-word.js';
import { Exports } from './exports.js';
import { InvocationWriter } from './invocation-writer.js';
import { LaneReader, LaneWriter } from './lane-codec.js';
import { HeldObjects } from './held-objects.js';
import { Memory } from './memory.js';
import type { RemoteObjects } from './objects.js';
import { ReferenceSpace } from './reference-space.js';
import { remoteError } from './remote-error.js';

const headerBytes = 16;
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
  /** What writes invocations, all but their headers. */
  readonly frames: InvocationWriter;
  private readonly exports = new Exports();
  private readonly callee: Callee;
  private bound = 0;
  private readonly names: string[] = [];
  private isTurnEndAwaited = false;
  /** What the two sides hold of each other. */
  readonly held: HeldObjects;
  /** What is called asynchronously. */
  readonly later: AsyncCalls;

  /**
   * @param open opens the addon's lane, which calls these back
   * @param print prints what Python prints while the lane executes something
   * @param space which references are this lane's
   */
  constructor(
    open: (callees: LaneCallees) => NativeLane,
    print: (descriptor: number, bytes: Uint8Array) => void,
    space: ReferenceSpace = ReferenceSpace.python,
  ) {
    this.native = open({
      write: (descriptor, bytes) => {
        this.behindOther(() => {
          print(descriptor, bytes);
        });
      },
      dispatch: () => {
        this.dispatch();
      },
      wake: () => {
        this.later.onWake();
      },
    });
    this.record = new CallRecord(this.native);
    const memory = new Memory(this.native, this.record);
    this.writer = new LaneWriter(this.record, this.exports, memory, space);
    this.writer.pos = controlBytes;
    this.reader = new LaneReader(this.record, this.exports, memory);
    this.held = new HeldObjects(this.native, this.record, this.writer, this.exports);
    this.frames = new InvocationWriter(this.record, this.writer, this.exports, this.held);
    this.callee = new Callee(this.record, this.writer, this.reader, this.exports);
    this.later = new AsyncCalls(this, this.native, this.record, this.writer, this.held, memory);
    this.callee.settle = (promise, ticket, thread) => {
      this.later.settleElsewhere(promise, ticket, thread);
    };
    this.held.readAnswers = () => {
      this.later.readAnswers();
    };
  }

  /** Where objects of Python come from. Set once, before the first is received. */
  set objects(objects: RemoteObjects) {
    this.reader.objects = objects;
  }

  /** What Python asks of JavaScript that it has not been given: a module, for instance. */
  set host(value: object) {
    this.exports.host = value;
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
      const frame = this.frames.begin();
      writer.writeInt(id);
      writer.writeName(name);
      this.execute(frame, FrameKind.bind);
      this.bound = id;
      this.names[id] = name;
    } finally {
      writer.pos = start;
    }
    return id;
  }

  /** What a bound member was bound by. */
  fullNameOf(member: BoundMember): string {
    return this.names[member] ?? '';
  }

  /** The last part of it. */
  nameOf(member: BoundMember): string {
    return /[^.:]*$/.exec(this.fullNameOf(member))![0];
  }

  /** Whether a bound member is one that only this package calls. */
  isOwn(member: BoundMember): boolean {
    return this.names[member]?.startsWith('graftwire.host:') === true;
  }

  /**
   * Calls a member with these arguments; the last may be {@link Keywords}.
   *
   * @param target reference of the object whose member it is; 0 for a member of a module
   * @param member 0 for the target itself
   */
  call(target: number, member: BoundMember, args: ArrayLike<unknown>): unknown {
    const { writer } = this;
    const start = writer.pos;
    try {
      return this.execute(this.frames.writeCall(target, member, args), FrameKind.invocation);
    } finally {
      writer.pos = start;
    }
  }

  /**
   * Calls a class by its reference. Gives the reference of the object that was made, for which the caller makes what stands for it; or
   * the value, where something else came.
   */
  construct(target: number, args: ArrayLike<unknown>): number | { readonly value: unknown } {
    const { writer } = this;
    const start = writer.pos;
    try {
      const frame = this.frames.writeCall(target, 0, args);
      const end = this.run(frame, FrameKind.invocation);
      if (this.record.words[(frame >>> 2) + 1] !== resultWithoutFlags) this.throwAnswer(frame, end);
      const made = this.beginReading(frame, end).readNewReference();
      return made === 0 ? { value: this.readResult(frame, end) } : made;
    } finally {
      writer.pos = start;
    }
  }

  // The same for few arguments, without an array of them.

  call0(target: number, member: BoundMember): unknown {
    const { writer } = this;
    const start = writer.pos;
    try {
      return this.execute(this.frames.beginCall(target, member, 0), FrameKind.invocation);
    } finally {
      writer.pos = start;
    }
  }

  call1(target: number, member: BoundMember, a: unknown): unknown {
    const { writer } = this;
    const start = writer.pos;
    try {
      const frame = this.frames.beginCall(target, member, 1);
      if (typeof a === 'string' && a.length > longestShortText)
        return this.execute(frame, FrameKind.invocation, a);
      if (isSmall(a)) writer.u8[writer.pos++] = a;
      else this.frames.writeArgument(a, 0, true);
      return this.execute(frame, FrameKind.invocation);
    } finally {
      writer.pos = start;
    }
  }

  call2(target: number, member: BoundMember, a: unknown, b: unknown): unknown {
    const { writer } = this;
    const start = writer.pos;
    try {
      const frame = this.frames.beginCall(target, member, 2);
      if (isSmall(a)) writer.u8[writer.pos++] = a;
      else this.frames.writeArgument(a, 0, false);
      if (typeof b === 'string' && b.length > longestShortText)
        return this.execute(frame, FrameKind.invocation, b);
      if (isSmall(b)) {
        writer.reserve(1);
        writer.u8[writer.pos++] = b;
      } else this.frames.writeArgument(b, 1, true);
      return this.execute(frame, FrameKind.invocation);
    } finally {
      writer.pos = start;
    }
  }

  /** Reads an attribute. */
  read(target: number, member: BoundMember): unknown {
    const { writer } = this;
    const start = writer.pos;
    try {
      return this.execute(this.frames.writeRead(target, member), FrameKind.invocation);
    } finally {
      writer.pos = start;
    }
  }

  /** Sets an attribute. */
  assign(target: number, member: BoundMember, value: unknown): void {
    const { writer } = this;
    const start = writer.pos;
    try {
      const frame = this.frames.beginStep(target, member);
      const extension = writer.openExtension();
      try {
        writer.writeValue(value, 0);
      } catch (error) {
        throw this.frames.refused(error, 'value');
      }
      writer.closeExtension(ExtensionType.assign, extension);
      this.execute(frame, FrameKind.invocation);
    } finally {
      writer.pos = start;
    }
  }

  /** Executes the frame that ends at the writer's position, or in `text` that has not been written yet, and gives its result. */
  private execute(frame: number, kind: number, text?: string): unknown {
    if (text !== undefined) this.leaveRoom(text);
    this.putHeader(frame, kind);
    const result = text === undefined ? this.native.execute() : this.native.execute(text);
    // A nested invocation may have replaced the record's buffer, and the answer may have made it longer.
    const { words } = this.record;
    if (words[ControlWord.attention] !== 0) this.attend(words[ControlWord.attention]!);
    if (result !== undefined) return result;
    const word = frame >>> 2;
    const end = frame + words[word]!;
    if (end > this.record.capacity) this.follow();
    if (this.record.words[word + 1] !== resultWithoutFlags) this.throwAnswer(frame, end);
    const first = this.writer.u8[frame + headerBytes]!;
    return first < 0x80 ? first : this.readResult(frame, end);
  }

  /** Executes a frame whose answer the caller reads; gives where that ends. */
  private run(frame: number, kind: number): number {
    this.putHeader(frame, kind);
    this.native.execute();
    const { words } = this.record;
    if (words[ControlWord.attention] !== 0) this.attend(words[ControlWord.attention]!);
    const end = frame + words[frame >>> 2]!;
    if (end > this.record.capacity) this.follow();
    return end;
  }

  private putHeader(frame: number, kind: number): void {
    const { words } = this.record;
    const word = frame >>> 2;
    words[word] = this.writer.pos - frame;
    words[word + 1] = kind;
    // Its place tells it from every other synchronous invocation that is under way.
    words[word + 2] = frame;
    words[word + 3] = 0;
    words[ControlWord.frameOffset] = frame;
  }

  private attend(wanted: number): void {
    if ((wanted & Attention.gilKept) !== 0 && !this.isTurnEndAwaited) this.awaitTurnEnd();
    // Later: the answer, which has not been read, may have references that have no handle yet, or name objects that Python has given
    // up since.
    if ((wanted & Attention.sweepDue) !== 0) this.held.isSweepDue = true;
    if ((wanted & Attention.released) !== 0) this.held.isReleaseDue = true;
  }

  /** Executes an invocation that Python makes. */
  private dispatch(): void {
    const { record, writer } = this;
    const frame = record.words[ControlWord.frameOffset]!;
    const end = frame + record.words[frame >>> 2]!;
    if (end > record.capacity) this.follow();
    const start = writer.pos;
    const outer = this.held.reading === 0 ? undefined : this.reader.suspend();
    writer.pos = end;
    try {
      this.callee.execute(frame, end);
    } finally {
      writer.pos = start;
      if (outer !== undefined) this.reader.resume(outer);
    }
  }

  /** Runs what is called while Python has frames in the record: frames made meanwhile begin behind them. */
  private behindOther(run: () => void): void {
    const { record, writer } = this;
    const start = writer.pos;
    writer.pos = record.words[ControlWord.inUse]!;
    try {
      run();
    } finally {
      writer.pos = start;
    }
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

  /** From where on the record is free, for who is called while a frame is being written. */
  get free(): number {
    return this.writer.pos;
  }

  /** Looks at the record anew after the addon has made it longer. */
  follow(end = Infinity): void {
    if (end <= this.record.capacity) return;
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
    throw this.errorOf(this.readResult(frame, end));
  }

  /** The error for the body of an exception frame. */
  errorOf(body: unknown): unknown {
    return remoteError(body, this.reader.objects!);
  }

  /** Reads the body of an answer in the record. */
  readAnswer(frame: number, end: number): unknown {
    const first = this.writer.u8[frame + headerBytes]!;
    return first < 0x80 ? first : this.readResult(frame, end);
  }

  private readResult(frame: number, end: number): unknown {
    const { writer } = this;
    // To make a class for an object that is received, more may be invoked: behind what is still to be read.
    if (end > writer.pos) writer.pos = end;
    const { reader } = this;
    const outer = this.held.reading++ === 0 ? undefined : reader.suspend();
    try {
      return this.beginReading(frame, end).readValue(0);
    } catch (error) {
      throw locate(error, 'result');
    } finally {
      this.held.reading -= 1;
      if (outer !== undefined) reader.resume(outer);
    }
  }
}

/** Whether a value is an integer that one byte holds, and not -0. */
function isSmall(value: unknown): value is number {
  return typeof value === 'number' && (value & 0x7f) === value && (value !== 0 || 1 / value > 0);
}
