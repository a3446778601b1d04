import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** True when what `file` marks was made from exactly these facts, so that it need not be made again. */
export function isUpToDate(file: string, facts: Readonly<Record<string, string>>): boolean {
  return existsSync(file) && readFileSync(file, 'utf8') === JSON.stringify(facts);
}

export function markUpToDate(file: string, facts: Readonly<Record<string, string>>): void {
  writeFileSync(file, JSON.stringify(facts));
}
