import { Command } from 'commander';
import { addDoctor } from './doctor/command.js';
import { installedPackage } from './package.js';

const program = new Command('graftwire')
  .description('Call code in another runtime as if it were your own.')
  .version(installedPackage().version)
  .showHelpAfterError('(graftwire --help lists what there is)');

addDoctor(program);

program.parse();
