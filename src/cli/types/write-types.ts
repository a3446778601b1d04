import { relative } from 'node:path';
import { GraftError } from '../../errors/graft-error.js';
import { moduleDeclaration } from '../../generator/npm/module-declaration.js';
import { analyzeArgument } from '../analysis/analyze-argument.js';
import { reportLosses } from '../analysis/report-losses.js';
import { writeIfChanged } from '../generate/write-if-changed.js';

/** A file of types, and what became of it. */
export interface WrittenTypes {
  /** From the working directory. */
  readonly path: string;
  readonly state: 'written' | 'unchanged';
}

/**
 * Writes the types of a Python file beside it: `stats.d.py.ts` for `stats.py`.
 *
 * @throws GraftError `invalid-source` for what is no Python file, and what the Analyzer throws
 */
export async function writeTypes(module: string, python: string | undefined): Promise<WrittenTypes> {
  if (!module.endsWith('.py')) {
    throw new GraftError('invalid-source', `${module} is no Python file.`, {
      remedy: 'Give a file that ends in .py; graftwire add makes a package of any other module.',
    });
  }
  const { analysis, path = module } = await analyzeArgument(module, python === undefined ? {} : { python });
  const target = path.replace(/\.py$/, '.d.py.ts');
  const isWritten = writeIfChanged(target, moduleDeclaration(analysis.model));
  reportLosses(analysis, undefined);
  return { path: relative('', target), state: isWritten ? 'written' : 'unchanged' };
}
