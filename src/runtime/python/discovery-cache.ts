import { mkdirSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { fileStatus, stillHolds } from './file-observer.js';
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

/**
 * The file of the cache: in `directory`, else in `GRAFT_CACHE`, else in `$XDG_CACHE_HOME/graftwire`, else in
 * `~/.cache/graftwire`. Undefined when `GRAFT_CACHE` is `off`, or there is no home.
 */
export function cacheFile(directory: string | undefined, env: NodeJS.ProcessEnv): string | undefined {
  const named = directory ?? (env['GRAFT_CACHE'] || undefined);
  if (named !== undefined)
    return directory === undefined && named === 'off' ? undefined : join(named, 'python.json');
  const xdg = env['XDG_CACHE_HOME'];
  if (xdg !== undefined && isAbsolute(xdg)) return join(xdg, 'graftwire', 'python.json');
  const home = env['HOME'] || env['USERPROFILE'] || homeDirectory();
  return home === undefined ? undefined : join(home, '.cache', 'graftwire', 'python.json');
}

/** Undefined for a user without an entry in the user database, as in many containers. */
function homeDirectory(): string | undefined {
  try {
    return process.getBuiltinModule('node:os').homedir();
  } catch {
    return undefined;
  }
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
      writeContent(file, {
        starts: merge(current.starts, added.starts),
        interpreters: merge(current.interpreters, added.interpreters),
      });
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
  if (!isOurs(file) || !isOurs(dirname(file))) return empty;
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

/**
 * Threat: the entries name a library that is loaded into this process. So a file that another user can write, or put
 * another one in place of (GRAFT_CACHE in /tmp, say), is as good as none.
 */
function isOurs(path: string): boolean {
  const status = fileStatus(path);
  if (status === undefined) return false;
  return process.getuid === undefined || (status.uid === process.getuid() && (status.mode & 0o002) === 0);
}

function writeContent(file: string, content: Content): void {
  const temporary = `${file}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const text = JSON.stringify({ schema, platform: platform(), ...content });
    writeFileSync(temporary, text, { flag: 'wx', mode: 0o600 });
    renameSync(temporary, file);
  } catch {
    try {
      unlinkSync(temporary);
    } catch {
      // It was never made, or the directory is gone.
    }
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
