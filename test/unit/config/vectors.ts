import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { GraftConfiguration } from '../../../src/config/graft-configuration.js';

/** One file of test/vectors/config, which the tests in Python read, too. */
export function vectors<T>(file: string): T {
  const path = fileURLToPath(new URL(`../../vectors/config/${file}.json`, import.meta.url));
  return JSON.parse(readFileSync(path, 'utf8')) as T;
}

export interface SourceRow {
  readonly name: string;
  readonly text: string;
  readonly format?: 'text' | 'json' | 'yaml';
  readonly variables?: Readonly<Record<string, string>>;
  readonly graft?: string;
  readonly withoutYaml?: true;
  readonly configurations?: readonly GraftConfiguration[];
  readonly lines?: readonly number[];
  readonly error?: {
    readonly code: string;
    readonly path?: string;
    readonly says?: readonly string[];
    readonly hides?: readonly string[];
  };
}

export interface ResolutionRow {
  readonly name: string;
  readonly entries: readonly (readonly [string, 1 | 2 | 3 | 4 | 5 | 6, string, boolean])[];
  readonly config: string;
  readonly origins: Readonly<Record<string, string>>;
}

export interface PlacementRow extends Pick<SourceRow, 'name' | 'error'> {
  readonly own: readonly [module: string, runtime: string];
  readonly entries: readonly (readonly [string, number, string, boolean, string?])[];
  readonly module?: string;
  readonly runtime?: string;
  readonly isConfigured?: true;
  readonly folder?: string;
}
