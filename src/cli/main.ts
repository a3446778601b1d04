import { Command } from 'commander';
import { addDoctor } from './doctor/command.js';
import { packageVersion } from './package-version.js';

const program = new Command('graftwire')
  .description('Call code in another runtime as if it were your own.')
  .version(packageVersion())
  .showHelpAfterError('(graftwire --help lists what there is)');

addDoctor(program);

program.parse();
