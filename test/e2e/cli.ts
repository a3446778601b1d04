import { join } from 'node:path';
import { packageRoot } from './project.js';
import type { Outcome, Project, RunOptions } from './project.js';

/** The command as it is shipped. */
export const cli = join(packageRoot, 'dist/cli.cjs');

/** No registry: what would ask one fails. */
const offline = {
  npm_config_registry: 'http://127.0.0.1:9',
  PIP_INDEX_URL: 'http://127.0.0.1:9',
  PIP_NO_INPUT: '1',
};

/** Runs `graftwire …` in a project. */
export function graftwire(
  project: Project,
  args: readonly string[],
  { env = {}, ...options }: RunOptions = {},
): Promise<Outcome> {
  return project.run(undefined, { ...options, env: { ...offline, ...env }, nodeArgs: [cli, ...args] });
}
