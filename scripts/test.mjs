// npm test: every suite that this machine can run, then what it could not, then one line of totals.
// node scripts/test.mjs [--only=unit|python|native|ring] [--sanitize=address,undefined]
import { runNativeSuite, runRingSuiteWithThreadSanitizer } from './test/native-suite.mjs';
import { runPythonSuites } from './test/python-suites.mjs';
import { runVitestSuite } from './test/vitest-suite.mjs';

const option = (name) =>
  process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(`--${name}=`.length);
const only = option('only');
const suites = {
  // First, because it builds the C++ half of what the TypeScript suite compares.
  native: () => runNativeSuite(option('sanitize')),
  ring: runRingSuiteWithThreadSanitizer,
  unit: () => runVitestSuite(),
  python: runPythonSuites,
};
if (only !== undefined && suites[only] === undefined) {
  console.error(`--only=${only}: there is ${Object.keys(suites).join(', ')}`);
  process.exit(2);
}

const results = [];
for (const [name, run] of Object.entries(suites)) {
  if (only === undefined || only === name) results.push(...(await run()));
}

console.log('');
for (const { name, passed, failed, skipped, gap } of results) {
  if (gap === undefined) console.log(`${name}: ${passed} passed, ${failed} failed, ${skipped} skipped`);
}
for (const { name, gap } of results) {
  if (gap !== undefined) console.log(`declared gap: ${name} (${gap})`);
}
const sum = (count) => results.reduce((total, result) => total + (result[count] ?? 0), 0);
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
process.exitCode = sum('failed') === 0 && sum('passed') > 0 ? 0 : 1;
