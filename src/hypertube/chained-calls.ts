import { sayCalledPlace } from '../errors/called-place.js';
import type { CallLimits } from './call-guards.js';
import type { Chain } from './chain.js';
import type { BoundMember, Lane } from './lane.js';
import type { LaneWriter } from './lane-codec.js';
import type { Memory } from './memory.js';
import type { Outbox } from './outbox.js';
import { PipelinedPromise } from './pipelined-promise.js';
import type { ChainPlace, Pipeline } from './pipelined-promise.js';
import { refusalOf, settleWith } from './settle-with.js';

/** What the frames of chains are added to, and who goes on with those that were interrupted. */
interface Calls {
  readonly pipeline: Pipeline;
  /** The outbox for functions that are no coroutines. */
  outbox(): Outbox;
  /** What the frame was lent is lent until the invocation has ended. */
  handOver(frame: number, id: number): void;
  /** Calls a member of Python's package beside the loop. */
  callBeside(member: BoundMember, args: readonly unknown[], limits: CallLimits | undefined): Promise<unknown>;
}

/** How a step's result is told, by numbers; from 1 on: the number of the step that has failed. */
const plain = 0;
/** A coroutine is before it: what the step is to do waits for that one's result. */
const deferred = -1;

type Results = readonly [states: readonly number[] | null, ...results: unknown[]];

/** Calls of members of results that have not come: further steps of one frame as long as that has not left, then frames of their own. */
export class ChainedCalls {
  private readonly lane: Lane;
  private readonly writer: LaneWriter;
  private readonly memory: Memory;
  private readonly calls: Calls;
  private gather: BoundMember = 0;
  private goOn: BoundMember = 0;

  constructor(lane: Lane, writer: LaneWriter, memory: Memory, calls: Calls) {
    this.lane = lane;
    this.writer = writer;
    this.memory = memory;
    this.calls = calls;
  }

  /**
   * Adds a step to the frame that `before` is a step of, which gives `member` of Python's package the result of that one.
   *
   * @returns undefined where the frame has left, or has no room
   */
  follow(
    before: PipelinedPromise,
    member: BoundMember,
    name: string,
    args: readonly unknown[],
  ): PipelinedPromise | undefined {
    const opened = PipelinedPromise.placeOf(before) >>> 1;
    const outbox = this.calls.outbox();
    const room = outbox.roomAfter(opened);
    const chain = PipelinedPromise.chainOf(before);
    if (room < 0 || chain.length >= mostSteps) return undefined;
    const promise = new PipelinedPromise(this.calls.pipeline, args);
    const { writer } = this;
    const start = writer.pos;
    // What is aligned in the frame is aligned here.
    const from = ((start + 7) & ~7) + (room & 7);
    writer.pos = from;
    try {
      this.memory.hasLent = false;
      this.lane.frames.writeFollowing(member, PipelinedPromise.stepOf(before), args, ownArguments);
      // Getters of the arguments may have called something meanwhile.
      if (outbox.roomAfter(opened) !== room) return undefined;
      if (this.memory.hasLent) this.calls.handOver(from, PipelinedPromise.idOf(before));
      if (!outbox.append(from, writer.pos, gatherBytes(chain.length + 1))) return undefined;
    } catch (error) {
      PipelinedPromise.goOn(promise, before, name);
      PipelinedPromise.fail(promise, withStep(error, this.placeOf(promise)));
      return promise;
    } finally {
      writer.pos = start;
    }
    PipelinedPromise.follow(promise, before, name);
    this.gather ||= this.lane.bind('graftwire.host:gather');
    outbox.onClosing(() => {
      this.appendGather(outbox, chain.length);
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
      outbox.append(from, writer.pos, 0);
    } finally {
      writer.pos = start;
    }
  }

  /** The same as {@link follow} in a frame of its own, when the result of `before` is there. */
  after(
    before: PipelinedPromise,
    member: BoundMember,
    name: string,
    args: readonly unknown[],
  ): PipelinedPromise {
    const promise = new PipelinedPromise(this.calls.pipeline, undefined);
    PipelinedPromise.goOn(promise, before, name);
    const limits = PipelinedPromise.limitsOf(before);
    const place = this.placeOf(promise);
    const failed =
      (at: ChainPlace) =>
      (error: unknown): void => {
        PipelinedPromise.fail(promise, withStep(error, at));
      };
    before.then(
      (value) => {
        this.calls.callBeside(member, [value, ...args], limits).then((result) => {
          PipelinedPromise.settle(promise, result);
        }, failed(place));
      },
      failed(this.placeOf(before)),
    );
    return promise;
  }

  /** The answer to a frame of a chain is there. */
  settle(chain: Chain, value: unknown): void {
    const [states, ...results] = value as Results;
    for (let step = 0; step < chain.length; step++) {
      const promise = chain.at(step);
      const state = states?.[step] ?? plain;
      const refused = state === plain ? refusalOf(results[step]) : undefined;
      if (refused !== undefined) this.failStep(chain, step, withStep(refused, this.placeOf(promise)));
      else if (state === plain) PipelinedPromise.settle(promise, results[step]);
      else if (state === deferred) this.continue(chain, step, results[step]);
      else this.failStep(chain, step, withStep(results[step], this.placeOf(chain.at(state))));
    }
  }

  /** The frame has failed as a whole. */
  fail(chain: Chain, error: unknown, step: number): void {
    const reason = withStep(PipelinedPromise.errorFor(chain.first, error), this.placeOf(chain.at(step)));
    for (let at = chain.length - 1; at >= 0; at--) this.failStep(chain, at, reason);
  }

  private failStep(chain: Chain, step: number, error: unknown): void {
    const promise = chain.at(step);
    // Whoever waits for it is told; nobody has to.
    if (chain.isTarget(step)) promise.catch(ignore);
    PipelinedPromise.fail(promise, error);
  }

  private placeOf(promise: PipelinedPromise): ChainPlace {
    const place = PipelinedPromise.placeIn(promise);
    return place.index > 0 ? place : { index: 0, name: this.lane.nameOf(PipelinedPromise.memberOf(promise)) };
  }

  /** What was to be done with a coroutine is done with what that gives. */
  private continue(chain: Chain, step: number, waiting: unknown): void {
    const promise = chain.at(step);
    const before = chain.targetOf(step)!;
    const limits = PipelinedPromise.limitsOf(before);
    const failed =
      (at: PipelinedPromise) =>
      (error: unknown): void => {
        this.failStep(chain, step, withStep(error, this.placeOf(at)));
      };
    before.then((value) => {
      this.goOn ||= this.lane.bind('graftwire.host:goOn');
      this.calls.callBeside(this.goOn, [waiting, value], limits).then((result) => {
        settleWith(promise, result);
      }, failed(promise));
    }, failed(before));
  }
}

/** Of the arguments of a member of Python's package so many are not the user's: how the result's member is accessed, and its name. */
export const ownArguments = 2;

/** Python takes 256 steps; one of them gathers. */
const mostSteps = 255;

function gatherBytes(steps: number): number {
  return 16 + 8 * steps;
}

/** Says in an error which step it is of, where it does not yet. */
function withStep(error: unknown, { index, name }: ChainPlace): unknown {
  if (error instanceof Error && !Object.hasOwn(error, 'step')) {
    Object.defineProperty(error, 'step', { value: { index, name }, configurable: true });
    sayCalledPlace(error, name);
  }
  return error;
}

const ignore = (): void => undefined;
