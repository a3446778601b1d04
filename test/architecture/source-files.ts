import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

/** A file of the tree. */
export interface SourceFile {
  /** From the root, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** All files under `folder` whose name matches, in a stable order; made and installed ones left out. */
export function sourceFiles(folder: string, name: RegExp): readonly SourceFile[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        return /^(node_modules|build|dist|__pycache__|\..*)$/.test(entry.name) ? [] : sourceFiles(path, name);
      }
      return name.test(entry.name) ? [{ path, text: readFileSync(join(root, path), 'utf8') }] : [];
    });
}
