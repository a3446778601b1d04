// Says what the process has cost until its first result, and keeps it alive while its memory is read; the benchmark
// ends it. The same few bytes in every start script.
export async function hold(prefixOfPython) {
  if (process.env.BENCH_HOLD === undefined) process.exit(0);
  const { user, system } = process.cpuUsage();
  const prefix = process.env.BENCH_HOLD === 'ask' ? await prefixOfPython?.() : undefined;
  console.log(JSON.stringify({ cpuMicroseconds: user + system, prefix }));
  setTimeout(() => undefined, 60_000);
}
