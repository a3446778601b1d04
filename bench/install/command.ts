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

/** The line of a build's output that names its cause: the compiler's, else the first that complains, else any. */
export function tellingLine(output: string): string | undefined {
  const lines = output.split('\n').filter((line) => line.replace(npmPrefix, '').trim() !== '');
  const telling =
    lines.find((line) => /fatal error:|: error:|command not found/.test(line)) ??
    lines.find((line) => npmPrefix.test(line) || /\berror\b/i.test(line)) ??
    lines[0];
  return telling?.replace(npmPrefix, '').trim();
}
