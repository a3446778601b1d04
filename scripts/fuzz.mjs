// npm run fuzz [-- --runs=N --seconds=S --only=value,frame,text --merge]: looks for inputs that break the C++ decoders, under
// libFuzzer with ASan and UBSan. Executions (1,000,000 unless set) or seconds are those of all targets together. An input
// that breaks one is written to build/fuzz and named; mend the fault and keep the input in test/native/corpus. --merge keeps
// there what the run has found to reach code that the corpus did not.
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildWithCMake } from './build/cmake.mjs';
import { explaining, Missing } from './build/explained.mjs';
import { root } from './build/root.mjs';
import { runCommand } from './build/run-command.mjs';
import { isOnPath } from './build/toolchain.mjs';
import { writeSeeds } from './fuzz/seeds.mjs';

const defaultRuns = 1_000_000;
/** What libFuzzer ends with when a signal ends it. */
const interruptedCode = 72;
const longestInputBytes = 4096;
const work = join(root, 'build', 'fuzz');

const option = (name) =>
  process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(`--${name}=`.length);
const doesMerge = process.argv.includes('--merge');

async function needClang() {
  if (isOnPath('clang++')) return;
  const packages = ['clang', 'libclang-rt-dev'];
  if (process.getuid?.() === 0 && isOnPath('apt-get')) {
    await runCommand('apt-get', ['update', '-qq']);
    const { code } = await runCommand('apt-get', [
      'install',
      '-y',
      '-qq',
      '--no-install-recommends',
      ...packages,
    ]);
    if (code === 0) return;
  }
  throw new Missing(
    `clang++ is missing, which has libFuzzer: install it with "apt-get install ${packages.join(' ')}".`,
  );
}

/** Runs one target, and merges what it has found where that is wanted. */
async function fuzz(folder, target, runs, seconds) {
  const binary = join(folder, `${target}_fuzzer`);
  const corpus = join(root, 'test', 'native', 'corpus', target);
  const grown = join(work, 'corpus', target);
  const seeds = join(work, 'seeds', target);
  for (const path of [corpus, grown]) mkdirSync(path, { recursive: true });
  writeSeeds(target, seeds);
  const flags = [
    `-max_len=${longestInputBytes}`,
    '-timeout=10',
    '-rss_limit_mb=2048',
    '-print_final_stats=1',
  ];
  const bounds = seconds === undefined ? [`-runs=${runs}`] : [`-max_total_time=${seconds}`];
  const artifacts = `-artifact_prefix=${join(work, `${target}-`)}`;
  // Blocks live for one execution: a long quarantine of them and deep stacks only cost time.
  const env = {
    ...process.env,
    ASAN_OPTIONS: 'quarantine_size_mb=16:malloc_context_size=4',
    UBSAN_OPTIONS: 'print_stacktrace=1:halt_on_error=1',
  };
  const { code, output } = await runCommand(binary, [...flags, ...bounds, artifacts, grown, corpus, seeds], {
    env,
  });
  const isInterrupted = code === interruptedCode;
  if (code !== 0 && !isInterrupted) process.stdout.write(output.slice(-20_000));
  // By code reached alone, not by how often: the corpus is in the repository and is to stay small.
  else if (doesMerge && !isInterrupted)
    await runCommand(binary, [...flags, '-merge=1', '-use_counters=0', corpus, grown, seeds], { env });
  const stat = (name) => Number(new RegExp(`^stat::${name}:\\s*(\\d+)`, 'm').exec(output)?.[1] ?? 0);
  return {
    verdict: code === 0 ? 'nothing found' : isInterrupted ? 'INTERRUPTED' : 'FOUND SOMETHING',
    isRight: code === 0,
    executions: stat('number_of_executed_units'),
    perSecond: stat('average_exec_per_sec'),
    inputs: existsSync(corpus) ? readdirSync(corpus).length : 0,
  };
}

await explaining(async () => {
  await needClang();
  const folder = await buildWithCMake('fuzz', {
    CMAKE_CXX_COMPILER: 'clang++',
    CMAKE_BUILD_TYPE: 'RelWithDebInfo',
    GRAFTWIRE_ADDON: 'OFF',
    GRAFTWIRE_FUZZ: 'ON',
    GRAFTWIRE_SANITIZE: 'address,undefined',
  });
  const targets = (option('only') ?? 'value,frame,text').split(',');
  const share = (total) => (total === undefined ? undefined : Math.ceil(Number(total) / targets.length));
  let failed = 0;
  for (const target of targets) {
    const runs = share(option('runs') ?? defaultRuns);
    const { isRight, verdict, executions, perSecond, inputs } = await fuzz(
      folder,
      target,
      runs,
      share(option('seconds')),
    );
    console.log(
      `${target}: ${verdict}, ${executions} executions, ${perSecond} a second, corpus of ${inputs}`,
    );
    if (!isRight) failed += 1;
  }
  console.log(`${targets.length - failed} passed, ${failed} failed`);
  if (failed > 0) process.exitCode = 1;
});
