import { basename, dirname } from 'node:path';

/** The root of this package: the bundles stand in `dist`, one level below it, the sources two. No file is looked at. */
export function packageFolder(): string {
  const here = import.meta.dirname;
  const above = dirname(here);
  return basename(here) === 'dist' ? above : dirname(above);
}
