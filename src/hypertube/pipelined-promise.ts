import type { CallLimits } from './call-guards.js';
import { Chain } from './chain.js';
import type { LimitedCall } from './limited-call.js';
import { isProbed } from './probed-names.js';

/** Goes on with the result of a promise that may not have come yet. */
export interface Pipeline {
  /** What stands for a member of the result. */
  member(promise: PipelinedPromise, name: string): unknown;
  /** Iterates over the result. */
  iterate(promise: PipelinedPromise): AsyncIterator<unknown>;
}

type Settle = (value: unknown) => void;

const ignore = (): void => undefined;
let nextResolve: Settle = ignore;
let nextReject: Settle = ignore;
const capture = (resolve: Settle, reject: Settle): void => {
  nextResolve = resolve;
  nextReject = reject;
};

/** Where in a chain of calls something stands; the `step` of its errors. */
export interface ChainPlace {
  readonly index: number;
  readonly name: string;
}

/**
 * A promise of what an asynchronous invocation gives, whose members are those of the result: `orders()` of it invokes `orders` of the
 * result, where possible in the same frame.
 *
 * `await` takes it for a native promise, which it is: its `constructor` is Promise. Names that promises have (`then`, `catch`,
 * `finally`) are theirs.
 */
export class PipelinedPromise extends Promise<unknown> {
  readonly #pipeline: Pipeline;
  readonly #resolve: Settle;
  readonly #reject: Settle;
  /** What must live until the invocation has been executed. */
  #kept: unknown;
  /** Where the frame is, and its correlation id. */
  #place = 0;
  #id = 0;
  /** What is invoked. */
  readonly #member: number;
  /** What it is a step of; undefined for a whole invocation. */
  #chain: Chain | undefined;
  #step = 0;
  /** What it is a member of, where that is of another frame, and its name. */
  #before: readonly [before: PipelinedPromise, name: string] | undefined;
  #limited: LimitedCall | undefined;

  constructor(pipeline: Pipeline, kept: unknown, member = 0) {
    super(capture);
    this.#member = member;
    this.#pipeline = pipeline;
    this.#resolve = nextResolve;
    this.#reject = nextReject;
    // They hold the promise, and with it what it gives.
    nextResolve = nextReject = ignore;
    this.#kept = kept;
  }

  /** What ends the invocation before it is answered. */
  static limit(promise: PipelinedPromise, limited: LimitedCall): void {
    promise.#limited = limited;
  }

  static settle(promise: PipelinedPromise, value: unknown): void {
    promise.#limited?.settle();
    promise.#kept = undefined;
    promise.#place = -1;
    promise.#resolve(value);
  }

  static fail(promise: PipelinedPromise, error: unknown): void {
    promise.#limited?.settle();
    promise.#kept = undefined;
    promise.#place = -1;
    const reject = promise.#reject;
    // Whatever JavaScript has thrown, and Python given back.
    reject(PipelinedPromise.errorFor(promise, error));
  }

  static placeOf(promise: PipelinedPromise): number {
    return promise.#place;
  }

  static memberOf(promise: PipelinedPromise): number {
    return promise.#member;
  }

  static idOf(promise: PipelinedPromise): number {
    return promise.#id;
  }

  static setPlace(promise: PipelinedPromise, place: number, id: number): void {
    promise.#place = place;
    promise.#id = id;
  }

  /** The steps of the frame of a promise, of which it may be the only one yet. */
  static chainOf(promise: PipelinedPromise): Chain {
    return (promise.#chain ??= new Chain(promise));
  }

  /** The steps of a frame that has more than one. */
  static chainIn(promise: PipelinedPromise): Chain | undefined {
    return promise.#chain !== undefined && promise.#chain.length > 1 ? promise.#chain : undefined;
  }

  /** Which step of its frame a promise is of. */
  static stepOf(promise: PipelinedPromise): number {
    return promise.#step;
  }

  /** Lets `promise` be the next step of the frame that `before` is a step of. */
  static follow(promise: PipelinedPromise, before: PipelinedPromise, name: string): void {
    promise.#chain = PipelinedPromise.chainOf(before);
    promise.#step = promise.#chain.add(promise, name, before.#step);
    promise.#place = before.#place;
    promise.#id = before.#id;
    promise.#kept = [promise.#kept, before.#kept];
  }

  /** Lets `promise` be a step after `before` that has a frame of its own, for who asks which step has failed. */
  static goOn(promise: PipelinedPromise, before: PipelinedPromise, name: string): void {
    promise.#before = [before, name];
  }

  /** Which step a promise is of, counted from the first invocation that led to it, and the step's name. */
  static placeIn(promise: PipelinedPromise): ChainPlace {
    if (promise.#before !== undefined) {
      const [before, name] = promise.#before;
      return { index: PipelinedPromise.placeIn(before).index + 1, name };
    }
    const chain = promise.#chain;
    const target = chain?.targetOf(promise.#step);
    const name = chain?.nameOf(promise.#step) ?? '';
    return { index: target === undefined ? 0 : PipelinedPromise.placeIn(target).index + 1, name };
  }

  /** What limits the invocation that led to a promise. */
  static limitsOf(promise: PipelinedPromise): CallLimits | undefined {
    if (promise.#before !== undefined) return PipelinedPromise.limitsOf(promise.#before[0]);
    return (promise.#chain?.first ?? promise).#limited?.limits;
  }

  /** What a promise is rejected with for an error. */
  static errorFor(promise: PipelinedPromise, error: unknown): unknown {
    return promise.#limited === undefined ? error : promise.#limited.errorFor(error);
  }

  static isOne(value: object): value is PipelinedPromise {
    return #pipeline in value;
  }

  static pipelineOf(promise: PipelinedPromise): Pipeline {
    return promise.#pipeline;
  }
}

const prototype: object = PipelinedPromise.prototype;
// Own, so that looking them up does not get as far as the Proxy.
for (const name of ['then', 'catch', 'finally', Symbol.toStringTag] as const) {
  Object.defineProperty(prototype, name, Object.getOwnPropertyDescriptor(Promise.prototype, name)!);
}
Object.defineProperty(prototype, 'constructor', { value: Promise, writable: true, configurable: true });
Object.defineProperty(prototype, Symbol.asyncIterator, {
  value(this: PipelinedPromise) {
    return PipelinedPromise.pipelineOf(this).iterate(this);
  },
  writable: true,
  configurable: true,
});
Object.setPrototypeOf(
  prototype,
  // Promise.prototype is behind it, so that `instanceof Promise` gets there.
  new Proxy(Object.create(Promise.prototype) as object, {
    get(target, name, receiver: object) {
      if (typeof name === 'symbol' || name in target || !PipelinedPromise.isOne(receiver))
        return Reflect.get(target, name, receiver) as unknown;
      if (isProbed(name)) return undefined;
      return PipelinedPromise.pipelineOf(receiver).member(receiver, name);
    },
  }),
);
