import { isAbsolute, join } from 'node:path';
import { fileStatus } from './file-status.js';

/**
 * Every program called `name` on PATH, in PATH's order. Relative and empty entries are passed over: a Python that lies
 * in the working directory by accident, or by someone's intent, is not started.
 */
export function findOnPath(name: string, env: NodeJS.ProcessEnv): string[] {
  const windows = process.platform === 'win32';
  const directories = (env['PATH'] ?? env['Path'] ?? '').split(windows ? ';' : ':').filter(isAbsolute);
  const file = windows && !name.endsWith('.exe') ? `${name}.exe` : name;
  return [...new Set(directories)].map((directory) => join(directory, file)).filter(isProgram);
}

/** Whether `path` is a file that may be run. */
export function isProgram(path: string): boolean {
  const stats = fileStatus(path);
  if (stats?.isFile() !== true) return false;
  return process.platform === 'win32' || (stats.mode & 0o111) !== 0;
}
