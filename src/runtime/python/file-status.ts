import { statSync } from 'node:fs';
import type { Stats } from 'node:fs';

/** What stands at `path`, links followed; undefined for nothing, and for what may not be looked at. */
export function fileStatus(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
