import { GraftError } from '../errors/graft-error.js';
import type { BoundMember, Lane } from '../hypertube/lane.js';
import { LaneThread } from '../hypertube/lane-thread.js';
import type { PipelinedPromise } from '../hypertube/pipelined-promise.js';
import { lazyReferenceOf, referenceOf } from '../hypertube/remote-object.js';
import { isValue } from '../hypertube/remote-value.js';
import { describeFunction } from './describe-function.js';
import type { FunctionOrigin } from './graft-function.js';
import { KeywordsPlace } from './keywords-place.js';
import { targetOf } from './target.js';

type AsyncFunction = (...args: readonly unknown[]) => PipelinedPromise;

/** The thread that functions of a kind are called on. */
export function threadOf(kind: string): LaneThread {
  return kind === 'async-function' ? LaneThread.loop : LaneThread.side;
}

const interfaces = new WeakSet<object>();

/** Notes that `value` is an asynchronous interface. */
export function markAsync<T extends object>(value: T): T {
  interfaces.add(value);
  return value;
}

/** Whether `value` is an asynchronous interface, or a function of one. */
export function isAsyncInterface(value: unknown): boolean {
  return interfaces.has(value as object);
}

/** Something of Python whose members are called asynchronously. */
export class AsyncTarget {
  readonly #object: object;

  constructor(object: object) {
    this.#object = object;
  }

  /** What an interface is of; anything else is itself. */
  static behind(value: object): object {
    return #object in value ? value.#object : value;
  }

  /** @throws GraftError `invalid-argument` where `value` is none */
  static objectOf(value: unknown, fullName: string): object {
    if (typeof value === 'object' && value !== null && #object in value) return value.#object;
    throw new GraftError('invalid-argument', `${fullName} is called without the object that it is of.`, {
      remedy: 'Call it as object.method(…), or bind it.',
    });
  }
}

/** The reference of an object that is called. */
export function referenceFor(object: object): number {
  const reference = referenceOf(object) || lazyReferenceOf(object);
  if (reference !== 0) return reference;
  throw new GraftError('unknown-reference', 'This object of Python has been released.');
}

/**
 * Makes the function of a Python one that is called on a thread of the lane, and gives a promise.
 *
 * @param thread where: coroutine functions on the loop, all others beside it
 * @param target the object that is called, where it is no member of a module
 */
export function createAsyncFunction(
  lane: Lane,
  origin: FunctionOrigin,
  thread: LaneThread,
  target?: object,
): AsyncFunction {
  let member: BoundMember = 0;
  const keywords = new KeywordsPlace(origin.model);
  const { invoke } = {
    invoke(this: void, ...args: readonly unknown[]): PipelinedPromise {
      const given = keywords.apply(args);
      if (target !== undefined)
        return lane.later.call(thread, referenceFor(target), 0, given, [target, args]);
      if (member === 0) member = lane.bind(origin.fullName);
      return lane.later.call(thread, 0, member, given);
    },
  };
  describeFunction(invoke, origin);
  return markAsync(invoke);
}

/** Makes a method of {@link AsyncTarget}s. */
export function createAsyncMethod(lane: Lane, origin: FunctionOrigin, thread: LaneThread): AsyncFunction {
  return createMethod(lane, origin, thread, (value) => {
    const object = AsyncTarget.objectOf(value, origin.fullName);
    return [referenceFor(object), object];
  });
}

/** Makes a coroutine method of the objects of a class themselves. */
export function createAsyncOwnMethod(
  lane: Lane,
  origin: FunctionOrigin,
): (...args: readonly unknown[]) => unknown {
  const method = createMethod(lane, origin, LaneThread.loop, (value) => [
    targetOf(value, origin.fullName),
    value as object,
  ]);
  const invoke = function (this: unknown, ...args: readonly unknown[]): unknown {
    return isValue(this) ? origin.onValue!(this, args) : Reflect.apply(method, this, args);
  };
  describeFunction(invoke, origin);
  return markAsync(invoke);
}

function createMethod(
  lane: Lane,
  origin: FunctionOrigin,
  thread: LaneThread,
  find: (value: unknown) => readonly [reference: number, object: object],
): AsyncFunction {
  let member: BoundMember = 0;
  const keywords = new KeywordsPlace(origin.model);
  const invoke = function (this: unknown, ...args: readonly unknown[]): PipelinedPromise {
    const [reference, object] = find(this);
    if (member === 0) member = lane.bind(origin.fullName);
    return lane.later.call(thread, reference, member, keywords.apply(args), [object, args]);
  };
  describeFunction(invoke, origin);
  return markAsync(invoke);
}
