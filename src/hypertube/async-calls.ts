// Not the global one, which test runners replace.
import { now } from './now.js';
import { setImmediate } from 'node:timers';
import type { NativeLane } from '../binding/native-addon.js';
import { sayCalledPlace } from '../errors/called-place.js';
import { FrameKind } from '../iip/kinds.js';
import type { CallLimits } from './call-guards.js';
import type { CallRecord } from './call-record.js';
import { ChainedCalls, ownArguments } from './chained-calls.js';
import { Attention, ControlWord } from './control-word.js';
import type { HeldObjects } from './held-objects.js';
import { InterruptedCalls } from './interrupted-calls.js';
import { observePromise } from './held-promises.js';
import type { BoundMember, Lane } from './lane.js';
import type { LaneWriter } from './lane-codec.js';
import { deadlineBytes } from './invocation-writer.js';
import { LaneThread } from './lane-thread.js';
import { LimitedCall } from './limited-call.js';
import type { Memory } from './memory.js';
import { Outbox } from './outbox.js';
import { PipelinedPromise } from './pipelined-promise.js';
import type { Pipeline } from './pipelined-promise.js';
import { settleWith } from './settle-with.js';
import { Rejection } from './thrown.js';

// As they were when this was loaded: tests replace them, and time then stands still.
const { queueMicrotask: enqueue } = globalThis;
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
  private sentOneWay = 0;
  private isFlushAwaited = false;
  private isPolling = false;
  private isKeepingAlive = false;
  private lastAnswerMs = 0;
  private settled: BoundMember = 0;
  private readonly chains: ChainedCalls;
  private readonly interrupted: InterruptedCalls;
  /** What limits the call that is being made, if anything does. */
  limits: (target: number, member: BoundMember, args: ArrayLike<unknown>) => CallLimits | undefined = () =>
    undefined;
  /** Reads what a limited call gives, where who made the limits wants to know of it. */
  reading: ((limits: CallLimits | undefined, read: () => unknown) => unknown) | undefined;
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
    this.interrupted = new InterruptedCalls(native, record, this.pending, (promise, body) => {
      this.fail(promise, body);
    });
    this.chains = new ChainedCalls(lane, writer, memory, {
      outbox: () => this.outbox(LaneThread.side),
      pipeline: {
        member: (promise, name) => this.pipeline.member(promise, name),
        iterate: (promise) => this.pipeline.iterate(promise),
      },
      handOver: (frame, id) => {
        this.handOver(frame, id);
      },
      callBeside: (member, args, limits) =>
        this.submit(
          LaneThread.side,
          () => lane.frames.writeCall(0, member, args, ownArguments + 1),
          args,
          member,
          limits,
        ),
    });
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
    limits?: CallLimits,
  ): PipelinedPromise {
    const write = (): number => this.lane.frames.writeCall(target, member, args);
    const limited = limits ?? this.limits(target, member, args);
    return this.submit(thread, write, kept ?? args, member, limited);
  }

  /** Like {@link Lane.read}. */
  read(thread: LaneThread, target: number, member: BoundMember, kept: unknown): PipelinedPromise {
    const limits = this.limits(target, member, []);
    return this.submit(thread, () => this.lane.frames.writeRead(target, member), kept, member, limits);
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
      this.lane.frames.putHeader(frame, FrameKind.invocation | oneWayBit, this.nextOneWay());
      this.outbox(thread).put(frame, writer.pos);
      this.awaitFlush();
    } finally {
      writer.pos = start;
    }
  }

  /** Calls a member of Python's package with the result of `before`, in the same frame where that has not left. */
  callAfter(
    before: PipelinedPromise,
    members: { readonly inFrame: BoundMember; readonly alone: BoundMember },
    name: string,
    args: readonly unknown[],
  ): PipelinedPromise {
    const place = PipelinedPromise.placeOf(before);
    // Of what is a coroutine on the loop there is no result before it has ended.
    const followed =
      place > 0 && (place & 1) === LaneThread.side
        ? this.chains.follow(before, members.inFrame, name, args)
        : undefined;
    return followed ?? this.chains.after(before, members.alone, name, args);
  }

  private submit(
    thread: LaneThread,
    write: () => number,
    kept: unknown,
    member: BoundMember,
    limits: CallLimits | undefined,
  ): PipelinedPromise {
    const promise = new PipelinedPromise(this.pipeline, kept, member);
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
          this.reject(promise, error, 0);
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
    // Who wants no answer cannot know when the id is free again: it is another one each time, as far as that goes.
    const id = oneway ? this.nextOneWay() : this.free.length > 0 ? this.free.pop()! : pending.length;
    // Now: getters of the arguments may invoke, too.
    if (!oneway) pending[id] = promise;
    const start = writer.pos;
    this.memory.hasLent = false;
    try {
      const frame = write();
      const flags = (optionalBytes << 16) | (oneway ? oneWayBit : 0);
      this.lane.frames.putHeader(frame, FrameKind.invocation | flags, id);
      if (this.memory.hasLent) this.handOver(frame, id);
      const opened = this.outbox(thread).put(frame, writer.pos);
      this.awaitFlush();
      if (oneway) return id;
      if (opened > 0) PipelinedPromise.setPlace(promise, opened * 2 + thread, id);
      this.interrupted.begin(id, thread, this.outstanding++);
      return id;
    } catch (error) {
      if (!oneway) {
        pending[id] = undefined;
        this.free.push(id);
      }
      PipelinedPromise.fail(promise, error);
      return -1;
    } finally {
      writer.pos = start;
    }
  }

  private nextOneWay(): number {
    return (oneWayIds | this.sentOneWay++) >>> 0;
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
    // Before anything is called that sets it anew.
    const wanted = this.record.words[ControlWord.attention]!;
    const any = this.readAnswers();
    if ((wanted & Attention.interrupted) !== 0) {
      for (const outbox of this.outboxes) outbox?.flush();
      this.interrupted.interrupt();
    }
    if ((wanted & (Attention.released | Attention.sweepDue)) !== 0) this.giveBack(wanted);
    return any;
  }

  /** Gives back what the two sides hold no longer: a program that calls nothing synchronously has no other moment for it. */
  private giveBack(wanted: number): void {
    const { held } = this;
    if ((wanted & Attention.sweepDue) !== 0) held.isSweepDue = true;
    held.giveBack();
  }

  /** Prints what Python has printed on the threads of the lane. */
  printPosted(): void {
    this.record.words[ControlWord.inUse] = (this.writer.pos + 7) & ~7;
    this.native.printPosted();
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
    this.interrupted.end(--this.outstanding);
    try {
      const value =
        this.reading === undefined
          ? this.lane.readAnswer(frame, end)
          : this.reading(PipelinedPromise.limitsOf(promise), () => this.lane.readAnswer(frame, end));
      if ((words[word + 1]! & 0xff) !== FrameKind.result) this.fail(promise, value);
      else {
        const chain = PipelinedPromise.chainIn(promise);
        if (chain === undefined) settleWith(promise, value);
        else this.chains.settle(chain, value);
      }
    } catch (error) {
      this.reject(promise, error, 0);
    }
  }

  private fail(promise: PipelinedPromise, body: unknown): void {
    const { step } = body as { step?: unknown };
    const error = this.lane.errorOf(body);
    const member = PipelinedPromise.memberOf(promise);
    if (typeof step !== 'number' && !this.lane.isOwn(member)) sayCalledPlace(error, this.lane.nameOf(member));
    this.reject(promise, error, typeof step === 'number' ? step : 0);
  }

  private reject(promise: PipelinedPromise, error: unknown, step: number): void {
    const chain = PipelinedPromise.chainIn(promise);
    if (chain === undefined) PipelinedPromise.fail(promise, error);
    else this.chains.fail(chain, error, step);
  }
}

/** Of a header's second word. */
const oneWayBit = 0x0100;

/** Correlation ids of invocations that nobody waits for. */
const oneWayIds = 0x8000_0000;
