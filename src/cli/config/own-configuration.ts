import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What a Graft brings itself. */
export interface OwnConfiguration {
  readonly config: string;
  /** Of its package, where that was found. */
  readonly folder?: string;
}

/**
 * The configuration that a Graft brings itself: what its installed package says, and else what `graft.load` goes by, its name and runtime.
 *
 * @param given what was written on the command line
 * @param graft the name that it means
 */
export function ownConfiguration(given: string, graft: string, folder: string): OwnConfiguration {
  const runtime = graft.startsWith('graft.npm.') ? 'nodejs' : 'python';
  return (
    (given.startsWith('@graft/') ? packageDefault(given, folder) : undefined) ?? {
      config: `name=${graft};runtime=${runtime}`,
    }
  );
}

function packageDefault(name: string, folder: string): OwnConfiguration | undefined {
  const found = join(folder, 'node_modules', name);
  if (existsSync(join(found, 'index.js'))) {
    const config = configIn(readFileSync(join(found, 'index.js'), 'utf8'));
    // A link's own folder: what its paths are relative to.
    return config === undefined ? undefined : { config, folder: realpathSync(found) };
  }
  return dirname(folder) === folder ? undefined : packageDefault(name, dirname(folder));
}

/** As the Generator writes it; the package itself is not run for it. */
function configIn(source: string): string | undefined {
  const literal = /\bconfig:\s*('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")/.exec(source)?.[1];
  if (literal === undefined) return undefined;
  const text = literal.slice(1, -1);
  return text.replace(/\\(.)/g, '$1');
}
