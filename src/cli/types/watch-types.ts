import { watch } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { paintError, print } from '../console.js';
import { failureText } from '../failure.js';
import { hintAtTsconfig } from './tsconfig-hint.js';
import { writeTypes } from './write-types.js';

/** An editor writes a file in several steps. */
const settleMs = 50;

/** Writes types until it is interrupted. What is wrong with a file is said, and it is tried again when something has changed. */
export async function watchTypes(modules: readonly string[], python: string | undefined): Promise<void> {
  let isChanged = true;
  let wake: (() => void) | undefined;
  // Folders, not files: editors replace files. What a module imports often stands beside it.
  for (const folder of new Set(modules.map((module) => dirname(resolve(module))))) {
    watch(folder, (_, name) => {
      if (name !== null && !name.endsWith('.py')) return;
      isChanged = true;
      setTimeout(() => wake?.(), settleMs);
    });
  }
  hintAtTsconfig(process.cwd());
  for (;;) {
    while (isChanged) {
      isChanged = false;
      for (const module of modules) await writeOne(module, python);
    }
    await new Promise<void>((resolve) => (wake = resolve));
  }
}

async function writeOne(module: string, python: string | undefined): Promise<void> {
  try {
    const { path, state } = await writeTypes(module, python);
    if (state === 'written') print(`${path} written`);
  } catch (error) {
    process.stderr.write(failureText(error, paintError));
  }
}
