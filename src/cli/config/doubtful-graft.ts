import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isGraftName } from '../../config/graft-name.js';
import { nearest } from '../../config/nearest.js';

/**
 * What is to be said of a Graft that may not be the one that is meant: a file that is not there, a package that is not installed, or a
 * misspelt name. Undefined where nothing speaks against it.
 *
 * @param given what was written on the command line
 * @param graft the name that it is taken for
 * @param isInstalled whether a package of this name was found
 */
export function doubtAbout(
  given: string,
  graft: string,
  folder: string,
  isInstalled: boolean,
): string | undefined {
  if (isGraftName(given.toLowerCase()) || /^(python|npm|node):/.test(given)) return undefined;
  if (/^(@graft\/|graft-)(pypi|npm)-/.test(given)) {
    return isInstalled || given.startsWith('graft-')
      ? undefined
      : `${given} is not installed here: what it says of itself is not known.`;
  }
  if (existsSync(pathOf(given, folder))) return undefined;
  const [first = '', ecosystem, ...module] = given.split('.');
  if (module.length > 0 && nearest(first, ['graft']) !== undefined && !/[\\/]/.test(given)) {
    const meant = ['graft', nearest(ecosystem!, ['pypi', 'npm']) ?? ecosystem, ...module].join('.');
    return `${given} is no name of a Graft, and is taken for a module: ${graft}. Did you mean ${meant}?`;
  }
  return `There is no ${given} here. A Graft of it would be ${graft}.`;
}

function pathOf(given: string, folder: string): string {
  try {
    return given.startsWith('file:') ? fileURLToPath(given) : resolve(folder, given);
  } catch {
    return given;
  }
}
