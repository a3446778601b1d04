import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildWithCMake } from '../build/cmake.mjs';
import { Explained, Missing } from '../build/explained.mjs';
import { root } from '../build/root.mjs';
import { runCommand } from '../build/run-command.mjs';

const fuzzFolder = join(root, 'test', 'native', 'fuzz');

const sanitizerOptions = {
  ASAN_OPTIONS: 'strict_string_checks=1:detect_stack_use_after_return=1:check_initialization_order=1',
  UBSAN_OPTIONS: 'print_stacktrace=1:halt_on_error=1',
  TSAN_OPTIONS: 'halt_on_error=1',
};

async function runGoogleTests(folder, env, label, filter = '*') {
  const binary = join(folder, 'graftwire_tests');
  if (!existsSync(binary)) return [];
  const report = join(folder, 'report.json');
  mkdirSync(folder, { recursive: true });
  // The one of a run that died must not count for this one.
  rmSync(report, { force: true });
  const args = ['--gtest_brief=1', `--gtest_filter=${filter}`, `--gtest_output=json:${report}`];
  let { code, output } = await runCommand(binary, args, { cwd: root, env });
  // Linux may put a program where ThreadSanitizer has its shadow memory; without randomised addresses it does not.
  if (code !== 0 && output.includes('ThreadSanitizer: unexpected memory mapping')) {
    ({ code, output } = await runCommand('setarch', ['-R', binary, ...args], { cwd: root, env }));
  }
  process.stdout.write(output);
  let counts = { tests: 0, failures: 0, disabled: 0 };
  try {
    counts = JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    // The process died (a sanitizer ends it): no report, and the code below counts it.
  }
  const cases = (counts.testsuites ?? []).flatMap(({ testsuite }) => testsuite);
  const skipped = counts.disabled + cases.filter(({ result }) => result === 'SKIPPED').length;
  const failed = counts.failures === 0 && (code !== 0 || counts.tests === 0) ? 1 : counts.failures;
  const passed = Math.max(0, counts.tests - counts.failures - skipped);
  return [{ name: `C++ (GoogleTest${label})`, passed, failed, skipped }];
}

/** Every fuzz target over its corpus, one test each: what a fuzzer once found stays found. */
async function replayCorpora(folder, env, label) {
  const targets = existsSync(fuzzFolder)
    ? readdirSync(fuzzFolder).filter((name) => name.endsWith('_fuzzer.cc'))
    : [];
  let passed = 0;
  for (const target of targets) {
    const name = target.replace(/\.cc$/, '');
    const corpus = join(root, 'test', 'native', 'corpus', name.replace(/_fuzzer$/, ''));
    const { code, output } = await runCommand(join(folder, name), ['-runs=0', corpus], { cwd: root, env });
    console.log(`${name}: ${output.trim().split('\n').at(-1)}`);
    if (code === 0) passed += 1;
    else process.stdout.write(output);
  }
  return targets.length === 0
    ? []
    : [{ name: `C++ (corpus replay${label})`, passed, failed: targets.length - passed, skipped: 0 }];
}

/** The folder with the tests, or what became of them instead: a gap where something is missing here. */
async function buildTests(name, folderName, options) {
  try {
    const folder = await buildWithCMake(folderName, {
      GRAFTWIRE_ADDON: 'OFF',
      GRAFTWIRE_TESTS: 'ON',
      ...options,
    });
    return { folder, results: [] };
  } catch (error) {
    if (!(error instanceof Explained)) throw error;
    console.log(error.message);
    const isMissing = error instanceof Missing;
    return {
      results: [isMissing ? { name, gap: error.message } : { name, passed: 0, failed: 1, skipped: 0 }],
    };
  }
}

/**
 * Native tests and the replay of the fuzzers' corpora, where CMake and GoogleTest are there.
 * @param {string} sanitizers for instance `address,undefined`; none when empty
 */
export async function runNativeSuite(sanitizers = '') {
  const label = sanitizers === '' ? '' : `, ${sanitizers}`;
  const name = `C++ (GoogleTest${label})`;
  console.log(`building the native tests${label}`);
  const built = await buildTests(
    name,
    sanitizers === '' ? 'tests' : `tests-${sanitizers.replace(',', '-')}`,
    {
      GRAFTWIRE_FUZZ: 'ON',
      GRAFTWIRE_SANITIZE: sanitizers,
      CMAKE_BUILD_TYPE: sanitizers === '' ? 'Debug' : 'RelWithDebInfo',
    },
  );
  if (built.folder === undefined) return built.results;
  const env = { ...process.env, ...sanitizerOptions };
  return [
    ...(await runGoogleTests(built.folder, env, label)),
    ...(await replayCorpora(built.folder, env, label)),
  ];
}

async function hasThreadSanitizer(folder) {
  mkdirSync(folder, { recursive: true });
  const args = ['-fsanitize=thread', '-shared', '-x', 'c++', '/dev/null', '-o', join(folder, 'probe.so')];
  return (await runCommand(process.env.CXX ?? 'c++', args)).code === 0;
}

/**
 * The tests of native/ring once more, under ThreadSanitizer: two threads share that memory without a lock, and on the
 * processors that most of us have a wrong memory order goes unnoticed.
 */
export async function runRingSuiteWithThreadSanitizer() {
  const label = ' of the ring, thread';
  const name = `C++ (GoogleTest${label})`;
  console.log('building the native tests of the ring, thread');
  const folderName = 'tests-ring-thread';
  if (!(await hasThreadSanitizer(join(root, 'build', 'cmake', folderName)))) {
    return [{ name, gap: 'the compiler has no ThreadSanitizer' }];
  }
  const built = await buildTests(name, folderName, {
    GRAFTWIRE_FUZZ: 'OFF',
    GRAFTWIRE_SANITIZE: 'thread',
    GRAFTWIRE_TEST_LAYER: 'ring',
    // With the assertions; unoptimised it would take several times as long.
    CMAKE_BUILD_TYPE: 'Debug',
    CMAKE_CXX_FLAGS_DEBUG: '-O1',
  });
  if (built.folder === undefined) return built.results;
  // The search through the states of a ring has one thread.
  return runGoogleTests(built.folder, { ...process.env, ...sanitizerOptions }, label, '-RingStates.*');
}
