import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** This package as it is installed. */
export interface InstalledPackage {
  readonly version: string;
  /** Its root. */
  readonly directory: string;
}

/** Finds the package that this file belongs to: the bundle and the sources stand at different depths in it. */
export function installedPackage(): InstalledPackage {
  for (let directory = dirname(fileURLToPath(import.meta.url)); ; directory = dirname(directory)) {
    const content = readPackage(join(directory, 'package.json'));
    if (content?.name === 'graftwire') return { version: content.version ?? 'unknown', directory };
    if (directory === dirname(directory)) return { version: 'unknown', directory: process.cwd() };
  }
}

function readPackage(file: string): { readonly name?: string; readonly version?: string } | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as { name?: string; version?: string };
  } catch {
    return undefined;
  }
}
