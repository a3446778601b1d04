import { GraftError } from '../errors/graft-error.js';
import type { GraftErrorCode } from '../errors/codes.js';
import { ConfigPriority } from './config-priority.js';
import type { ConfiguredRuntime, ConfigurationKey } from './graft-configuration.js';
import type { ResolvedConfiguration } from './resolved-configuration.js';
import { maskSecrets } from './secrets.js';

/** The module that a Graft is of, as its configuration has it. */
export interface PlacedModule {
  /** `./stats.py`, `python:statistics`, `npm:lodash`. */
  readonly module: string;
  readonly runtime: ConfiguredRuntime;
  /** Whether a configuration names it, above the Graft's own default. */
  readonly isConfigured: boolean;
  /** What a relative path in the configuration is relative to; undefined: to the working directory. */
  readonly folder: string | undefined;
}

/**
 * Which module a Graft is of.
 *
 * @param own what it is where no configuration says otherwise
 * @throws GraftError `invalid-configuration`
 */
export function placeModule(
  resolved: ResolvedConfiguration,
  own: { readonly module: string; readonly runtime: ConfiguredRuntime },
): PlacedModule {
  const { name, config, origins } = resolved;
  const origin = origins.get('modules');
  const [configured, ...more] = config.modules ?? [];
  const isConfigured =
    configured !== undefined &&
    origin !== undefined &&
    origin.priority !== ConfigPriority.GraftSpecificDefault;
  if (isConfigured && more.length > 0) {
    throw placementFault(
      resolved,
      'modules',
      `${name} is one module, and modules names several.`,
      'Give each Graft a configuration of its own, with its name.',
    );
  }
  const module = isConfigured ? configured : own.module;
  const moduleRuntime = isConfigured ? runtimeOf(module, resolved) : own.runtime;
  const runtime = config.runtime ?? moduleRuntime;
  if (runtime !== moduleRuntime && isInProcess(resolved)) throw mismatch(resolved, module, runtime);
  return { module, runtime, isConfigured, folder: isConfigured ? origin.folder : undefined };
}

/** @throws GraftError `unimplemented` for a host that this version cannot reach */
export function checkReached(resolved: ResolvedConfiguration): void {
  if (isInProcess(resolved)) return;
  const { name, config } = resolved;
  const key = config.plugin === undefined ? 'host' : 'plugin';
  const what = key === 'plugin' ? `plugin=${config.plugin ?? ''}` : `host=${config.host[0]?.kind ?? ''}://…`;
  throw placementFault(
    resolved,
    key,
    `${name} is configured with ${what}, which this version cannot reach yet.`,
    'Use host=inMemory or host=loopback.',
    'unimplemented',
  );
}

/** What is wrong with the place of a Graft, at the source and line that say it. */
export function placementFault(
  resolved: ResolvedConfiguration,
  key: ConfigurationKey,
  message: string,
  remedy: string,
  code: GraftErrorCode = 'invalid-configuration',
): GraftError {
  const why = `graftwire config explain ${resolved.name} says what else there is.`;
  return new GraftError(code, message, { path: resolved.placeOf(key), remedy: `${remedy} ${why}` });
}

function isInProcess({ config }: ResolvedConfiguration): boolean {
  const kind = config.host[0]?.kind ?? 'inMemory';
  return config.plugin === undefined && (kind === 'inMemory' || kind === 'loopback');
}

/** Whose module a source names, by the rules of `graft.load`. */
function runtimeOf(module: string, resolved: ResolvedConfiguration): ConfiguredRuntime {
  const scheme = /^([a-z][a-z+.-]+):/i.exec(module)?.[1];
  if (scheme === 'npm' || scheme === 'node') return 'nodejs';
  if (scheme === 'python') return 'python';
  if (scheme !== undefined && scheme !== 'file') {
    throw placementFault(
      resolved,
      'modules',
      `${maskSecrets(module)} is of a kind that cannot be loaded.`,
      'Write a path, python:module, npm:package or node:module.',
    );
  }
  const isJavaScript = /\.[cm]?[jt]sx?$/.test(module);
  if (isJavaScript || /^\.|[\\/]|\.py$/.test(module)) return isJavaScript ? 'nodejs' : 'python';
  throw placementFault(
    resolved,
    'modules',
    `${module} may be a module or a path.`,
    `Write python:${module} for the module of Python, npm:${module} for the package of npm, or ./${module} for the path.`,
  );
}

/** The key that says something new is wrong, not the one that says what the Graft is anyway. */
function mismatch(resolved: ResolvedConfiguration, module: string, runtime: ConfiguredRuntime): GraftError {
  const isOwnRuntime = resolved.origins.get('runtime')?.priority === ConfigPriority.GraftSpecificDefault;
  const message = `${resolved.name} has runtime=${runtime}, and ${maskSecrets(module)} is no module of it.`;
  return isOwnRuntime
    ? placementFault(resolved, 'modules', message, 'Name a module of that runtime.')
    : placementFault(resolved, 'runtime', message, 'Name the module of that runtime, too: modules=….');
}
