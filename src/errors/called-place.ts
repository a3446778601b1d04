/**
 * Has an error say in its stack what was called, where it would have no frames at all: whoever calls asynchronously has none, and nothing of
 * the callee's ran where there is no such member, or the arguments do not fit. Without a frame Node prints no more of an error than its
 * title, in brackets.
 *
 * The stack is put into words when it is read.
 */
export function sayCalledPlace(error: unknown, name: string): void {
  if (!(error instanceof Error) || name === '') return;
  const read = Reflect.getOwnPropertyDescriptor(error, 'stack')?.get;
  if (read === undefined) return;
  Object.defineProperty(error, 'stack', {
    get() {
      const stack = Reflect.apply(read, error, []) as string;
      const whole = stack.includes('\n    at ') ? stack : `${stack}\n    at ${name} (called asynchronously)`;
      define(error, whole);
      return whole;
    },
    set(value: unknown) {
      define(error, value);
    },
    configurable: true,
    enumerable: false,
  });
}

function define(error: Error, value: unknown): void {
  Object.defineProperty(error, 'stack', { value, configurable: true, writable: true, enumerable: false });
}
