import { join } from 'node:path';
import { root } from '../build/root.mjs';
import { runCommand } from '../build/run-command.mjs';
import { foundPythons } from './found-pythons.mjs';

const countIn = (output, pattern) => Number(pattern.exec(output)?.[1] ?? 0);

async function runSuite({ executable, version }) {
  const { code, output } = await runCommand(
    executable,
    [
      '-B',
      '-W',
      'error::SyntaxWarning',
      '-m',
      'unittest',
      'discover',
      '--start-directory',
      'test/python',
      '--pattern',
      'test_*.py',
    ],
    { cwd: root, env: { ...process.env, PYTHONPATH: join(root, 'python-host') } },
  );
  const ran = countIn(output, /^Ran (\d+) tests?/m);
  const skipped = countIn(output, /^(?:OK|FAILED) \(.*?skipped=(\d+)/m);
  const failures =
    countIn(output, /^FAILED \(.*?failures=(\d+)/m) + countIn(output, /^FAILED \(.*?errors=(\d+)/m);
  // An interpreter that falls over, or finds no test, has failed without saying so in numbers.
  const failed = failures === 0 && (code !== 0 || ran === 0) ? 1 : failures;
  if (failed > 0) process.stdout.write(output);
  console.log(`Python ${version} (${executable}): ${ran} tests, ${failed} failed`);
  return {
    name: `Python ${version} (unittest, ${executable})`,
    passed: Math.max(0, ran - failures - skipped),
    failed,
    skipped,
  };
}

/** Python's own tests, under every CPython found. */
export async function runPythonSuites() {
  const name = 'Python (unittest)';
  const pythons = await foundPythons();
  if (pythons.length === 0) return [{ name, gap: 'no CPython 3.9 or later found' }];
  const results = [];
  for (const python of pythons) results.push(await runSuite(python));
  return results;
}
