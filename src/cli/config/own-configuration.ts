import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The configuration that a Graft brings itself: what its installed package says, and else what `graft.load` goes by, its name and runtime.
 *
 * @param given what was written on the command line
 * @param graft the name that it means
 */
export function ownConfiguration(given: string, graft: string, folder: string): string {
  const runtime = graft.startsWith('graft.npm.') ? 'nodejs' : 'python';
  return (
    (given.startsWith('@graft/') ? packageDefault(given, folder) : undefined) ??
    `name=${graft};runtime=${runtime}`
  );
}

function packageDefault(name: string, folder: string): string | undefined {
  const source = join(folder, 'node_modules', name, 'index.js');
  if (existsSync(source)) return configIn(readFileSync(source, 'utf8'));
  return dirname(folder) === folder ? undefined : packageDefault(name, dirname(folder));
}

/** As the Generator writes it; the package itself is not run for it. */
function configIn(source: string): string | undefined {
  const literal = /\bconfig:\s*('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")/.exec(source)?.[1];
  if (literal === undefined) return undefined;
  const text = literal.slice(1, -1);
  return text.replace(/\\(.)/g, '$1');
}
