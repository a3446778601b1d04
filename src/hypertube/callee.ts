import { GraftError } from '../errors/graft-error.js';
import { ExtensionType } from '../iip/extensions.js';
import { FrameKind } from '../iip/kinds.js';
import { locate } from '../iip/value-fault.js';
import type { CallRecord } from './call-record.js';
import type { Exported, Exports } from './exports.js';
import { Assignment } from './lane-codec.js';
import type { LaneReader, LaneWriter } from './lane-codec.js';
import type { LaneThread } from './lane-thread.js';
import { objectMembers } from './object-members.js';
import { writeThrown } from './thrown.js';

const headerBytes = 16;
const nil = 0xc0;

/** Executes the invocations that Python makes of JavaScript's objects, each in the place of its frame. */
export class Callee {
  private readonly record: CallRecord;
  private readonly writer: LaneWriter;
  private readonly reader: LaneReader;
  private readonly exports: Exports;

  /** Python waits for a promise: it is told by this ticket, on that thread of the lane. */
  settle: (promise: Promise<unknown>, ticket: number, thread: LaneThread) => void = () => undefined;

  constructor(record: CallRecord, writer: LaneWriter, reader: LaneReader, exports: Exports) {
    this.record = record;
    this.writer = writer;
    this.reader = reader;
    this.exports = exports;
  }

  /** Executes the frame from `frame` to `end`. The writer stands behind it. */
  execute(frame: number, end: number): void {
    const { writer } = this;
    let thrown: unknown;
    try {
      const result = this.invoke(frame, end);
      writer.pos = frame + headerBytes;
      this.exports.begin();
      try {
        writer.writeValue(result, 0);
      } catch (error) {
        this.exports.takeBack();
        throw locate(error, 'result');
      }
      this.finish(frame, FrameKind.result);
      return;
    } catch (error) {
      thrown = error;
    }
    writer.pos = frame + headerBytes;
    writeThrown(writer, thrown);
    this.finish(frame, FrameKind.exception);
  }

  private finish(frame: number, kind: number): void {
    const { words } = this.record;
    const word = frame >>> 2;
    words[word] = this.writer.pos - frame;
    words[word + 1] = kind;
  }

  private invoke(frame: number, end: number): unknown {
    const { reader, writer } = this;
    const { u8 } = writer;
    if (reader.u8 !== u8) reader.attach(u8);
    const body = frame + headerBytes;
    // What nearly every callback is: a call of a function with a small id and few arguments.
    if (u8[body] === 0xd4 && u8[body + 1] === ExtensionType.home && u8[body + 3] === nil) {
      const count = u8[body + 4]! - 0x90;
      const called = this.exports.find(u8[body + 2]!);
      if (count >= 0 && count <= 3 && called !== undefined && !called.isClass) {
        reader.begin(body + 5, end);
        return callWith(called.value as Callable, reader, count);
      }
    }
    reader.begin(body, end);
    const target = this.exports.find(reader.readHome());
    const member = reader.readValue(0) as string | null;
    const args = reader.readValue(0);
    if (target === undefined)
      throw new GraftError('unknown-reference', 'This object of JavaScript is not there any more.');
    if (member === '\0settle') {
      const [ticket, thread] = args as [number, LaneThread];
      this.settle(target.value as Promise<unknown>, ticket, thread);
      return null;
    }
    return invokeMember(target, member, args);
  }
}

type Callable = (...args: unknown[]) => unknown;

/** Without an array of the arguments. */
function callWith(called: Callable, reader: LaneReader, count: number): unknown {
  if (count === 0) return called();
  const first = reader.readValue(0);
  if (count === 1) return called(first);
  const second = reader.readValue(0);
  return count === 2 ? called(first, second) : called(first, second, reader.readValue(0));
}

function invokeMember({ value, isClass }: Exported, member: string | null, args: unknown): unknown {
  if (member === null) {
    const called = value as Callable;
    return isClass ? Reflect.construct(called, args as unknown[]) : called(...(args as unknown[]));
  }
  if (member.startsWith('\0')) return askObject(member.slice(1), value, args as unknown[]);
  const object = value as Record<string, unknown>;
  if (args === null) return object[member];
  if (args instanceof Assignment) {
    object[member] = args.value;
    return null;
  }
  const method = object[member];
  if (typeof method === 'function') return Reflect.apply(method, object, args as unknown[]);
  throw new TypeError(`${member} is not a function`);
}

function askObject(name: string, target: unknown, args: readonly unknown[]): unknown {
  const member = objectMembers.get(name);
  if (member === undefined) throw new GraftError('unknown-member', `There is no member ${name}.`);
  return member(target, ...args);
}
