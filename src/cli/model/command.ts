import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { formatModel } from '../../model/format-model.js';
import { analyzeArgument, pythonOption, reportOption } from '../analysis/analyze-argument.js';
import type { AnalysisOptions } from '../analysis/analyze-argument.js';
import { reportLosses } from '../analysis/report-losses.js';
import { print } from '../console.js';

interface ModelOptions extends AnalysisOptions {
  readonly out?: string;
}

/** Adds `graftwire model`. */
export function addModel(program: Command): void {
  program
    .command('model')
    .description('print the model of a module: what it has, with its types (docs/ugm.md)')
    .argument('<module>', 'a file, python:<name>, npm:<name> or node:<name>')
    .option('--out <file>', 'write it there instead')
    .addOption(reportOption())
    .addOption(pythonOption())
    .addHelpText(
      'after',
      `
Examples:
  $ graftwire model ./stats.py
  $ graftwire model python:statistics --out statistics.json
  $ graftwire model npm:lodash --report losses.txt > lodash.json

The same module gives the same bytes on every run.`,
    )
    .action(async (module: string, { out, ...options }: ModelOptions) => {
      const { analysis } = await analyzeArgument(module, options);
      const text = formatModel(analysis.model);
      if (out === undefined) print(text);
      else writeFileSync(out, text);
      reportLosses(analysis, options.report);
    });
}
