import { Option } from 'commander';
import type { UgmModule } from '../../model/ugm.js';
import { graftNames } from '../../generator/graft-names.js';

/** Whose package is generated. */
export type Target = 'npm' | 'python';

export function targetOption(): Option {
  return new Option(
    '--for <language>',
    'whose package: npm or python (default: npm for a module of Python, python for one of JavaScript)',
  ).choices(['npm', 'python']);
}

/** That of the other language, unless one was named. */
export function targetOf({ runtime }: Pick<UgmModule, 'runtime'>, wanted: Target | undefined): Target {
  return wanted ?? (runtime === 'python' ? 'npm' : 'python');
}

/** What the package is called: `@graft/pypi-stats`, `graft-npm-inventory`. */
export function packageName(model: UgmModule, target: Target): string {
  return graftNames(model)[target];
}

/** The folder of a package in `./grafts`. */
export function folderName(model: UgmModule, target: Target): string {
  return packageName(model, target).replace(/^@graft\//, '');
}
