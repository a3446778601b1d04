import type { BoundMember, Lane } from '../hypertube/lane.js';
import { RemoteObject } from '../hypertube/remote-object.js';
import { isValue } from '../hypertube/remote-value.js';
import type { UgmFunction } from '../model/ugm.js';
import { noPlace, placeOfKeywords, unknownPlace, withKeywords } from './keywords-place.js';
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
  readonly model: () => UgmFunction;
}

/**
 * Makes the JavaScript function of a Python one: `name` is Python's, `length` counts the positional parameters without a default. It
 * binds itself at its first call.
 *
 * Where it has keyword-only parameters, a plain object that stands right behind the positional ones is taken for them.
 * Nowhere else is a plain object anything but an argument.
 */
export function createFunction(lane: Lane, origin: FunctionOrigin): GraftFunction {
  const target = origin.target ?? 0;
  let member: BoundMember = 0;
  let keywordsPlace = unknownPlace;
  const callWithObject = (args: ArrayLike<unknown>): unknown => {
    if (keywordsPlace === unknownPlace) keywordsPlace = placeOfKeywords(origin.model());
    return lane.call(target, member, withKeywords(args, keywordsPlace));
  };
  // A method: like a built-in function it has no prototype and is no constructor. A switch over fixed numbers of arguments, since
  // collecting them in an array would cost more than writing them.
  const { invoke } = {
    invoke(this: void, a?: unknown, b?: unknown): unknown {
      if (member === 0 && target === 0) member = lane.bind(origin.fullName);
      switch (arguments.length) {
        case 0:
          return lane.call0(target, member);
        case 1:
          if (keywordsPlace !== noPlace && typeof a === 'object') return callWithObject(arguments);
          return lane.call1(target, member, a);
        case 2:
          if (keywordsPlace !== noPlace && typeof b === 'object') return callWithObject(arguments);
          return lane.call2(target, member, a, b);
        default:
          return keywordsPlace === noPlace ? lane.call(target, member, arguments) : callWithObject(arguments);
      }
    },
  };
  describeFunction(invoke, origin);
  return invoke;
}

/** Makes a method of the objects of a class, or of the class itself: like {@link createFunction}, of what it is called on. */
export function createMethod(lane: Lane, origin: FunctionOrigin): GraftFunction {
  let member: BoundMember = 0;
  let keywordsPlace = unknownPlace;
  const callWithObject = (target: number, args: ArrayLike<unknown>): unknown => {
    if (keywordsPlace === unknownPlace) keywordsPlace = placeOfKeywords(origin.model());
    return lane.call(target, member, withKeywords(args, keywordsPlace));
  };
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
        if (keywordsPlace !== noPlace && typeof a === 'object') return callWithObject(target, arguments);
        return lane.call1(target, member, a);
      case 2:
        if (keywordsPlace !== noPlace && typeof b === 'object') return callWithObject(target, arguments);
        return lane.call2(target, member, a, b);
      default:
        return keywordsPlace === noPlace
          ? lane.call(target, member, arguments)
          : callWithObject(target, arguments);
    }
  };
  describeFunction(invoke, origin);
  return invoke;
}
