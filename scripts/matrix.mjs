// npm run matrix [-- --quick]: test/e2e under each supported Node, each with every CPython found that has a shared
// library (--quick: with one, the oldest and the newest of them in turn, and without what has little to do with the
// version of either). Nodes come from npm into .cache/node.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { explaining, Missing } from './build/explained.mjs';
import { root } from './build/root.mjs';
import { runCommand } from './build/run-command.mjs';
import { runNpm } from './build/run-npm.mjs';
import { foundPythons } from './test/found-pythons.mjs';

const nodeVersions = ['20.19', '22', '24'];
/** Memory, other people's modules, child processes that choose an interpreter for themselves. */
const leftOutWhenQuick = [
  'test/e2e/modules/**',
  ...[
    'choosing-python',
    'cli*',
    'doctor',
    'every-python',
    'example',
    'flat-memory',
    'generated-python*',
    'isolation',
    'large-values',
    'readme',
    'references',
    'several-copies',
    'test-runners',
    'vite',
  ].map((name) => `test/e2e/${name}.test.ts`),
];
const isQuick = process.argv.includes('--quick');

async function installNode(version) {
  const name = `node-${process.platform}-${process.arch}`;
  const folder = join(root, '.cache', 'node', version);
  const binary = join(folder, 'node_modules', name, 'bin', 'node');
  if (existsSync(binary)) return binary;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  const args = ['install', '--no-audit', '--no-fund', '--ignore-scripts', `${name}@${version}`];
  const { code, output } = await runNpm(args, { cwd: folder });
  if (code !== 0) throw new Missing(`npm could not install ${name}@${version}: ${output.trim()}`);
  return binary;
}

async function runSuite(node, python) {
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const report = join(root, 'build', 'test-results', 'matrix.json');
  rmSync(report, { force: true });
  const { code, output } = await runCommand(
    node,
    [
      ...[vitest, 'run', 'test/e2e', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
      ...(isQuick ? leftOutWhenQuick.flatMap((pattern) => ['--exclude', pattern]) : []),
    ],
    { cwd: root, env: { ...process.env, GRAFT_PYTHON: python.executable } },
  );
  if (code !== 0) process.stdout.write(output);
  return {
    isRight: code === 0,
    tests: existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')).numPassedTests : 0,
  };
}

await explaining(async () => {
  const all = (await foundPythons()).filter(({ shared }) => shared);
  if (all.length === 0) throw new Missing('No CPython 3.9 or later with a shared library was found.');
  let [passed, failed] = [0, 0];
  for (const [index, version] of nodeVersions.entries()) {
    const node = await installNode(version);
    for (const python of isQuick ? [all.at(index % 2 === 0 ? 0 : -1)] : all) {
      const { isRight, tests } = await runSuite(node, python);
      console.log(
        `${isRight ? 'ok' : 'FAILED'}: Node ${version}, Python ${python.version}: ${tests} tests (${python.executable})`,
      );
      if (isRight) passed += 1;
      else failed += 1;
    }
  }
  console.log(`${passed} passed, ${failed} failed`);
  if (failed > 0) process.exitCode = 1;
});
