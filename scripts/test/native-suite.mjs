import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildWithCMake } from '../build/cmake.mjs';
import { Explained, Missing } from '../build/explained.mjs';
import { root } from '../build/root.mjs';
import { runCommand } from '../build/run-command.mjs';

const fuzzFolder = join(root, 'test', 'native', 'fuzz');

async function runGoogleTests(folder, env, label) {
  const binary = join(folder, 'graftwire_tests');
  if (!existsSync(binary)) return [];
  const report = join(folder, 'report.json');
  mkdirSync(folder, { recursive: true });
  const { code, output } = await runCommand(binary, ['--gtest_brief=1', `--gtest_output=json:${report}`], {
    cwd: root,
    env,
  });
  process.stdout.write(output);
  let counts = { tests: 0, failures: 0, disabled: 0 };
  try {
    counts = JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    // The process died (a sanitizer ends it): no report, and the code below counts it.
  }
  const failed = counts.failures === 0 && (code !== 0 || counts.tests === 0) ? 1 : counts.failures;
  const passed = Math.max(0, counts.tests - counts.failures - counts.disabled);
  return [{ name: `C++ (GoogleTest${label})`, passed, failed, skipped: counts.disabled }];
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

/**
 * Native tests and the replay of the fuzzers' corpora, where CMake and GoogleTest are there.
 * @param {string} sanitizers for instance `address,undefined`; none when empty
 */
export async function runNativeSuite(sanitizers = '') {
  const label = sanitizers === '' ? '' : `, ${sanitizers}`;
  const name = `C++ (GoogleTest${label})`;
  const options = {
    GRAFTWIRE_ADDON: 'OFF',
    GRAFTWIRE_TESTS: 'ON',
    GRAFTWIRE_FUZZ: 'ON',
    GRAFTWIRE_SANITIZE: sanitizers,
  };
  const folderName = sanitizers === '' ? 'tests' : `tests-${sanitizers.replace(',', '-')}`;
  console.log(`building the native tests${label}`);
  let folder;
  try {
    folder = await buildWithCMake(folderName, {
      ...options,
      CMAKE_BUILD_TYPE: sanitizers === '' ? 'Debug' : 'RelWithDebInfo',
    });
  } catch (error) {
    if (!(error instanceof Explained)) throw error;
    console.log(error.message);
    return [
      error instanceof Missing ? { name, gap: error.message } : { name, passed: 0, failed: 1, skipped: 0 },
    ];
  }
  const env = {
    ...process.env,
    ASAN_OPTIONS: 'strict_string_checks=1:detect_stack_use_after_return=1:check_initialization_order=1',
    UBSAN_OPTIONS: 'print_stacktrace=1:halt_on_error=1',
    TSAN_OPTIONS: 'halt_on_error=1',
  };
  return [...(await runGoogleTests(folder, env, label)), ...(await replayCorpora(folder, env, label))];
}
