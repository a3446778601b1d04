// Keeps the process alive while its memory is read; the benchmark ends it. The same few bytes in every start script.
export function hold() {
  if (process.env.BENCH_HOLD !== undefined) setTimeout(() => undefined, 60_000);
  else process.exit(0);
}
