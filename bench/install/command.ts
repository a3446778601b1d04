import { spawnSync } from 'node:child_process';

/** Runs a command to its end with its output kept back; undefined when it went well, else the line that says why not. */
export function runQuietly(
  command: string,
  parameters: readonly string[],
  options: { readonly directory: string; readonly environment: NodeJS.ProcessEnv },
): string | undefined {
  const outcome = spawnSync(command, parameters, {
    cwd: options.directory,
    env: options.environment,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    shell: process.platform === 'win32',
  });
  if (outcome.error !== undefined) return outcome.error.message;
  if (outcome.status === 0) return undefined;
  return (
    tellingLine(`${outcome.stdout}\n${outcome.stderr}`) ?? `${command} ended with ${String(outcome.status)}`
  );
}

const npmPrefix = /^npm (error|ERR!) ?/;

// The most telling first: the compiler, make, node-gyp, then whatever complains, then npm's own summary.
const telling: readonly RegExp[] = [
  /fatal error:|: error:|command not found/,
  /^make(\[\d+\])?: \*\*\*/,
  /ERR! stack Error/,
  /^(?!code |path |command ).*\berror\b/i,
  /^code /,
];

/** The line of a build's output that names its cause. */
export function tellingLine(output: string): string | undefined {
  const lines = output
    .split('\n')
    .map((line) => line.replace(npmPrefix, '').trim())
    .filter((line) => line !== '');
  for (const pattern of telling) {
    const line = lines.find((candidate) => pattern.test(candidate));
    if (line !== undefined) return line;
  }
  return lines[0];
}
