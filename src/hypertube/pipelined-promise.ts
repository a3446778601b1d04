import type { LimitedCall } from './limited-call.js';

/** Goes on with the result of a promise that may not have come yet. */
export interface Pipeline {
  /** What stands for a member of the result. */
  member(promise: PipelinedPromise, name: string): unknown;
  /** Iterates over the result. */
  iterate(promise: PipelinedPromise): AsyncIterator<unknown>;
}

type Settle = (value: unknown) => void;

let nextResolve!: Settle;
let nextReject!: Settle;
const capture = (resolve: Settle, reject: Settle): void => {
  nextResolve = resolve;
  nextReject = reject;
};

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
  /** Promises of the earlier steps of the same frame. */
  #earlier: PipelinedPromise[] | undefined;
  #names: string[] | undefined;
  #limited: LimitedCall | undefined;

  constructor(pipeline: Pipeline, kept: unknown) {
    super(capture);
    this.#pipeline = pipeline;
    this.#resolve = nextResolve;
    this.#reject = nextReject;
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
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- whatever has been thrown
    promise.#reject(promise.#limited === undefined ? error : promise.#limited.errorFor(error));
  }

  static placeOf(promise: PipelinedPromise): number {
    return promise.#place;
  }

  static idOf(promise: PipelinedPromise): number {
    return promise.#id;
  }

  static setPlace(promise: PipelinedPromise, place: number, id: number): void {
    promise.#place = place;
    promise.#id = id;
  }

  /** Lets `promise` be the next step after `before`, in the same frame. */
  static follow(promise: PipelinedPromise, before: PipelinedPromise, name: string): void {
    promise.#earlier = [...(before.#earlier ?? []), before];
    promise.#names = [...(before.#names ?? ['']), name];
    promise.#place = before.#place;
    promise.#id = before.#id;
    promise.#kept = [promise.#kept, before.#kept];
  }

  static earlier(promise: PipelinedPromise): readonly PipelinedPromise[] | undefined {
    return promise.#earlier;
  }

  static stepName(promise: PipelinedPromise, step: number): string | undefined {
    return promise.#names?.[step];
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
  new Proxy(Promise.prototype, {
    get(target, name, receiver: object) {
      if (typeof name === 'symbol' || name in target || !PipelinedPromise.isOne(receiver))
        return Reflect.get(target, name, receiver) as unknown;
      return PipelinedPromise.pipelineOf(receiver).member(receiver, name);
    },
  }),
);
