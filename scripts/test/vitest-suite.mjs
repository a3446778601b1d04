import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../build/root.mjs';
import { runCommand } from '../build/run-command.mjs';

/**
 * Tests in TypeScript. A file that does not even load counts as one failure: vitest's own counts leave it out.
 * @param {{ name?: string, arguments?: readonly string[], env?: NodeJS.ProcessEnv }} options
 */
export async function runVitestSuite({ name = 'TypeScript (vitest)', arguments: more = [], env } = {}) {
  const report = join(root, 'build', 'test-results', 'vitest.json');
  mkdirSync(join(report, '..'), { recursive: true });
  rmSync(report, { force: true });
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const { code } = await runCommand(
    process.execPath,
    [vitest, 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...more],
    { cwd: root, env, isShown: true },
  );
  let counts;
  try {
    counts = JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    return [{ name, passed: 0, failed: 1, skipped: 0 }]; // vitest itself fell over; its output is above
  }
  const unloadable = counts.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  const failed = counts.numFailedTests + unloadable.length;
  return [
    {
      name,
      passed: counts.numPassedTests,
      // An error outside of any test (an unhandled rejection) fails the run too.
      failed: failed === 0 && code !== 0 ? 1 : failed,
      skipped: counts.numPendingTests + counts.numTodoTests,
    },
  ];
}
