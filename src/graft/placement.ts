import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { graftNameOf } from '../config/graft-name.js';
import { placeModule } from '../config/placed-module.js';
import type { ResolvedConfiguration } from '../config/resolved-configuration.js';
import { GraftError } from '../errors/graft-error.js';
import { routeOf, type Route } from '../hypertube/router/route.js';
import { resolveConfiguration } from '../runtime/configuration/graft-config.js';
import { moduleNameOf, parseSource, type Source } from './source.js';

/** Where a module is, and how it is called. */
export interface Placement {
  /** The Graft's: `graft.pypi.stats`. */
  readonly name: string;
  readonly route: Route;
  readonly source: Source;
  /** What counts for it, and where each key of it stands. */
  readonly resolved: ResolvedConfiguration;
  /** Whether a configuration names the source: it is another one than the Graft's own. */
  readonly isConfigured: boolean;
  /** Which Python the configuration names, if it does. */
  readonly python: string | undefined;
}

/** What is to be placed. */
export interface Placeable {
  /** Absent: it is made of the source. */
  readonly name?: string;
  /** What is loaded where no configuration says otherwise. */
  readonly source: string | URL;
  readonly from?: string | URL | undefined;
  /** The Graft's own configuration, below all others. */
  readonly config?: string;
}

/**
 * Where the configuration puts a module.
 *
 * @throws GraftError `invalid-source`, and what a wrong configuration throws
 */
export function placeOf({ name, source, from, config }: Placeable): Placement {
  const own = parseSource(source, from);
  const graft = name ?? nameOf(own);
  const resolved = resolveConfiguration(graft, config ?? { name: graft, runtime: own.runtime });
  const { module, runtime, isConfigured, folder } = placeModule(resolved, {
    module: String(source),
    runtime: own.runtime,
  });
  // In a folder stands a file: the folder's name alone would be taken for one.
  const placed = isConfigured
    ? parseSource(module, folder === undefined ? undefined : join(folder, 'x'))
    : own;
  const { host, plugin, strict } = resolved.config;
  const hosts = host.map((one) =>
    one.kind === 'ipc' ? { ...one, path: pathIn('host', one.path, resolved) } : one,
  );
  return {
    name: graft,
    resolved,
    isConfigured,
    source: placed,
    route: routeOf({ runtime, host: hosts, plugin, strict }, 'nodejs'),
    python: pythonOf(resolved),
  };
}

function nameOf(source: Source): string {
  const ecosystem = source.runtime === 'python' ? 'pypi' : 'npm';
  return graftNameOf(`@graft/${ecosystem}-${moduleNameOf(source)}`) ?? `graft.${ecosystem}.module`;
}

/** A path in a configuration is relative to the file that it stands in, or to the working directory. */
function pathIn(key: 'host' | 'python', path: string, { origins }: ResolvedConfiguration): string {
  return resolve(origins.get(key)?.folder ?? '', path);
}

/** A name without a separator may be a command on PATH, and is a folder where there is one. */
function pythonOf(resolved: ResolvedConfiguration): string | undefined {
  const { python } = resolved.config;
  if (python === undefined) return undefined;
  const path = pathIn('python', python, resolved);
  return /[\\/]|^\./.test(python) || existsSync(join(path, 'pyvenv.cfg')) ? path : python;
}

/** What is missing or no module, where a configuration names it: with the source and line that do. */
export function blamed(error: unknown, resolved: ResolvedConfiguration, key: 'modules' | 'python'): unknown {
  if (!(error instanceof GraftError) || error.path !== undefined) return error;
  const { code, message, remedy } = error;
  const said = remedy === undefined ? message : message.slice(0, -remedy.length - 1);
  return new GraftError(code, said, {
    path: resolved.placeOf(key),
    ...(remedy === undefined ? {} : { remedy }),
    cause: error,
  });
}
