import { dirname, isAbsolute, join } from 'node:path';
import { mkdirSync, renameSync, statSync, unlinkSync, writeFileSync } from 'node:fs';

/**
 * Where graftwire remembers things between processes: `directory`, else `GRAFT_CACHE`, else `$XDG_CACHE_HOME/graftwire`, else
 * `~/.cache/graftwire`. Undefined when `GRAFT_CACHE` is `off`, or there is no home.
 */
export function cacheFolder(directory: string | undefined, env: NodeJS.ProcessEnv): string | undefined {
  if (directory !== undefined) return directory;
  const named = env['GRAFT_CACHE'];
  if (named !== undefined && named !== '') return named === 'off' ? undefined : named;
  const xdg = env['XDG_CACHE_HOME'];
  if (xdg !== undefined && isAbsolute(xdg)) return join(xdg, 'graftwire');
  const home = env['HOME'] || env['USERPROFILE'] || homeDirectory();
  return home === undefined ? undefined : join(home, '.cache', 'graftwire');
}

/** Undefined for a user without an entry in the user database, as in many containers. */
function homeDirectory(): string | undefined {
  try {
    return process.getBuiltinModule('node:os').homedir();
  } catch {
    return undefined;
  }
}

/** Whether a file of the cache, and the folder that it stands in, are there and {@link isOurs ours}. */
export function isTrustedFile(file: string): boolean {
  return isOurs(file) && isOurs(dirname(file));
}

/**
 * Whether something is there and nobody else can write to it.
 *
 * Threat: what the cache has names a library that is loaded into this process, or is code itself. So a file that another user can write, or
 * put another one in place of (GRAFT_CACHE in /tmp, say), is as good as none.
 */
export function isOurs(path: string): boolean {
  try {
    const status = statSync(path, { throwIfNoEntry: false });
    if (status === undefined) return false;
    return process.getuid === undefined || (status.uid === process.getuid() && (status.mode & 0o002) === 0);
  } catch {
    return false;
  }
}

/**
 * Writes a file of the cache at once and as a whole, readable by us alone; a directory that cannot be written to is no error. It is on the disk before
 * it has its name, so that a machine that loses power leaves no file of which a part is missing: V8 does not look at what it is given.
 */
export function writeCacheFile(file: string, content: string | Uint8Array): void {
  const temporary = `${file}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(temporary, content, { flag: 'wx', mode: 0o600, flush: true });
    renameSync(temporary, file);
  } catch {
    try {
      unlinkSync(temporary);
    } catch {
      // It was never made, or the directory is gone.
    }
  }
}
