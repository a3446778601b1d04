// As it was when this was loaded: tests replace it, and time then stands still. Not `performance`, which Node loads when it is first looked
// at: every start would pay for that.
const { hrtime } = process;

/** Milliseconds of a clock that only goes forward. */
export function now(): number {
  const [seconds, nanoseconds] = hrtime();
  return seconds * 1e3 + nanoseconds / 1e6;
}
