import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The configuration that an installed Graft's package brings itself; undefined for what is no such package. */
export function packageDefault(name: string, folder: string): string | undefined {
  if (!name.startsWith('@graft/')) return undefined;
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
