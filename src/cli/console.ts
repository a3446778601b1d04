import { paletteFor } from './palette.js';
import type { Palette } from './palette.js';

/** Where a command writes: what it was asked for to standard output, everything else to standard error. */
export const paintOut: Palette = paletteFor(process.stdout, process.env);
export const paintError: Palette = paletteFor(process.stderr, process.env);

export function print(text: string): void {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
}

export function printJson(value: unknown): void {
  print(JSON.stringify(value, undefined, 2));
}

export function note(text: string): void {
  process.stderr.write(`${paintError('faint', 'note:')} ${text}\n`);
}

/** Says what takes long, while it does, to a person only. */
export async function whileBusy<T>(text: string, work: () => Promise<T>): Promise<T> {
  if (!process.stderr.isTTY) return work();
  process.stderr.write(paintError('faint', `${text} …`));
  try {
    return await work();
  } finally {
    // Back to the beginning of the line, and away with it.
    process.stderr.write('\r\u001b[K');
  }
}
