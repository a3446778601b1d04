import { GraftError } from '../errors/graft-error.js';
import type { Palette } from './palette.js';

/** How a command ends. */
export const exitCodes = { ok: 0, failed: 1, usage: 2 } as const;

/** What to do about what the system refuses. */
const remedies: Readonly<Record<string, string>> = {
  ENOENT: 'Check the path; the folder that a file is written to has to be there.',
  ENOTDIR: 'Check the path: a part of it is a file.',
  EISDIR: 'Name a file: this is a folder.',
  EACCES: 'Check who may read and write there, or choose another place.',
  EPERM: 'Check who may read and write there, or choose another place.',
  EROFS: 'Choose another place: nothing can be written there.',
  ENOSPC: 'Make room there, or choose another place.',
};

/** What went wrong, for the person at the terminal: what happened and what to do about it, without a stack where it is known what it is. */
export function failureText(error: unknown, paint: Palette): string {
  const head = paint('bad', 'error:');
  if (error instanceof GraftError) {
    const remedy = error.remedy;
    const message = plainMessage(error);
    return remedy === undefined
      ? `${head} ${message}\n`
      : `${head} ${message}\n${paint('strong', 'remedy:')} ${remedy}\n`;
  }
  if (error instanceof Error && 'syscall' in error) {
    const remedy = remedies[(error as NodeJS.ErrnoException).code ?? ''];
    return `${head} ${error.message}\n${remedy === undefined ? '' : `${paint('strong', 'remedy:')} ${remedy}\n`}`;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `${head} This should not happen. Please report it with what follows.\n${stack}\n`;
}

/** The message of an error without the remedy at its end. */
export function plainMessage({ message, remedy }: GraftError): string {
  return remedy !== undefined && message.endsWith(remedy) ? message.slice(0, -remedy.length).trim() : message;
}
