/** Promises that Python holds and has not waited for. */
const unobserved = new WeakSet<Promise<unknown>>();

const ignore = (): void => undefined;

/** Python gets a promise: whether its rejection is handled is for Python to say. */
export function holdPromise(promise: Promise<unknown>): void {
  if (unobserved.has(promise)) return;
  unobserved.add(promise);
  promise.then(ignore, ignore);
}

/** Python waits for it. */
export function observePromise(promise: Promise<unknown>): void {
  unobserved.delete(promise);
}

/** Python has given it up: a rejection that it has not waited for is one that nobody handles. */
export function dropPromise(promise: Promise<unknown>): void {
  if (unobserved.delete(promise)) void promise.then();
}
