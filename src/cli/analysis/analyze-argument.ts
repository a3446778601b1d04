import { join } from 'node:path';
import { Option } from 'commander';
import type { Analysis } from '../../analyzer/analysis.js';
import { analyzeJavaScript } from '../../analyzer/javascript/analyze-javascript.js';
import { analyzePython } from '../../analyzer/python/analyze-python.js';
import { packageFolder } from '../../binding/package-folder.js';
import { discoverPython } from '../../runtime/python/discover.js';
import { whileBusy } from '../console.js';
import { moduleArgument } from './module-argument.js';
import type { ModuleArgument } from './module-argument.js';

/** Options of each command that analyses a module. */
export interface AnalysisOptions {
  readonly python?: string;
  readonly report?: string;
}

export interface AnalyzedArgument extends ModuleArgument {
  readonly analysis: Analysis;
}

export function pythonOption(): Option {
  return new Option(
    '--python <python>',
    'an interpreter, a virtual environment or a command to analyse Python with',
  );
}

export function reportOption(): Option {
  return new Option('--report <file>', 'write there everything that could not be expressed');
}

/**
 * Analyses a module that was named on the command line. Python is imported by the Python that a program started here would get.
 *
 * @throws GraftError what {@link moduleArgument}, finding a Python and the Analyzers throw
 */
export async function analyzeArgument(text: string, { python }: AnalysisOptions): Promise<AnalyzedArgument> {
  const folder = process.cwd();
  const argument = moduleArgument(text, folder);
  const analysis = await whileBusy(`Analysing ${argument.source}`, async () =>
    argument.isPython
      ? analyzePython(argument.source, {
          from: folder,
          python: discoverPython({ python }).chosen.executable,
          hostFolder: join(packageFolder(), 'python-host'),
        })
      : analyzeJavaScript(argument.source, { from: folder }),
  );
  return { ...argument, analysis };
}
