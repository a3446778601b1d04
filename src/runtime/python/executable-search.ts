import { isAbsolute, join } from 'node:path';
import type { FileObserver } from './file-observer.js';

/**
 * The programs called `name` on PATH, in PATH's order, looked for as they are asked for. Relative and empty entries are
 * passed over: a Python that lies in the working directory by accident, or by someone's intent, is not started.
 */
export function* findOnPath(
  name: string,
  env: NodeJS.ProcessEnv,
  files: FileObserver,
): Generator<string, void> {
  const windows = process.platform === 'win32';
  const file = windows && !name.endsWith('.exe') ? `${name}.exe` : name;
  for (const directory of (env['PATH'] ?? env['Path'] ?? '').split(windows ? ';' : ':')) {
    if (!isAbsolute(directory)) continue;
    const path = join(directory, file);
    const status = files.status(path);
    if (status?.isFile() === true && (windows || (status.mode & 0o111) !== 0)) yield path;
  }
}
