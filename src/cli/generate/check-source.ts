import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { GraftError } from '../../errors/graft-error.js';
import type { GeneratedFile } from '../../generator/generated-file.js';

/**
 * A package that is there is of one module: another one of the same name, as that of a project in a subfolder, would take it over, and
 * whoever uses it would call something else.
 *
 * @throws GraftError `invalid-argument`
 */
export function checkSource(folder: string, files: readonly GeneratedFile[]): void {
  for (const { path, text } of files) {
    const file = join(folder, path);
    const after = sourceIn(text);
    if (after === undefined || !existsSync(file)) continue;
    const before = sourceIn(readFileSync(file, 'utf8'));
    if (before === undefined || before === after) continue;
    const home = dirname(file);
    throw new GraftError(
      'invalid-argument',
      `${folder} is the package of ${shown(before, home)}, and this is ${shown(after, home)}.`,
      {
        remedy:
          'Give one of the modules another name, or its package another folder (graftwire generate --out). Where the module has moved, remove the package first.',
      },
    );
  }
}

/** As the Generator writes it, for npm and for Python. */
function sourceIn(text: string): string | undefined {
  return /^\s*source(?::\s*|=)(['"])(.+)\1,/m.exec(text)?.[2];
}

function shown(source: string, home: string): string {
  return /^\.{0,2}[\\/]/.test(source) ? resolve(home, source) : source;
}
