import { checkReached } from '../config/placed-module.js';
import { GraftError } from '../errors/graft-error.js';
import { strictly } from '../hypertube/strict/membrane.js';
import type { UgmModule } from '../model/ugm.js';
import { importDirectly, reloadDirectly, requireDirectly } from './direct/direct-modules.js';
import { DirectLimit } from './direct/direct-guards.js';
import { noteDirectModule } from './direct/direct-target.js';
import { checkLoadOptions, type LoadOptions } from './load-options.js';
import { loopbackModule, loopbackSession } from './loopback.js';
import { blamed, placeOf, type Placement } from './placement.js';
import { openSession } from './python-session.js';
import type { Session } from './session.js';
import type { JavaScriptSource, PythonSource } from './source.js';

/** By a module's own exports, what stands for them in strict mode: once, so that its objects are the same ones everywhere. */
const strict = new WeakMap<object, object>();
const strictLimits = new WeakMap<object, DirectLimit>();
const loopbacks = new WeakMap<object, object>();

/**
 * Loads a module where the configuration says.
 *
 * @throws GraftError `invalid-source`, `module-not-found`, `invalid-configuration`, `unimplemented` for hosts that this version cannot reach,
 *   and what loading throws
 */
export function loadSync(source: string | URL, options: LoadOptions = {}): object {
  checkLoadOptions(options);
  return openPlaced(placeOf({ source, from: options.from }), options);
}

/** The same, also for ES modules with top-level await. */
export async function load(source: string | URL, options: LoadOptions = {}): Promise<object> {
  checkLoadOptions(options);
  const placement = placeOf({ source, from: options.from });
  const { route } = placement;
  if (route.kind === 'direct' || route.kind === 'loopback') {
    const { specifier, base } = javaScriptOf(placement);
    try {
      await importDirectly(specifier, base);
    } catch (error) {
      throw loadingError(error, placement);
    }
  }
  return openPlaced(placement, options);
}

/** What a program or a Graft package knows beyond the configuration. */
export interface Opening {
  /** Which Python, where the program says so. */
  readonly python?: string | undefined;
  /** The model that invocations are checked against on the loopback route. */
  readonly model?: (() => UgmModule | undefined) | undefined;
}

export function openPlaced(placement: Placement, { python, model }: Opening = {}): object {
  const { route, resolved } = placement;
  const { timeoutMs } = resolved.config;
  switch (route.kind) {
    case 'direct': {
      const exports = directExports(placement);
      return route.strict ? strictModule(exports, timeoutMs) : exports;
    }
    case 'loopback': {
      const module = once(loopbacks, directExports(placement), (exports) => {
        const known = model?.();
        const { specifier, base } = javaScriptOf(placement);
        return loopbackModule(exports, {
          name: placement.name,
          ...(known === undefined ? {} : { model: known }),
          reload: () => {
            reloadDirectly(specifier, base);
          },
        });
      });
      loopbackSession()!.limits.set(placement.name, timeoutMs);
      return module;
    }
    case 'local':
      return openLocal(placement, python);
    case 'remote':
    case 'plugin':
      checkReached(resolved);
      throw new GraftError('unimplemented', `There is no route of the kind ${route.kind} yet.`);
  }
}

function openLocal(placement: Placement, python: string | undefined): object {
  const { resolved } = placement;
  // On this route it is one: otherwise the placement would have been an error.
  const source = placement.source as PythonSource;
  const { modules, host, limits } = sessionFor(placement, python);
  try {
    const outline = host.load(source);
    limits.set(outline.name, resolved.config.timeoutMs);
    return modules.of(outline);
  } catch (error) {
    throw loadingError(error, placement);
  }
}

/** @param python which one, where the program says so */
function sessionFor(placement: Placement, python: string | undefined): Session {
  if (python !== undefined || placement.python === undefined) return openSession(python);
  try {
    return openSession(placement.python);
  } catch (error) {
    throw blamed(error, placement.resolved, 'python');
  }
}

/** Its calls may be late here, as they may elsewhere; on the direct route itself nothing stands between to see it. */
function strictModule(exports: object, timeoutMs: number | undefined): object {
  let limit = strictLimits.get(exports);
  if (limit === undefined) strictLimits.set(exports, (limit = new DirectLimit()));
  limit.timeoutMs = timeoutMs;
  const { run } = limit;
  return once(strict, exports, () => strictly(exports, run));
}

function directExports(placement: Placement): object {
  const { specifier, base } = javaScriptOf(placement);
  try {
    return noteDirectModule(requireDirectly(specifier, base));
  } catch (error) {
    throw loadingError(error, placement);
  }
}

function once<T extends object>(made: WeakMap<object, object>, key: T, make: (key: T) => object): object {
  let value = made.get(key);
  if (value === undefined) {
    value = noteDirectModule(make(key));
    made.set(key, value);
  }
  return value;
}

/** On these routes it is one: otherwise the placement would have been an error. */
function javaScriptOf({ source }: Placement): JavaScriptSource {
  return source as JavaScriptSource;
}

/** What a configuration names and nobody finds is told with its place. */
function loadingError(error: unknown, { isConfigured, resolved }: Placement): unknown {
  const isMissing =
    error instanceof GraftError && (error.code === 'module-not-found' || error.code === 'invalid-source');
  return isConfigured && isMissing ? blamed(error, resolved, 'modules') : error;
}
