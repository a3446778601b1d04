import type { Command } from 'commander';
import { join } from 'node:path';
import { analyzeArgument, pythonOption, reportOption } from '../analysis/analyze-argument.js';
import { reportLosses } from '../analysis/report-losses.js';
import { note, print, printJson } from '../console.js';
import { sentenceAbout, summaryOf } from '../generate/command.js';
import { generatePackage } from '../generate/generate-package.js';
import type { GenerateOptions } from '../generate/generate-package.js';
import { folderName, targetOf, targetOption } from '../generate/target.js';
import { addToNodeProject, nodeProjectFolder } from './node-project.js';
import { addToPythonProject, pythonProjectFolder } from './python-project.js';

interface AddOptions extends Omit<GenerateOptions, 'out' | 'version'> {
  readonly json?: true;
}

/** What `graftwire add` did to a project, in order, and what is left to do. */
export interface Addition {
  readonly done: readonly string[];
  readonly todo: readonly string[];
}

/** Adds `graftwire add`. */
export function addAdd(program: Command): void {
  program
    .command('add')
    .description('generate the package of a Graft into grafts/ and make it a dependency of this project')
    .argument('<module>', 'a file, python:<name>, npm:<name> or node:<name>')
    .addOption(targetOption())
    .addOption(reportOption())
    .option('--json', 'print what was done as JSON')
    .addOption(pythonOption())
    .addHelpText(
      'after',
      `
Examples:
  $ graftwire add ./stats.py          # import { mean } from '@graft/pypi-stats'
  $ graftwire add npm:lodash          # in a Python project: import graft_npm_lodash

No registry is asked. Once added, the same command brings the package up to date.`,
    )
    .action(async (module: string, { json, ...options }: AddOptions) => {
      const analyzed = await analyzeArgument(module, options);
      const { model } = analyzed.analysis;
      const target = targetOf(model, options.for);
      const root = target === 'npm' ? nodeProjectFolder(process.cwd()) : pythonProjectFolder(process.cwd());
      const out = join(root, 'grafts', folderName(model, target));
      const generated = generatePackage(analyzed, { ...options, for: target, out });
      const { done, todo } =
        target === 'npm' ? addToNodeProject(root, generated) : addToPythonProject(root, generated);
      if (json === true) printJson({ ...summaryOf(generated), done, todo });
      else print([sentenceAbout(generated), ...done].join('\n'));
      for (const line of json === true ? [] : todo) note(line);
      reportLosses(generated.analysis, options.report);
    });
}
