import type { GraftObject } from './graft-module.js';

/** What an asynchronous call gives: a promise that has the members of the result as well; any, where nothing is known of it. */
export type AsyncResult<T> = Promise<Awaited<T>> &
  (unknown extends Awaited<T>
    ? AsyncMembers<GraftObject>
    : Awaited<T> extends object
      ? AsyncMembers<Awaited<T>>
      : unknown);

/** The members of something, each giving a promise. */
export type AsyncMembers<T> = {
  readonly [Name in Exclude<keyof T, keyof Promise<unknown>>]: T[Name] extends abstract new (
    ...args: never[]
  ) => unknown
    ? AsyncInterface<T[Name]>
    : T[Name] extends (...args: infer Arguments) => infer Result
      ? (...args: Arguments) => AsyncResult<Result>
      : AsyncResult<T[Name]>;
};

/** A module, class or object, or a function, with every call asynchronous; see `graft.async`. */
export type AsyncInterface<T> = T extends {
  new (...args: infer Arguments): infer Result;
  (...args: infer Given): infer Value;
}
  ? (new (...args: Arguments) => AsyncResult<Result>) &
      ((...args: Given) => AsyncResult<Value>) &
      AsyncMembers<T>
  : T extends new (...args: infer Arguments) => infer Result
    ? (new (...args: Arguments) => AsyncResult<Result>) &
        ((...args: Arguments) => AsyncResult<Result>) &
        AsyncMembers<T>
    : T extends (...args: infer Arguments) => infer Result
      ? (...args: Arguments) => AsyncResult<Result>
      : AsyncMembers<T>;
