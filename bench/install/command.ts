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

/** The first line of a build's output that names its cause. */
export function tellingLine(output: string): string | undefined {
  const lines = output.split('\n').map((line) => line.replace(/^npm (error|ERR!) ?/, '').trim());
  return (
    lines.find((line) => /fatal error:|: error:|command not found/.test(line)) ??
    lines.find(
      (line) => /\berror\b/i.test(line) && !/^(gyp|node-pre-gyp) ERR! (build )?error\s*$/i.test(line),
    ) ??
    lines.find((line) => line !== '')
  );
}
