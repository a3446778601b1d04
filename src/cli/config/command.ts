import type { Command } from 'commander';
import { graftNameOf } from '../../config/graft-name.js';
import { GraftError } from '../../errors/graft-error.js';
import { explainConfiguration } from '../../runtime/configuration/graft-config.js';
import { note, print } from '../console.js';
import { doubtAbout } from './doubtful-graft.js';
import { ownConfiguration } from './own-configuration.js';

/** Adds `graftwire config explain`. */
export function addConfig(program: Command): void {
  const config = program.command('config').description('look at the configuration of Grafts');
  config
    .command('explain')
    .description('print every configuration found for a Graft, which one counts, and why')
    .argument(
      '<graft>',
      'its package, its name (graft.pypi.stats), or the module that is loaded (./stats.py)',
    )
    .addHelpText(
      'after',
      `
Examples:
  $ graftwire config explain @graft/pypi-pricing
  $ graftwire config explain ./stats.py

What a program sets with GraftConfig.setConfig is not seen here. Secrets are masked.`,
    )
    .action((graft: string) => {
      const name = graftNameOf(graft);
      if (name === undefined) {
        throw new GraftError('invalid-argument', `${graft} names no Graft.`, {
          remedy: 'Give a package (@graft/pypi-stats), a name (graft.pypi.stats) or a module (./stats.py).',
        });
      }
      const own = ownConfiguration(graft, name, process.cwd());
      const doubt = doubtAbout(graft, name, process.cwd(), own.folder !== undefined);
      const explanation = explainConfiguration(name, own.config, own.folder);
      if (doubt !== undefined) note(doubt);
      print(explanation);
    });
}
