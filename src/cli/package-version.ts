import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../binding/package-folder.js';

/** The version of this package as it is installed. */
export function packageVersion(): string {
  const manifest = readFileSync(join(packageFolder(), 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { readonly version: string }).version;
}
