import { relative } from 'node:path';
import type { Command } from 'commander';
import { analyzeArgument, pythonOption, reportOption } from '../analysis/analyze-argument.js';
import { reportLosses } from '../analysis/report-losses.js';
import { paintOut, print, printJson } from '../console.js';
import { generatePackage } from './generate-package.js';
import type { GeneratedPackage, GenerateOptions } from './generate-package.js';
import { targetOption } from './target.js';
import { versionOption } from './version-option.js';

/** Adds `graftwire generate`. */
export function addGenerate(program: Command): void {
  program
    .command('generate')
    .description('generate the package of a Graft: a typed client of a module')
    .argument('<module>', 'a file, python:<name>, npm:<name> or node:<name>')
    .addOption(targetOption())
    .option('--out <dir>', 'the folder of the package (default: grafts/<package>)')
    .addOption(
      versionOption('of the package (default: 0.1.0, then the next that follows from what has changed)'),
    )
    .addOption(reportOption())
    .option('--json', 'print what was generated as JSON')
    .addOption(pythonOption())
    .addHelpText(
      'after',
      `
Examples:
  $ graftwire generate ./stats.py
  $ graftwire generate python:statistics --out packages/statistics
  $ graftwire generate npm:lodash --for python --version 4.18.1`,
    )
    .action(async (module: string, { json, ...options }: GenerateOptions & { readonly json?: true }) => {
      const generated = generatePackage(await analyzeArgument(module, options), options);
      if (json === true) printJson(summaryOf(generated));
      else print(sentenceAbout(generated));
      reportLosses(generated.analysis, options.report);
    });
}

/** What was generated, as data. */
export function summaryOf({ analysis, ...generated }: GeneratedPackage): object {
  const { losses, coverage, stubs } = analysis;
  return { ...generated, folder: relative('', generated.folder), losses, coverage, stubs };
}

export function sentenceAbout({ name, version, folder, files, written }: GeneratedPackage): string {
  const state = written.length === 0 ? 'unchanged' : `${written.length} of ${files.length} files written`;
  return `${paintOut('strong', `${name} ${version}`)} in ${relative('', folder) || '.'}: ${state}`;
}
