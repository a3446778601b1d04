import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { note } from '../console.js';

/** Says what the project's tsconfig.json lacks, where it is certain: what it extends may have it. */
export function hintAtTsconfig(folder: string): void {
  const path = join(folder, 'tsconfig.json');
  if (existsSync(path)) {
    const text = readFileSync(path, 'utf8');
    if (!/"(allowArbitraryExtensions|extends)"/.test(text)) {
      note(`${path} needs "allowArbitraryExtensions": true in its compilerOptions.`);
    }
    return;
  }
  if (dirname(folder) !== folder) hintAtTsconfig(dirname(folder));
}
