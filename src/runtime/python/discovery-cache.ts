import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, isTrustedFile, writeCacheFile } from '../../cache/cache-folder.js';
import { stillHolds } from './file-observer.js';
import type { Evidence } from './file-observer.js';
import { isTexts, isRecord } from './cached-shapes.js';

/** Raise it whenever the meaning of an entry, or a rule by which something was concluded, changes. */
const schema = 1;

/** Of each kind. What is started in many directories is what needs a limit. */
const maxEntries = 32;

/** What is remembered: how a start ended in this directory and environment, and what an interpreter is. */
export type CacheKind = 'starts' | 'interpreters';

/** Remembers between processes what was found, so that a start runs no child process. */
export interface DiscoveryCache {
  /** What is known under `key`, if it is whole and its evidence still holds. */
  get<Value>(
    kind: CacheKind,
    key: string,
    isValue: (value: unknown) => value is Value,
  ): Known<Value> | undefined;
  set(kind: CacheKind, key: string, value: unknown, evidence: Evidence): void;
  /** Writes what was set, at once and as a whole; a directory that cannot be written to is no error. */
  save(): void;
}

/** An entry of the cache. */
export interface Known<Value> {
  readonly value: Value;
  readonly evidence: Evidence;
}

/** The file of the cache; undefined where there is none (see {@link cacheFolder}). */
export function cacheFile(directory: string | undefined, env: NodeJS.ProcessEnv): string | undefined {
  const folder = cacheFolder(directory, env);
  return folder === undefined ? undefined : join(folder, 'python.json');
}

/** Opens the cache at `file`; without one, nothing is remembered. */
export function openDiscoveryCache(file: string | undefined): DiscoveryCache {
  const stored = file === undefined ? empty : readContent(file);
  const added: Content = { starts: [], interpreters: [] };
  return {
    get(kind, key, isValue) {
      const [, value, evidence] = stored[kind].find((entry) => isEntry(entry) && entry[0] === key) ?? [];
      const known = isValue(value) && isEvidence(evidence) && stillHolds(evidence);
      return known ? { value, evidence } : undefined;
    },
    set(kind, key, value, evidence) {
      added[kind].push([key, value, evidence]);
    },
    save() {
      if (file === undefined || added.starts.length + added.interpreters.length === 0) return;
      // Read again: another process may have added its own meanwhile. What is lost in the race left is found anew.
      const current = readContent(file);
      const content: Content = {
        starts: merge(current.starts, added.starts),
        interpreters: merge(current.interpreters, added.interpreters),
      };
      writeCacheFile(file, JSON.stringify({ schema, platform: platform(), ...content }));
    },
  };
}

type Entry = readonly [key: string, value: unknown, evidence: unknown];

interface Content {
  readonly starts: Entry[];
  readonly interpreters: Entry[];
}

const empty: Content = { starts: [], interpreters: [] };

function merge(current: readonly Entry[], added: readonly Entry[]): Entry[] {
  const others = current.filter((entry) => isEntry(entry) && !added.some(([key]) => key === entry[0]));
  return [...others, ...added].slice(-maxEntries);
}

function platform(): string {
  return `${process.platform}-${process.arch}`;
}

function readContent(file: string): Content {
  if (!isTrustedFile(file)) return empty;
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (!isRecord(content) || content['schema'] !== schema || content['platform'] !== platform())
      return empty;
    const { starts, interpreters } = content;
    return isEntries(starts) && isEntries(interpreters) ? { starts, interpreters } : empty;
  } catch {
    return empty;
  }
}

/** Of an array only: what is in it is judged when it is asked for. */
function isEntries(value: unknown): value is Entry[] {
  return Array.isArray(value);
}

function isEntry(value: unknown): value is Entry {
  return Array.isArray(value) && value.length === 3 && typeof value[0] === 'string';
}

function isEvidence(value: unknown): value is Evidence {
  return isRecord(value) && isTexts(value, Object.keys(value));
}
