import { GraftError } from '../errors/graft-error.js';
import type { CallRecord } from './call-record.js';
import { Assignment } from './lane-codec.js';
import type { LaneReader, LaneWriter } from './lane-codec.js';
import { FrameKind } from '../iip/kinds.js';
import { locate } from '../iip/value-fault.js';
import { objectMembers } from './object-members.js';
import { writeThrown } from './thrown.js';

const headerBytes = 16;

/** Executes the invocations that Python makes of JavaScript's objects, each in the place of its frame. */
export class Callee {
  private readonly record: CallRecord;
  private readonly writer: LaneWriter;
  private readonly reader: LaneReader;

  constructor(record: CallRecord, writer: LaneWriter, reader: LaneReader) {
    this.record = record;
    this.writer = writer;
    this.reader = reader;
  }

  /** Executes the frame from `frame` to `end`. The writer stands behind it, and does so again afterwards. */
  execute(frame: number, end: number): void {
    const { writer } = this;
    let thrown: unknown;
    try {
      const result = this.invoke(frame, end);
      writer.pos = frame + headerBytes;
      try {
        writer.writeValue(result, 0);
      } catch (error) {
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
    if (reader.u8 !== writer.u8) reader.attach(writer.u8);
    reader.begin(frame + headerBytes, end);
    const target = reader.readValue(0);
    const member = reader.readValue(0) as string | null;
    const args = reader.readValue(0);
    if (target === undefined)
      throw new GraftError('unknown-reference', 'This object of JavaScript is not there any more.');
    if (member === null) return call(target as (...given: unknown[]) => unknown, args as unknown[]);
    if (member.startsWith('\0')) return askObject(member.slice(1), target, args as unknown[]);
    const object = target as Record<string, unknown>;
    if (args === null) return object[member];
    if (args instanceof Assignment) {
      object[member] = args.value;
      return null;
    }
    const method = object[member];
    if (typeof method === 'function') return Reflect.apply(method, object, args as unknown[]);
    throw new TypeError(`${member} is not a function`);
  }
}

function askObject(name: string, target: unknown, args: readonly unknown[]): unknown {
  const member = objectMembers.get(name);
  if (member === undefined) throw new GraftError('unknown-member', `There is no member ${name}.`);
  return member(target, ...args);
}

function call(callee: (...given: unknown[]) => unknown, args: readonly unknown[]): unknown {
  return isClass(callee) ? Reflect.construct(callee, args) : callee(...args);
}

const classes = new WeakMap<object, boolean>();

/** Whether a function can only be called with `new`, which Python does not say. */
function isClass(callee: object): boolean {
  let known = classes.get(callee);
  if (known === undefined) {
    known = Function.prototype.toString.call(callee).startsWith('class');
    classes.set(callee, known);
  }
  return known;
}
