// node scripts/lint.mjs [--fix] [--only=<gate>]: formatters and checkers of all three languages, each to its end.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { explaining } from './build/explained.mjs';
import { root } from './build/root.mjs';
import { runCommand } from './build/run-command.mjs';
import { tool } from './build/tools.mjs';

const doesFix = process.argv.includes('--fix');
const only = process.argv.find((argument) => argument.startsWith('--only='))?.slice('--only='.length);

const isOurs = (path) => !/(^|\/)(node_modules|build|dist|\.cache|__pycache__)(\/|$)/.test(path);
const filesOf = (folder, pattern) =>
  readdirSync(join(root, folder), { recursive: true })
    .filter((path) => pattern.test(path) && isOurs(path))
    .map((path) => join(folder, path))
    .sort();

const bin = (name) => join(root, 'node_modules', '.bin', name);
const cxxFiles = () => ['native', 'test', 'bench'].flatMap((folder) => filesOf(folder, /\.(cc|h)$/));

const gates = {
  prettier: () => [bin('prettier'), doesFix ? '--write' : '--check', '--log-level=warn', '.'],
  eslint: () => [bin('eslint'), ...(doesFix ? ['--fix'] : []), '--max-warnings=0', '.'],
  'clang-format': async () => [
    await tool('clang-format'),
    ...(doesFix ? ['-i'] : ['--dry-run', '-Werror']),
    ...cxxFiles(),
  ],
  'ruff-format': async () => [await tool('ruff'), 'format', ...(doesFix ? [] : ['--check', '--diff']), '.'],
  'ruff-check': async () => [await tool('ruff'), 'check', ...(doesFix ? ['--fix'] : []), '.'],
  mypy: async () => [await tool('mypy')],
};

await explaining(async () => {
  for (const [name, command] of Object.entries(gates)) {
    if (only !== undefined && only !== name) continue;
    const [file, ...args] = await command();
    const { code } = await runCommand(file, args, { cwd: root, isShown: true });
    console.log(`${name}: ${code === 0 ? 'clean' : 'not clean'}`);
    if (code !== 0) process.exitCode = 1;
  }
});
