// Says what the process has cost until its first result, and keeps it alive while its memory is read; the benchmark
// ends it, unless it is the one that is asked, which ends by itself. The same few bytes in every start script.
export async function hold(prefixOfPython) {
  if (process.env.BENCH_HOLD === undefined) process.exit(0);
  const { user, system } = process.cpuUsage();
  const isAsked = process.env.BENCH_HOLD === 'ask';
  const prefix = isAsked ? await prefixOfPython?.() : undefined;
  console.log(JSON.stringify({ cpuMicroseconds: user + system, prefix }));
  setTimeout(() => process.exit(0), isAsked ? 2000 : 60_000);
}
