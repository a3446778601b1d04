/** What `action` throws; it must throw an Error. */
export function failure(action: () => unknown): Error {
  let result: unknown;
  try {
    result = action();
  } catch (error) {
    if (error instanceof Error) return error;
    throw new Error(`not an Error was thrown: ${String(error)}`, { cause: error });
  }
  throw new Error(`nothing was thrown, but ${String(result)} returned`);
}
