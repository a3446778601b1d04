import { cpSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';

/**
 * A copy of all that compiling the addon takes, at .cache/<name>, for builds that must start from nothing while others
 * use the build/ of the tree.
 * @returns {string} its path
 */
export function stageSources(name) {
  const staging = join(root, '.cache', name);
  rmSync(staging, { recursive: true, force: true });
  mkdirSync(staging, { recursive: true });
  for (const entry of ['package.json', 'binding.gyp', 'native']) {
    cpSync(join(root, entry), join(staging, entry), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(staging, 'node_modules'));
  return staging;
}
