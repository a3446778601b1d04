import { Command, CommanderError } from 'commander';
import { addAdd } from './add/command.js';
import { addCompletion } from './completion/command.js';
import { addConfig } from './config/command.js';
import { paintError } from './console.js';
import { addDiff } from './diff/command.js';
import { addDoctor } from './doctor/command.js';
import { exitCodes, failureText } from './failure.js';
import { addGenerate } from './generate/command.js';
import { addModel } from './model/command.js';
import { packageVersion } from './package-version.js';
import { addTypes } from './types/command.js';

/** Runs a command, and sets the exit code. */
export async function runCommandLine(argv: readonly string[]): Promise<void> {
  try {
    await commandLine().parseAsync(argv);
  } catch (error) {
    if (error instanceof CommanderError) {
      // Help and the version that were asked for are no failure.
      process.exitCode = error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
      return;
    }
    process.stderr.write(failureText(error, paintError));
    process.exitCode = exitCodes.failed;
  }
}

function commandLine(): Command {
  const program = new Command('graftwire')
    .description('Call code in another runtime as if it were your own.')
    .version(packageVersion())
    // A command's own --version is no question for this one's.
    .enablePositionalOptions()
    .exitOverride()
    .showHelpAfterError('(graftwire --help lists what there is)')
    .addHelpText(
      'after',
      `
Examples:
  $ graftwire types stats.py --watch     types for import { mean } from './stats.py'
  $ graftwire add python:statistics      a typed package of a module, as a dependency
  $ graftwire config explain ./stats.py  where a module runs, and why

Exit codes: 0 done, 1 failed, 2 wrong usage. More: docs/cli.md`,
    );
  addAdd(program);
  addGenerate(program);
  addTypes(program);
  addModel(program);
  addDiff(program);
  addConfig(program);
  addDoctor(program);
  addCompletion(program);
  return program;
}
