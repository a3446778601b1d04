import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Analysis } from '../../../../src/analyzer/analysis.js';
import { analyzeJavaScript } from '../../../../src/analyzer/javascript/analyze-javascript.js';

const modules = join(import.meta.dirname, '..', '..', '..', '..', 'node_modules');

/**
 * Analyses a module of which this is the text.
 * @param name its file name, which says the language
 * @param others further files, by their names
 */
export async function analyzed(
  text: string,
  name = 'module.ts',
  others: Readonly<Record<string, string>> = {},
): Promise<Analysis> {
  const folder = mkdtempSync(join(tmpdir(), 'analyzed-'));
  try {
    mkdirSync(join(folder, 'node_modules'));
    for (const used of ['typescript', '@types'])
      symlinkSync(join(modules, used), join(folder, 'node_modules', used));
    for (const [path, content] of Object.entries({ ...others, [name]: text })) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    return await analyzeJavaScript(`./${name}`, { from: `${folder}/` });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
