/** What is done with a member of a value: `MemberAccess.of`. */
type MemberOf = (value: unknown, access: number, name: string, ...args: readonly unknown[]) => unknown;
type Args = readonly [access: number, name: string, ...args: unknown[]];

/** How a step's result is told, as src/hypertube/chained-calls.ts has it; from 1 on: the number of the step that has failed. */
const plain = 0;
const deferred = -1;

/** The result of a step that has thrown, and of those that depend on it. */
class Failed {
  readonly error: unknown;

  constructor(error: unknown) {
    this.error = error;
  }
}

/** A step whose target is what a promise will give. */
class Deferred {
  readonly args: Args;

  constructor(args: Args) {
    this.args = args;
  }
}

/** Steps behind the first do not throw: what comes after one that failed, or has to wait for a promise, says so instead. */
export function memberOfStep(memberOf: MemberOf, value: unknown, args: Args): unknown {
  if (value instanceof Promise || value instanceof Deferred) return new Deferred(args);
  if (value instanceof Failed) return value;
  try {
    return memberOf(value, ...args);
  } catch (error) {
    return new Failed(error);
  }
}

/** Does what had to wait for a promise, which has given `value`. */
export function goOn(memberOf: MemberOf, step: unknown, value: unknown): unknown {
  if (step instanceof Deferred) return memberOf(value, ...step.args);
  throw new TypeError('This is no step that waits.');
}

/** The results of all steps of a frame, and before them how each is meant; null where all are values. */
export function gather(results: readonly unknown[]): readonly unknown[] {
  let states: number[] | null = null;
  const failed = new Map<unknown, number>();
  const given = results.map((result, step) => {
    let state: number = plain;
    let told = result;
    if (result instanceof Failed) {
      if (!failed.has(result)) failed.set(result, step);
      state = failed.get(result)!;
      told = result.error;
    } else if (result instanceof Deferred) state = deferred;
    if (state !== plain) {
      states ??= results.map(() => plain);
      states[step] = state;
    }
    return told;
  });
  return [states, ...given];
}
