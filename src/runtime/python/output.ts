/**
 * Prints what Python printed, where and in the order in which Node prints: through `process.stdout` and `process.stderr`, whoever has
 * replaced or piped them.
 */
export function writeOutput(descriptor: number, bytes: Uint8Array): void {
  if (descriptor === 2) process.stderr.write(bytes);
  else process.stdout.write(bytes);
}
