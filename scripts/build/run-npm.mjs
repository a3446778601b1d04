import { existsSync, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runCommand } from './run-command.mjs';

/** npm's own program: the one that runs this script, else the one on PATH. */
function npmProgram() {
  const running = process.env.npm_execpath;
  if (running?.endsWith('npm-cli.js')) return running;
  const found = (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'npm'))
    .find((path) => existsSync(path));
  return found && realpathSync(found);
}

/**
 * Runs npm under the running Node, wherever `options.env` has its PATH.
 * @returns {Promise<{ code: number, output: string }>} code 127 when there is no npm
 */
export async function runNpm(args, options) {
  const program = npmProgram();
  if (program === undefined) return { code: 127, output: 'npm is missing' };
  return runCommand(process.execPath, [program, ...args], options);
}
