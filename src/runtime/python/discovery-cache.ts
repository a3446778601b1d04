import { mkdirSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { fileStatus } from './file-status.js';
import type { PythonInstallation } from './installation.js';
import type { Problem } from './problem.js';

/** Raise it whenever the meaning of an entry, or a rule by which an assessment was made, changes. */
const schema = 1;

/** More than the Pythons of a developer's machine; what a shim answers in many directories is what needs a limit. */
const maxEntries = 48;

/** What is remembered of one interpreter. */
export interface CacheEntry {
  readonly installation: PythonInstallation;
  readonly problem: Problem | undefined;
  /** How the files looked on which the entry stands: it is worth nothing once one looks different. */
  readonly evidence: Readonly<Record<string, string>>;
}

/** Remembers between processes what was found, so that a start runs no child process. */
export interface DiscoveryCache {
  /** The entry under `key`, if all of its evidence still holds. */
  get(key: string): CacheEntry | undefined;
  set(
    key: string,
    installation: PythonInstallation,
    problem: Problem | undefined,
    evidence: readonly string[],
  ): void;
  /** Writes what was set, at once and as a whole; a directory that cannot be written to is no error. */
  save(): void;
}

/**
 * The file of the cache: in `directory`, else in `GRAFT_CACHE`, else in `$XDG_CACHE_HOME/graftwire`, else in
 * `~/.cache/graftwire`. Undefined when `GRAFT_CACHE` is `off`.
 */
export function cacheFile(directory: string | undefined, env: NodeJS.ProcessEnv): string | undefined {
  const named = directory ?? (env['GRAFT_CACHE'] || undefined);
  if (named !== undefined)
    return directory === undefined && named === 'off' ? undefined : join(named, 'python.json');
  const xdg = env['XDG_CACHE_HOME'];
  if (xdg !== undefined && isAbsolute(xdg)) return join(xdg, 'graftwire', 'python.json');
  const home = (env['HOME'] || env['USERPROFILE']) ?? process.getBuiltinModule('node:os').homedir();
  return join(home, '.cache', 'graftwire', 'python.json');
}

/** Opens the cache at `file`; without one, nothing is remembered. */
export function openDiscoveryCache(file: string | undefined): DiscoveryCache {
  const entries = file === undefined ? [] : readEntries(file);
  const added = new Map<string, CacheEntry>();
  return {
    get(key) {
      const entry = added.get(key) ?? entries.find((pair) => pair[0] === key)?.[1];
      return isEntry(entry) && holds(entry) ? entry : undefined;
    },
    set(key, installation, problem, evidence) {
      const looks = Object.fromEntries(evidence.map((path) => [path, fingerprint(path)]));
      added.set(key, { installation, problem, evidence: looks });
    },
    save() {
      if (file === undefined || added.size === 0) return;
      // Read again: another process may have added its own meanwhile. What is lost in the race left is found anew.
      const others = readEntries(file).filter(([key, entry]) => !added.has(key) && isEntry(entry));
      writeEntries(file, [...others, ...added].slice(-maxEntries));
      added.clear();
    },
  };
}

/** An entry is judged when it is asked for: the others cost a start nothing. */
type StoredEntry = readonly [key: string, entry: unknown];

function holds(entry: CacheEntry): boolean {
  for (const path in entry.evidence) if (fingerprint(path) !== entry.evidence[path]) return false;
  return true;
}

function fingerprint(path: string): string {
  const status = fileStatus(path);
  return status === undefined ? 'absent' : `${status.mtimeMs}:${status.size}`;
}

function platform(): string {
  return `${process.platform}-${process.arch}`;
}

function readEntries(file: string): readonly StoredEntry[] {
  if (!isOurs(file) || !isOurs(dirname(file))) return [];
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (!isRecord(content) || content['schema'] !== schema || content['platform'] !== platform()) return [];
    const { entries } = content;
    return Array.isArray(entries) ? entries.filter(isStoredEntry) : [];
  } catch {
    return [];
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

function writeEntries(file: string, entries: readonly StoredEntry[]): void {
  const temporary = `${file}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(temporary, JSON.stringify({ schema, platform: platform(), entries }), {
      flag: 'wx',
      mode: 0o600,
    });
    renameSync(temporary, file);
  } catch {
    try {
      unlinkSync(temporary);
    } catch {
      // It was never made, or the directory is gone.
    }
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isStoredEntry(value: unknown): value is StoredEntry {
  return Array.isArray(value) && value.length === 2 && typeof value[0] === 'string';
}

function isEntry(value: unknown): value is CacheEntry {
  if (!isRecord(value)) return false;
  const { installation, problem, evidence } = value;
  return (
    isInstallation(installation) &&
    (problem === undefined || isTexts(problem, ['code', 'message', 'remedy'])) &&
    isRecord(evidence) &&
    isTexts(evidence, Object.keys(evidence))
  );
}

function isInstallation(value: unknown): boolean {
  if (!isTexts(value, ['executable', 'versionText', 'prefix', 'basePrefix'])) return false;
  const { version, library, venv, freeThreaded, debugBuild } = value;
  return (
    Array.isArray(version) &&
    version.length === 3 &&
    version.every(Number.isInteger) &&
    [library, venv].every((path) => path === undefined || typeof path === 'string') &&
    typeof freeThreaded === 'boolean' &&
    typeof debugBuild === 'boolean'
  );
}

function isTexts(value: unknown, keys: readonly string[]): value is Record<string, unknown> {
  return isRecord(value) && keys.every((key) => typeof value[key] === 'string');
}
