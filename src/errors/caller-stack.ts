/**
 * Gives an error a stack that begins at the caller of this package: the line that its reader looks for. It is taken now, behind
 * `below`, and put into words when it is read: most errors are caught by programs, which do not read it.
 *
 * @param words makes the whole stack of the frames, each a line as V8 writes it
 */
export function defineCallerStack(
  error: Error,
  below: ((...args: never[]) => unknown) | (abstract new (...args: never[]) => unknown),
  words: (frames: readonly string[]) => string,
): void {
  const limit = Error.stackTraceLimit;
  const here: { stack?: string } = {};
  // Not an assignment: where the intrinsics are frozen it would throw, and a shorter stack is no harm.
  Reflect.set(Error, 'stackTraceLimit', limit + mostOwnFrames);
  Error.captureStackTrace(here, below);
  Reflect.set(Error, 'stackTraceLimit', limit);
  Object.defineProperty(error, 'stack', {
    get() {
      const stack = words(callerFrames(String(here.stack)).slice(0, limit));
      define(error, stack);
      return stack;
    },
    set(value: unknown) {
      define(error, value);
    },
    configurable: true,
    enumerable: false,
  });
}

/** The line of the stack that calls this package, as V8 writes it but for `at`. */
export function callerPlace(): string {
  const limit = Error.stackTraceLimit;
  const here: { stack?: string } = {};
  Reflect.set(Error, 'stackTraceLimit', mostOwnFrames + 20);
  Error.captureStackTrace(here, callerPlace);
  Reflect.set(Error, 'stackTraceLimit', limit);
  return (callerFrames(String(here.stack))[0] ?? '').replace(/^ *at /, '');
}

/** Between the function that a user calls and the place that throws. */
const mostOwnFrames = 10;

function define(error: Error, value: unknown): void {
  Object.defineProperty(error, 'stack', { value, configurable: true, writable: true, enumerable: false });
}

function callerFrames(stack: string): string[] {
  const frames = stack.split('\n').filter((line) => line.startsWith('    at '));
  const caller = frames.findIndex((line) => !isOwn(line));
  // Below what the event loop has called there is no caller.
  if (caller < 0 || frames.slice(caller).every((line) => isOwn(line) || isNodes(line))) return [];
  return frames.slice(caller);
}

// The bundle stands in dist/, the sources that its source map names in src/.
const folder = /^(.*[\\/])(?:dist|src[\\/]errors)$/.exec(import.meta.dirname)?.[1];

function isNodes(line: string): boolean {
  return /\bnode:[\w/]+:\d+:\d+\)?$/.test(line);
}

function isOwn(line: string): boolean {
  if (folder === undefined) return false;
  const place = line.split(folder)[1];
  return place !== undefined && /^(?:dist|src)[\\/](?!examples[\\/])/.test(place);
}
