type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Takes a value of exactly this type: a call with any other one does not compile. */
export function expectType<Expected>(): <Actual>(
  value: Actual,
  ...differs: Same<Expected, Actual> extends true ? [] : [expected: Expected]
) => void {
  return () => undefined;
}
