import { toHex } from '../tagged.js';

/** A file of test/vectors: what it is about, and its rows. */
export interface VectorFile {
  readonly name: string;
  readonly about: string;
  readonly rows: readonly object[];
}

/** Any number of byte sequences and single bytes, behind each other, as hexadecimal. */
export function hex(...parts: readonly (number | string | readonly number[] | Uint8Array)[]): string {
  return parts
    .map((part) => {
      if (typeof part === 'string') return part.replaceAll(' ', '');
      return toHex(Uint8Array.from(typeof part === 'number' ? [part] : part));
    })
    .join('');
}

/** `text` so many times. */
export const times = (text: string, count: number): string => text.repeat(count);
