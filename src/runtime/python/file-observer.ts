import { statSync } from 'node:fs';
import type { Stats } from 'node:fs';

/** How files looked when something was concluded from them, by path: the conclusion holds while they look the same. */
export type Evidence = Readonly<Record<string, string>>;

/** Looks at files and remembers how they looked. Whatever a conclusion rests on is looked at through one of these. */
export class FileObserver {
  readonly #looks: Record<string, string> = {};

  /** As {@link fileStatus}. */
  status(path: string): Stats | undefined {
    const status = fileStatus(path);
    this.#looks[path] = lookOf(status);
    return status;
  }

  /** Whether something stands at `path`; that it changes makes no difference. */
  exists(path: string): boolean {
    const exists = fileStatus(path) !== undefined;
    this.#looks[path] ??= exists ? present : absent;
    return exists;
  }

  /** Takes over what another one saw. */
  adopt(evidence: Evidence): void {
    Object.assign(this.#looks, evidence);
  }

  get evidence(): Evidence {
    return this.#looks;
  }
}

/** Whether everything still looks as it did. */
export function stillHolds(evidence: Evidence): boolean {
  for (const path in evidence) {
    const status = fileStatus(path);
    const look = evidence[path];
    if (look !== lookOf(status) && (look !== present || status === undefined)) return false;
  }
  return true;
}

const absent = 'absent';
const present = 'present';

/** What stands at `path`, links followed; undefined for nothing, and for what may not be looked at. */
export function fileStatus(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** The inode tells apart what a link led to before and what it leads to now; the mode, whether it may be run. */
function lookOf(status: Stats | undefined): string {
  return status === undefined ? absent : `${status.mtimeMs}:${status.size}:${status.ino}:${status.mode}`;
}
