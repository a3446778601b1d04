import type { Command } from 'commander';
import { Option } from 'commander';
import type { ModelChange, ModelDiff } from '../../model/diff-models.js';
import { diffModels } from '../../model/diff-models.js';
import { pythonOption } from '../analysis/analyze-argument.js';
import { paintOut, print, printJson } from '../console.js';
import { exitCodes } from '../failure.js';
import { versionOption } from '../generate/version-option.js';
import { readModel } from './read-model.js';

type Verdict = ModelDiff['verdict'];

/** From harmless to not. */
const verdicts: readonly Verdict[] = ['none', 'compatible', 'additive', 'breaking'];

interface DiffOptions {
  readonly version?: string;
  readonly failOn?: Verdict;
  readonly json?: true;
  readonly python?: string;
}

/** Adds `graftwire diff`. */
export function addDiff(program: Command): void {
  program
    .command('diff')
    .description('say what has changed between two models of a module, and whether callers have to care')
    .argument('<before>', 'a model (.json), the folder of a generated package, or a module')
    .argument('<after>', 'the same')
    .addOption(versionOption('of what was before: print the one that has to follow'))
    .addOption(
      new Option('--fail-on <verdict>', 'end with 1 where it is that or worse').choices(verdicts.slice(1)),
    )
    .option('--json', 'print changes and verdict as JSON')
    .addOption(pythonOption())
    .addHelpText(
      'after',
      `
Examples:
  $ graftwire diff stats-1.2.3.json ./stats.py --version 1.2.3
  $ graftwire diff grafts/pypi-stats ./stats.py --fail-on breaking`,
    )
    .action(async (before: string, after: string, { version, failOn, json, python }: DiffOptions) => {
      const diff = diffModels(await readModel(before, python), await readModel(after, python));
      const { verdict, changes } = diff;
      const next = version === undefined ? undefined : diff.nextVersion(version);
      if (json === true)
        printJson({ verdict, changes, ...(next === undefined ? {} : { nextVersion: next }) });
      else
        print(
          [...changes.map(lineOf), verdictText(verdict), ...(next === undefined ? [] : [next])].join('\n'),
        );
      if (failOn !== undefined && verdicts.indexOf(verdict) >= verdicts.indexOf(failOn)) {
        process.exitCode = exitCodes.failed;
      }
    });
}

function lineOf({ verdict, path, message }: ModelChange): string {
  const width = Math.max(...verdicts.map(({ length }) => length));
  const shade = verdict === 'breaking' ? 'bad' : 'faint';
  return `${paintOut(shade, verdict.padEnd(width))}  ${path}: ${message}`;
}

function verdictText(verdict: Verdict): string {
  const text = verdict === 'none' ? 'nothing has changed' : verdict;
  return paintOut(verdict === 'breaking' ? 'bad' : 'good', text);
}
