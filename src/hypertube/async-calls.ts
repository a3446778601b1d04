// Not the global one, which test runners replace.
import { setImmediate } from 'node:timers';
import type { NativeLane } from '../binding/native-addon.js';
import { GraftError } from '../errors/graft-error.js';
import { FrameKind } from '../iip/kinds.js';
import type { CallLimits } from './call-guards.js';
import type { CallRecord } from './call-record.js';
import { ControlWord } from './control-word.js';
import type { HeldObjects } from './held-objects.js';
import { observePromise } from './held-promises.js';
import type { BoundMember, Lane } from './lane.js';
import type { LaneWriter } from './lane-codec.js';
import { awaitable } from './awaitable.js';
import { deadlineBytes } from './invocation-writer.js';
import type { LaneThread } from './lane-thread.js';
import { LimitedCall } from './limited-call.js';
import type { Memory } from './memory.js';
import { Outbox } from './outbox.js';
import { PipelinedPromise } from './pipelined-promise.js';
import type { Pipeline } from './pipelined-promise.js';
import { Rejection } from './thrown.js';

// As they were when this was loaded: tests replace them, and time then stands still.
const { queueMicrotask: enqueue } = globalThis;
const now = performance.now.bind(performance);

/** So long after the last answer they are looked for by turns of the event loop, before it sleeps until it is woken. */
const mostSpinMs = 0.05;

/**
 * What one JavaScript thread has called asynchronously. Frames of one turn of the event loop are handed over together, and answers that
 * have come are read together.
 */
export class AsyncCalls {
  private readonly native: NativeLane;
  private readonly record: CallRecord;
  private readonly writer: LaneWriter;
  private readonly held: HeldObjects;
  private readonly lane: Lane;
  private readonly memory: Memory;
  private readonly outboxes: (Outbox | undefined)[] = [undefined, undefined];
  /** By correlation ids. */
  private readonly pending: (PipelinedPromise | undefined)[] = [];
  private readonly free: number[] = [];
  private outstanding = 0;
  private isFlushAwaited = false;
  private isPolling = false;
  private isKeepingAlive = false;
  private lastAnswerMs = 0;
  private gather: BoundMember = 0;
  private settled: BoundMember = 0;
  /** What limits the call that is being made, if anything does. */
  limits: () => CallLimits | undefined = () => undefined;
  /** What promises do whose result has members. Set once, before the first call. */
  pipeline!: Pipeline;

  constructor(
    lane: Lane,
    native: NativeLane,
    record: CallRecord,
    writer: LaneWriter,
    held: HeldObjects,
    memory: Memory,
  ) {
    this.lane = lane;
    this.memory = memory;
    this.native = native;
    this.record = record;
    this.writer = writer;
    this.held = held;
  }

  /** How many invocations have no answer yet. */
  get count(): number {
    return this.outstanding;
  }

  /** Like {@link Lane.call}, on a thread of the lane. What cannot be sent rejects the promise. */
  call(
    thread: LaneThread,
    target: number,
    member: BoundMember,
    args: ArrayLike<unknown>,
    kept?: unknown,
  ): PipelinedPromise {
    return this.submit(thread, () => this.lane.frames.writeCall(target, member, args), kept ?? args);
  }

  /** Like {@link Lane.read}. */
  read(thread: LaneThread, target: number, member: BoundMember, kept: unknown): PipelinedPromise {
    return this.submit(thread, () => this.lane.frames.writeRead(target, member), kept);
  }

  /** Tells Python what becomes of a promise, by a ticket, on a thread of the lane. */
  settleElsewhere(promise: Promise<unknown>, ticket: number, thread: LaneThread): void {
    const tell = (fulfilled: boolean, value: unknown): void => {
      this.settled ||= this.lane.bind('graftwire.host:settled');
      try {
        this.tell(thread, this.settled, [ticket, fulfilled, value]);
      } catch (error) {
        // What cannot cross is told instead.
        this.tell(thread, this.settled, [ticket, false, new Rejection(error)]);
      }
    };
    observePromise(promise);
    promise.then(
      (value) => {
        tell(true, value);
      },
      (reason: unknown) => {
        tell(false, new Rejection(reason));
      },
    );
  }

  /** Invokes a member of Python's package and wants no answer. */
  private tell(thread: LaneThread, member: BoundMember, args: ArrayLike<unknown>): void {
    const { writer } = this;
    const start = writer.pos;
    try {
      const frame = this.lane.frames.writeCall(0, member, args);
      this.lane.putHeader(frame, FrameKind.invocation | oneWayBit);
      this.outbox(thread).put(frame, writer.pos);
      this.awaitFlush();
    } finally {
      writer.pos = start;
    }
  }

  /**
   * Adds a call to the frame of a promise that has not been handed over: of a member of its result.
   *
   * @param write writes the step, whose target is the result of the step with this index
   * @returns undefined where the frame has left
   */
  follow(
    before: PipelinedPromise,
    name: string,
    kept: unknown,
    write: (writer: LaneWriter, step: number) => void,
  ): PipelinedPromise | undefined {
    const place = PipelinedPromise.placeOf(before);
    if (place <= 0) return undefined;
    const thread = (place & 1) as LaneThread;
    const outbox = this.outbox(thread);
    const room = outbox.roomAfter(place >>> 1);
    if (room < 0) return undefined;
    const promise = new PipelinedPromise(this.pipeline, kept);
    PipelinedPromise.follow(promise, before, name);
    const steps = PipelinedPromise.earlier(promise)!;
    const { writer } = this;
    const start = writer.pos;
    // What is aligned in the frame is aligned here.
    const from = ((start + 7) & ~7) + (room & 7);
    writer.pos = from;
    try {
      this.memory.hasLent = false;
      write(writer, steps.length - 1);
      if (this.memory.hasLent) this.handOver(from, PipelinedPromise.idOf(before));
      if (!outbox.append(from, writer.pos)) return undefined;
    } catch (error) {
      PipelinedPromise.fail(promise, error);
      return promise;
    } finally {
      writer.pos = start;
    }
    this.pending[PipelinedPromise.idOf(before)] = promise;
    this.gather ||= this.lane.bind('graftwire.host:gather');
    outbox.onClosing(() => {
      this.appendGather(outbox, steps.length + 1);
    });
    return promise;
  }

  /** The last step of a frame whose steps have promises of their own: a list of their results. */
  private appendGather(outbox: Outbox, steps: number): void {
    const { writer } = this;
    const start = writer.pos;
    const from = (start + 7) & ~7;
    writer.pos = from;
    try {
      writer.writeNil();
      writer.writeInt(this.gather);
      writer.writeArrayHeader(steps);
      for (let step = 0; step < steps; step++) writer.writeStep(step);
      if (!outbox.append(from, writer.pos))
        throw new GraftError('too-large', 'A chain of calls is too long.');
    } finally {
      writer.pos = start;
    }
  }

  /** What an invocation gives that is made of the result of another promise. */
  after(before: Promise<unknown>, invoke: (value: unknown) => Promise<unknown>): PipelinedPromise {
    const promise = new PipelinedPromise(this.pipeline, undefined);
    before.then(invoke).then(
      (value) => {
        PipelinedPromise.settle(promise, value);
      },
      (error: unknown) => {
        PipelinedPromise.fail(promise, error);
      },
    );
    return promise;
  }

  private submit(thread: LaneThread, write: () => number, kept: unknown): PipelinedPromise {
    const promise = new PipelinedPromise(this.pipeline, kept);
    const limits = this.limits();
    if (limits === undefined) this.send(promise, thread, write, 0);
    else this.submitLimited(promise, thread, write, limits);
    return promise;
  }

  private submitLimited(
    promise: PipelinedPromise,
    thread: LaneThread,
    write: () => number,
    limits: CallLimits,
  ): void {
    const { signal, timeoutMs = Infinity, oneway = false } = limits;
    if (signal?.aborted === true) {
      PipelinedPromise.fail(promise, signal.reason);
      return;
    }
    const { frames } = this.lane;
    frames.optionalBytes = deadlineBytes;
    frames.timeoutMs = timeoutMs;
    const id = this.send(promise, thread, write, deadlineBytes, oneway);
    frames.optionalBytes = 0;
    if (oneway) PipelinedPromise.settle(promise, undefined);
    else if (id >= 0) {
      PipelinedPromise.limit(
        promise,
        new LimitedCall(limits, (error) => {
          PipelinedPromise.fail(promise, error);
          // It may be in the outbox yet.
          this.outbox(thread).flush();
          const { words } = this.record;
          words[ControlWord.reference] = thread;
          words[ControlWord.textLength] = id;
          this.native.cancel();
          this.native.wakeThreads();
        }),
      );
    }
  }

  /** Puts an invocation into the outbox, and gives its correlation id; -1 where it could not be written, and the promise is rejected. */
  private send(
    promise: PipelinedPromise,
    thread: LaneThread,
    write: () => number,
    optionalBytes: number,
    oneway = false,
  ): number {
    const { writer, pending } = this;
    const id = this.free.length > 0 ? this.free.pop()! : pending.length;
    const start = writer.pos;
    this.memory.hasLent = false;
    try {
      const frame = write();
      const flags = (optionalBytes << 16) | (oneway ? oneWayBit : 0);
      this.lane.putHeader(frame, FrameKind.invocation | flags, id);
      if (this.memory.hasLent) this.handOver(frame, id);
      pending[id] = promise;
      const opened = this.outbox(thread).put(frame, writer.pos);
      this.awaitFlush();
      if (oneway) {
        pending[id] = undefined;
        this.free.push(id);
        return id;
      }
      if (opened > 0) PipelinedPromise.setPlace(promise, opened * 2 + thread, id);
      this.outstanding += 1;
      return id;
    } catch (error) {
      pending[id] = undefined;
      this.free.push(id);
      PipelinedPromise.fail(promise, error);
      return -1;
    } finally {
      writer.pos = start;
    }
  }

  /** What the frame was lent is lent until the invocation has ended. */
  private handOver(frame: number, id: number): void {
    this.memory.hasLent = false;
    const { words } = this.record;
    words[ControlWord.frameOffset] = frame;
    words[ControlWord.inUse] = this.writer.pos;
    words[ControlWord.reference] = id;
    this.native.handOver();
  }

  private outbox(thread: LaneThread): Outbox {
    return (this.outboxes[thread] ??= new Outbox(this.native, this.record, thread));
  }

  private awaitFlush(): void {
    if (this.isFlushAwaited) return;
    this.isFlushAwaited = true;
    enqueue(this.flush);
  }

  private readonly flush = (): void => {
    this.isFlushAwaited = false;
    for (const outbox of this.outboxes) outbox?.flush();
    this.native.wakeThreads();
    this.lastAnswerMs = now();
    this.poll();
  };

  private poll(): void {
    if (this.isPolling || this.outstanding === 0) return;
    this.isPolling = true;
    setImmediate(this.look);
  }

  private readonly look = (): void => {
    this.isPolling = false;
    if (this.drain()) this.lastAnswerMs = now();
    else if (now() - this.lastAnswerMs > mostSpinMs) {
      this.park();
      return;
    }
    if (this.outstanding > 0) this.poll();
    else this.park();
  };

  /** Woken: an answer has come, or another thread wants something of JavaScript. */
  readonly onWake = (): void => {
    if (this.drain()) this.lastAnswerMs = now();
    if (this.outstanding > 0 && now() - this.lastAnswerMs < mostSpinMs) this.poll();
    if (!this.isPolling) this.park();
  };

  private park(): void {
    const { words } = this.record;
    const keepsAlive = this.outstanding > 0;
    if (keepsAlive !== this.isKeepingAlive) {
      this.isKeepingAlive = keepsAlive;
      words[ControlWord.reference] = keepsAlive ? 1 : 0;
      this.native.keepAlive();
    }
    this.native.park();
    if (words[ControlWord.reference] === 0) this.onWake();
  }

  /** Does what other threads have asked for, and reads what answers there are; false where there are none. */
  private drain(): boolean {
    this.record.words[ControlWord.inUse] = (this.writer.pos + 7) & ~7;
    this.native.serve();
    return this.readAnswers();
  }

  /** Reads the answers that have come. */
  readAnswers(): boolean {
    const { writer, record } = this;
    const outer = writer.pos;
    const start = (outer + 7) & ~7;
    let any = false;
    // References in answers that have not been read have no handles yet.
    this.held.reading += 1;
    try {
      for (;;) {
        record.words[ControlWord.inUse] = start;
        this.native.collect();
        const end = record.words[ControlWord.frameOffset]!;
        if (end === start) return any;
        any = true;
        this.lane.follow(end);
        writer.pos = end;
        for (let frame = start; frame < end;) {
          const frameEnd = frame + record.words[frame >>> 2]!;
          this.settle(frame, frameEnd);
          frame = (frameEnd + 7) & ~7;
        }
        writer.pos = outer;
      }
    } finally {
      writer.pos = outer;
      this.held.reading -= 1;
    }
  }

  private settle(frame: number, end: number): void {
    const { words } = this.record;
    const word = frame >>> 2;
    const id = words[word + 2]!;
    const promise = this.pending[id]!;
    this.pending[id] = undefined;
    this.free.push(id);
    this.outstanding -= 1;
    const earlier = PipelinedPromise.earlier(promise);
    try {
      const value = this.lane.readAnswer(frame, end);
      if ((words[word + 1]! & 0xff) !== FrameKind.result) this.fail(promise, value, earlier);
      else if (earlier === undefined) PipelinedPromise.settle(promise, awaitable(value));
      else {
        const values = value as readonly unknown[];
        for (const [index, one] of earlier.entries()) PipelinedPromise.settle(one, awaitable(values[index]));
        PipelinedPromise.settle(promise, awaitable(values[earlier.length]));
      }
    } catch (error) {
      this.reject(promise, error, earlier);
    }
  }

  private fail(
    promise: PipelinedPromise,
    body: unknown,
    earlier: readonly PipelinedPromise[] | undefined,
  ): void {
    const error = this.lane.errorOf(body);
    if (earlier !== undefined && error instanceof Error) {
      const step = (body as { step?: unknown }).step;
      const index = typeof step === 'number' ? step : 0;
      Object.defineProperty(error, 'step', {
        value: { index, name: PipelinedPromise.stepName(promise, index) ?? '' },
        configurable: true,
      });
    }
    this.reject(promise, error, earlier);
  }

  private reject(
    promise: PipelinedPromise,
    error: unknown,
    earlier: readonly PipelinedPromise[] | undefined,
  ): void {
    for (const one of earlier ?? []) {
      // Whoever waits for it is told; nobody has to.
      one.catch(ignore);
      PipelinedPromise.fail(one, error);
    }
    PipelinedPromise.fail(promise, error);
  }
}

/** Of a header's second word. */
const oneWayBit = 0x0100;

const ignore = (): void => undefined;
