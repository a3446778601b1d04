import type { BoundMember, Lane } from '../hypertube/lane.js';
import { RemoteObject } from '../hypertube/remote-object.js';
import { isValue } from '../hypertube/remote-value.js';
import { KeywordsPlace, type FunctionModel } from './keywords-place.js';
import { describeFunction } from './describe-function.js';
import { targetOf } from './target.js';

/** A member of a Python module that can be called. */
export type GraftFunction = (...args: never[]) => unknown;

/** What a function is made from. */
export interface FunctionOrigin {
  readonly name: string;
  /** What it is bound by. */
  readonly fullName: string;
  /** Reference of the function itself, where it is no member of a module. */
  readonly target?: number;
  /** Of a method: calls it on a value, which is no reference. */
  readonly onValue?: (value: object, args: readonly unknown[]) => unknown;
  /** Its model. Asked for when something depends on it, since describing a function takes longer than calling it. */
  readonly model: FunctionModel;
}

/**
 * Makes the JavaScript function of a Python one: `name` is Python's, `length` counts the positional parameters without a default. It
 * binds itself at its first call.
 *
 * A plain object that is the last argument is taken for keyword arguments where `keywordPlaces` (src/model) says: right behind the
 * positional parameters, or before, where it could be nothing else. Nowhere else is a plain object anything but an argument.
 */
export function createFunction(lane: Lane, origin: FunctionOrigin): GraftFunction {
  const target = origin.target ?? 0;
  let member: BoundMember = 0;
  const keywords = new KeywordsPlace(origin.model);
  const callWithObject = (args: ArrayLike<unknown>): unknown =>
    lane.call(target, member, keywords.apply(args));
  // A method: like a built-in function it has no prototype and is no constructor. A switch over fixed numbers of arguments, since
  // collecting them in an array would cost more than writing them.
  const { invoke } = {
    invoke(this: void, a?: unknown, b?: unknown): unknown {
      if (member === 0 && target === 0) member = lane.bind(origin.fullName);
      switch (arguments.length) {
        case 0:
          return lane.call0(target, member);
        case 1:
          if (typeof a === 'object' && keywords.mayBe(a)) return callWithObject(arguments);
          return lane.call1(target, member, a);
        case 2:
          if (typeof b === 'object' && keywords.mayBe(b)) return callWithObject(arguments);
          return lane.call2(target, member, a, b);
        default:
          return keywords.isNowhere ? lane.call(target, member, arguments) : callWithObject(arguments);
      }
    },
  };
  describeFunction(invoke, origin);
  return invoke;
}

/** Makes a method of the objects of a class, or of the class itself: like {@link createFunction}, of what it is called on. */
export function createMethod(lane: Lane, origin: FunctionOrigin): GraftFunction {
  let member: BoundMember = 0;
  const keywords = new KeywordsPlace(origin.model);
  const callWithObject = (target: number, args: ArrayLike<unknown>): unknown =>
    lane.call(target, member, keywords.apply(args));
  const invoke = function (this: unknown, a?: unknown, b?: unknown): unknown {
    let target = typeof this === 'object' && this !== null ? RemoteObject.referenceOf(this) : 0;
    if (target === 0) {
      if (isValue(this)) return origin.onValue!(this, Array.from(arguments));
      target = targetOf(this, origin.fullName);
    }
    if (member === 0) member = lane.bind(origin.fullName);
    switch (arguments.length) {
      case 0:
        return lane.call0(target, member);
      case 1:
        if (typeof a === 'object' && keywords.mayBe(a)) return callWithObject(target, arguments);
        return lane.call1(target, member, a);
      case 2:
        if (typeof b === 'object' && keywords.mayBe(b)) return callWithObject(target, arguments);
        return lane.call2(target, member, a, b);
      default:
        return keywords.isNowhere ? lane.call(target, member, arguments) : callWithObject(target, arguments);
    }
  };
  describeFunction(invoke, origin);
  return invoke;
}
