/** What a promise is rejected with; it must be an Error. */
export async function rejection(promise: PromiseLike<unknown>): Promise<Error & { readonly step?: unknown }> {
  let result: unknown;
  try {
    result = await promise;
  } catch (error) {
    if (error instanceof Error) return error;
    throw new Error(`rejected with what is no Error: ${String(error)}`, { cause: error });
  }
  throw new Error(`not rejected, but given ${String(result)}`);
}
