import type { Command } from 'commander';
import { paletteFor } from '../palette.js';
import { diagnose } from './diagnosis.js';
import { report } from './report.js';

/** Adds `graftwire doctor`. */
export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description(
      'say which Python would run in this Node process, and why; start it once to see that it does',
    )
    .option('--python <python>', 'an interpreter, a virtual environment or a command to judge instead')
    .option('--json', 'print the findings as JSON')
    .addHelpText('after', '\nThe exit code is 0 when Python runs, and 1 when it does not.')
    .action(({ python, json }: { readonly python?: string; readonly json?: boolean }) => {
      const diagnosis = diagnose(python);
      const text =
        json === true
          ? `${JSON.stringify(diagnosis, (_, value: unknown) => value ?? null, 2)}\n`
          : report(diagnosis, paletteFor(process.stdout, process.env));
      process.stdout.write(text);
      process.exitCode = diagnosis.usable ? 0 : 1;
    });
}
