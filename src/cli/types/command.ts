import type { Command } from 'commander';
import { pythonOption } from '../analysis/analyze-argument.js';
import { print } from '../console.js';
import { hintAtTsconfig } from './tsconfig-hint.js';
import { watchTypes } from './watch-types.js';
import { writeTypes } from './write-types.js';

interface TypesOptions {
  readonly watch?: true;
  readonly python?: string;
}

/** Adds `graftwire types`. */
export function addTypes(program: Command): void {
  program
    .command('types')
    .description('write the types of Python files beside them, for import in TypeScript')
    .argument('<module.py...>', 'the files; stats.py gets stats.d.py.ts')
    .option('--watch', 'go on, and write them again whenever a Python file beside them changes')
    .addOption(pythonOption())
    .addHelpText(
      'after',
      `
Examples:
  $ graftwire types stats.py
  $ graftwire types src/*.py --watch

TypeScript finds them where tsconfig.json has "allowArbitraryExtensions": true.`,
    )
    .action(async (modules: readonly string[], { watch, python }: TypesOptions) => {
      if (watch === true) {
        await watchTypes(modules, python);
        return;
      }
      for (const module of modules) {
        const { path, state } = await writeTypes(module, python);
        print(`${path} ${state}`);
      }
      hintAtTsconfig(process.cwd());
    });
}
