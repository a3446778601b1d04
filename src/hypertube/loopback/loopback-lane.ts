// Not the global one, which test runners replace.
import { setImmediate } from 'node:timers';
import type { LaneCallees, NativeLane } from '../../binding/native-addon.js';
import { GraftError } from '../../errors/graft-error.js';
import { HeapMemory } from '../../iip/heap-memory.js';
import { FrameKind } from '../../iip/kinds.js';
import { processLimits } from '../../iip/limits.js';
import { ScalarWriter } from '../../iip/scalar-writer.js';
import { readUtf8 } from '../../iip/utf8.js';
import { Attention, ControlWord, controlBytes } from '../control-word.js';
import type { CallerLink } from '../javascript-host/caller-link.js';
import { memoryOf } from '../javascript-host/host-arrays.js';
import type { HostedModules } from '../javascript-host/hosted-modules.js';
import { JavaScriptHost } from '../javascript-host/javascript-host.js';
import { ReferenceSpace, spaceBits } from '../reference-space.js';
import { HandleTable } from './handle-table.js';
import { LaterFrames } from './later-frames.js';
import { LentViews } from './lent-views.js';

const headerBytes = 16;
const firstRecordBytes = 64 * 1024;
const outboxBytes = 64 * 1024;
/** References are numbers above all of the addon's. */
const firstReference = (ReferenceSpace.loopback << spaceBits) >>> 0;
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** What a lane tells of itself that its other end needs. */
export interface LaneView {
  /** From where on the record is free. */
  readonly free: number;
  /** The record has been made longer. */
  follow(): void;
}

/**
 * The other end of a lane, in TypeScript: what the addon is for Python, this is for modules of JavaScript in the same process. Frames come and go
 * in the record as on any lane; they are executed by a {@link JavaScriptHost}.
 */
export class LoopbackLane implements NativeLane {
  private readonly callees: LaneCallees;
  private readonly host: JavaScriptHost;
  private readonly handles: HandleTable;
  private readonly lent = new LentViews();
  private readonly later: LaterFrames;
  private readonly outboxes: (ArrayBuffer | undefined)[] = [undefined, undefined];
  private memory = new ArrayBuffer(firstRecordBytes);
  private words = new Uint32Array(this.memory);
  private bytes = new Uint8Array(this.memory);
  /** From where on frames of this side stand: behind all that are being executed. */
  private top = controlBytes;
  private released: number[] = [];
  /** Set by who makes the lane, before the first frame. */
  lane!: LaneView;

  constructor(modules: HostedModules, callees: LaneCallees) {
    this.callees = callees;
    const link: CallerLink = {
      invoke: (id, member, args) => this.dispatch(this.host.encodeInvocation(id, member, args)),
      assign: (id, member, value) => this.dispatch(this.host.encodeAssignment(id, member, value)),
      release: (id, count) => {
        // A program that calls nothing more has no other moment for it.
        if (this.released.length === 0) setImmediate(this.callees.wake);
        this.released.push(id, count);
      },
    };
    this.host = new JavaScriptHost({
      modules,
      link,
      limits: processLimits,
      isTrusted: true,
      firstReference,
      lent: (number) => this.lent.take(number),
    });
    this.handles = new HandleTable((reference) => {
      this.host.references.release(reference);
    });
    this.later = new LaterFrames({
      invoke: (frame, from) => this.host.invoke(frame, from, frame.length),
      answer: (correlation, isResult, value) => this.laterAnswer(correlation, isResult, value),
      lost: (error) => {
        process.emitWarning(`A one-way call of a module of JavaScript has failed: ${String(error)}`);
      },
      wake: () => {
        setImmediate(this.callees.wake);
      },
    });
  }

  // -- the record ------------------------------------------------------------------------------------------

  record(): ArrayBuffer {
    return this.memory;
  }

  grow(bytes: number): boolean {
    if (bytes <= this.memory.byteLength) return true;
    const larger = new ArrayBuffer((Math.max(bytes, 2 * this.memory.byteLength) + 7) & ~7);
    new Uint8Array(larger).set(this.bytes);
    this.memory = larger;
    this.words = new Uint32Array(larger);
    this.bytes = new Uint8Array(larger);
    return true;
  }

  /** Makes the record long enough for what this side writes, and has the lane look at it anew. */
  private ensure(end: number): void {
    if (end <= this.memory.byteLength) return;
    this.grow(end);
    this.lane.follow();
  }

  private put(at: number, bytes: Uint8Array): void {
    this.ensure(at + bytes.length);
    this.bytes.set(bytes, at);
  }

  writeText(text: string): void {
    const encoded = encodeText(text);
    // The caller reads the length where it has written the offset, also where the record is another one then.
    const { words } = this;
    this.put(words[ControlWord.textOffset]!, encoded);
    words[ControlWord.textLength] = this.words[ControlWord.textLength] = encoded.length;
  }

  readText(): string | undefined {
    const { words } = this;
    const [pos, length] = [words[ControlWord.textOffset]!, words[ControlWord.textLength]!];
    return words[ControlWord.textForm] === 0
      ? decoder.decode(this.bytes.subarray(pos, pos + length))
      : readUtf8(this.bytes, pos, length, true);
  }

  // -- synchronous invocations -----------------------------------------------------------------------------

  execute(text?: string): undefined {
    const frame = this.words[ControlWord.frameOffset]!;
    let end = frame + this.words[frame >>> 2]!;
    if (text !== undefined) {
      this.writeText(text);
      end = this.words[ControlWord.textOffset]! + this.words[ControlWord.textLength]!;
    }
    const kind = this.words[(frame >>> 2) + 1]! & 0xff;
    const before = this.top;
    this.top = Math.max(before, end);
    try {
      this.answer(frame, kind, end);
    } finally {
      this.top = before;
    }
    this.words[ControlWord.attention] = this.released.length > 0 ? Attention.released : 0;
    return undefined;
  }

  private answer(frame: number, kind: number, end: number): void {
    const from = frame + headerBytes + (this.words[(frame >>> 2) + 1]! >>> 16);
    let body: Uint8Array;
    let answered: number = FrameKind.result;
    try {
      let result: unknown = null;
      if (kind === FrameKind.bind) this.host.bind(this.bytes, from, end);
      else result = this.host.invoke(this.bytes, from, end);
      body = this.host.encodeResult(result);
    } catch (error) {
      body = this.host.encodeThrown(error);
      answered = FrameKind.exception;
    }
    this.put(frame + headerBytes, body);
    const word = frame >>> 2;
    this.words[word] = headerBytes + body.length;
    this.words[word + 1] = answered;
  }

  /** Has the caller execute an invocation of this side's, behind all frames that are in the record. */
  private dispatch(body: Uint8Array): unknown {
    const frame = (Math.max(this.top, this.lane.free) + 7) & ~7;
    this.ensure(frame + headerBytes + body.length);
    this.bytes.set(body, frame + headerBytes);
    this.words.set([headerBytes + body.length, FrameKind.invocation, frame, 0], frame >>> 2);
    this.words[ControlWord.frameOffset] = frame;
    const before = this.top;
    this.top = frame + headerBytes + body.length;
    try {
      this.callees.dispatch();
      const end = frame + this.words[frame >>> 2]!;
      const isResult = this.words[(frame >>> 2) + 1] === FrameKind.result;
      return this.host.decodeAnswer(isResult, this.bytes, frame + headerBytes, end);
    } finally {
      this.top = before;
    }
  }

  endTurn(): void {
    // Nothing is kept from one call to the next.
  }

  // -- asynchronous invocations ----------------------------------------------------------------------------

  outbox(): ArrayBuffer {
    return (this.outboxes[this.words[ControlWord.reference]!] ??= new ArrayBuffer(outboxBytes));
  }

  submit(): void {
    const { words } = this;
    const outbox = this.outboxes[words[ControlWord.reference]!]!;
    this.later.submit(new Uint8Array(outbox, 0, words[ControlWord.textLength]));
    words[ControlWord.reference] = 1;
  }

  submitFrame(): void {
    const frame = this.words[ControlWord.frameOffset]!;
    this.later.submit(this.bytes.subarray(frame, frame + this.words[frame >>> 2]!));
    this.words[ControlWord.reference] = 1;
  }

  handOver(): void {
    // The caller keeps the arguments of an asynchronous call, and with them what it has lent.
  }

  cancel(): void {
    const error = new GraftError('cancelled', 'The call is not wanted any more. It may have run.');
    this.later.cancel(this.words[ControlWord.textLength]!, error);
  }

  wakeThreads(): void {
    this.later.start();
  }

  private laterAnswer(
    correlation: number,
    isResult: boolean,
    value: unknown,
  ): { readonly frame: Uint8Array; readonly taken: () => void } {
    let body: Uint8Array;
    let kind: number = isResult ? FrameKind.result : FrameKind.exception;
    try {
      body = isResult ? this.host.encodeResult(value) : this.host.encodeThrown(value);
    } catch (error) {
      kind = FrameKind.exception;
      body = this.host.encodeThrown(error);
    }
    const frame = new Uint8Array(headerBytes + body.length);
    new Uint32Array(frame.buffer, 0, 4).set([frame.length, kind, correlation, 0]);
    frame.set(body, headerBytes);
    return { frame, taken: this.host.references.pin() };
  }

  serve(): void {
    this.words[ControlWord.attention] = this.released.length > 0 ? Attention.released : 0;
  }

  collect(): void {
    let at = this.words[ControlWord.inUse]!;
    for (const frame of this.later.take()) {
      this.put(at, frame);
      at = (at + frame.length + 7) & ~7;
    }
    this.ensure(at);
    this.words[ControlWord.frameOffset] = at;
  }

  printPosted(): void {
    // A module prints by itself.
  }

  park(): void {
    this.words[ControlWord.reference] = this.later.park() ? 1 : 0;
  }

  /** Ctrl-C is JavaScript's own here. */
  interruptThreads(): void {
    // Nothing is told of it.
  }

  unheard(): void {
    this.words[ControlWord.reference] = 0;
  }

  keepAlive(): void {
    // What a call waits for keeps the process alive, or nothing does: it is all of this process.
  }

  // -- references ------------------------------------------------------------------------------------------

  hold(handle: object): void {
    this.handles.hold(this.words[ControlWord.reference]!, handle);
  }

  handle(): object | undefined {
    return this.handles.find(this.words[ControlWord.reference]!);
  }

  release(): void {
    const reference = this.words[ControlWord.reference]!;
    this.handles.forget(reference);
    this.host.references.release(reference);
  }

  sweep(): void {
    // What is gone is told by itself, in a turn of the event loop.
  }

  takeReleased(): readonly number[] {
    const taken = this.released;
    this.released = [];
    return taken;
  }

  counts(): readonly [python: number, javaScript: number] {
    return [this.host.references.size, 0];
  }

  // -- memory ----------------------------------------------------------------------------------------------

  lend(view: ArrayBufferView): void {
    const { words } = this;
    words[ControlWord.reference] = this.lent.lend(view, words[ControlWord.inUse] === copied);
  }

  show(): ArrayBuffer | undefined {
    const shown = this.host.references.find(this.words[ControlWord.reference]!);
    return shown === undefined ? undefined : memoryOf(shown);
  }
}

/** `Way` of memory.ts. */
const copied = 1;

/** A text as a value: UTF-8, or extension 2 where it has lone surrogates. */
function encodeText(text: string): Uint8Array {
  const memory = new HeapMemory(processLimits.maxFrameBytes, 3 * text.length + 16);
  const writer = new ScalarWriter(memory);
  writer.writeString(text);
  return memory.bytes().subarray(0, writer.pos);
}
