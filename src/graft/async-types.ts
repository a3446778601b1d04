/** What an asynchronous call gives: a promise that has the members of the result as well. */
export type AsyncResult<T> = Promise<Awaited<T>> &
  (Awaited<T> extends object ? AsyncMembers<Awaited<T>> : unknown);

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
export type AsyncInterface<T> = T extends new (...args: infer Arguments) => infer Result
  ? (new (...args: Arguments) => AsyncResult<Result>) &
      ((...args: Arguments) => AsyncResult<Result>) &
      AsyncMembers<T>
  : T extends (...args: infer Arguments) => infer Result
    ? (...args: Arguments) => AsyncResult<Result>
    : AsyncMembers<T>;
