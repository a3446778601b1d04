import { isAbsolute } from 'node:path';
import { ConfigPriority } from '../config/config-priority.js';
import { graftNameOf } from '../config/graft-name.js';
import type { GraftConfiguration } from '../config/graft-configuration.js';
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
  readonly configuration: GraftConfiguration;
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
  const { config: configuration, origins } = resolveConfiguration(
    graft,
    config ?? { name: graft, runtime: own.runtime },
  );
  const origin = origins.get('modules');
  const [configured, ...more] = configuration.modules ?? [];
  const isOwn = origin === undefined || origin.priority === ConfigPriority.GraftSpecificDefault;
  if (!isOwn && more.length > 0) {
    throw new GraftError('invalid-configuration', `${graft} is one module, and modules names several.`, {
      path: 'modules',
      remedy: 'Give each Graft a configuration of its own, with its name.',
    });
  }
  const placed = isOwn || configured === undefined ? own : parseSource(configured, folderOf(origin.source));
  const runtime = configuration.runtime ?? placed.runtime;
  const { host, plugin, strict } = configuration;
  return {
    name: graft,
    configuration,
    source: placed,
    route: routeOf({ runtime, host, plugin, strict }, 'nodejs'),
  };
}

function nameOf(source: Source): string {
  const ecosystem = source.runtime === 'python' ? 'pypi' : 'npm';
  return graftNameOf(`@graft/${ecosystem}-${moduleNameOf(source)}`) ?? `graft.${ecosystem}.module`;
}

/** What a path in a configuration is relative to: the file that it stands in, and the working directory for any other. */
function folderOf(source: string): string | undefined {
  return isAbsolute(source) ? source : undefined;
}
