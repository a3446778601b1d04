/**
 * Prints what Python printed, where and in the order in which Node prints: through `process.stdout` and `process.stderr`, whoever has
 * replaced or piped them.
 */
export function writeOutput(descriptor: number, bytes: Uint8Array): void {
  const stream: NodeJS.WriteStream & { readonly _handle?: Handle | null } =
    descriptor === 2 ? process.stderr : process.stdout;
  // Node writes to a pipe without waiting, and puts aside what does not fit until its loop turns, which it does not while Python runs.
  // Waiting, as Python does, is only possible where nothing has been put aside yet.
  const handle = stream.writableLength === 0 ? stream._handle : undefined;
  const isWaiting = handle?.setBlocking?.(true) === 0;
  try {
    stream.write(bytes);
  } finally {
    if (isWaiting) handle.setBlocking?.(false);
  }
}

/** What Node's streams over pipes and sockets have, without saying so. */
interface Handle {
  setBlocking?(isBlocking: boolean): number;
}
