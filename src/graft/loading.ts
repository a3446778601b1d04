import { GraftError } from '../errors/graft-error.js';
import { strictly } from '../hypertube/strict/membrane.js';
import type { UgmModule } from '../model/ugm.js';
import { importDirectly, reloadDirectly, requireDirectly } from './direct/direct-modules.js';
import { noteDirectModule } from './direct/direct-target.js';
import { checkLoadOptions, type LoadOptions } from './load-options.js';
import { loopbackModule } from './loopback.js';
import { placeOf, type Placement } from './placement.js';
import { openSession } from './python-session.js';
import type { JavaScriptSource, PythonSource } from './source.js';
import { withOptions } from './with.js';

/** By a module's own exports, what stands for them in strict mode: once, so that its objects are the same ones everywhere. */
const strict = new WeakMap<object, object>();
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
    await importDirectly(specifier, base);
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
  const { route, configuration } = placement;
  switch (route.kind) {
    case 'direct': {
      const exports = directExports(placement);
      return route.strict ? once(strict, exports, strictly) : exports;
    }
    case 'loopback':
      return once(loopbacks, directExports(placement), (exports) => {
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
    case 'local':
      return limited(openLocal(placement, python ?? configuration.python), configuration.timeoutMs);
    case 'remote':
    case 'plugin':
      throw notBuilt(placement);
  }
}

function openLocal(placement: Placement, python: string | undefined): object {
  const source = pythonOf(placement);
  const { modules, host } = openSession(python);
  return modules.of(host.load(source));
}

/** A module whose configuration limits its calls. */
function limited(module: object, timeoutMs: number | undefined): object {
  if (timeoutMs === undefined) return module;
  const { guards } = openSession();
  return withOptions(guards, module, { timeoutMs }, (target) => openSession().later.of(target));
}

function directExports(placement: Placement): object {
  const { specifier, base } = javaScriptOf(placement);
  return noteDirectModule(requireDirectly(specifier, base));
}

function once<T extends object>(made: WeakMap<object, object>, key: T, make: (key: T) => object): object {
  let value = made.get(key);
  if (value === undefined) {
    value = noteDirectModule(make(key));
    made.set(key, value);
  }
  return value;
}

function javaScriptOf({ name, source }: Placement): JavaScriptSource {
  if (source.runtime === 'nodejs') return source;
  throw mismatch(name, 'nodejs', source.target);
}

function pythonOf({ name, source }: Placement): PythonSource {
  if (source.runtime === 'python') return source;
  throw mismatch(name, 'python', source.specifier);
}

function mismatch(name: string, runtime: string, found: string): GraftError {
  return new GraftError(
    'invalid-configuration',
    `${name} has runtime=${runtime}, and ${found} is no module of it.`,
    {
      path: 'runtime',
      remedy: `Name the module of that runtime, too: modules=…. graftwire config explain ${name} says where this comes from.`,
    },
  );
}

function notBuilt({ name, route, configuration }: Placement): GraftError {
  const what =
    route.kind === 'plugin' ? `plugin=${route.plugin}` : `host=${configuration.host?.[0]?.kind ?? ''}://…`;
  return new GraftError(
    'unimplemented',
    `${name} is configured with ${what}, which this version cannot reach yet.`,
    {
      path: route.kind === 'plugin' ? 'plugin' : 'host',
      remedy: `Use host=inMemory or host=loopback. graftwire config explain ${name} says where this comes from.`,
    },
  );
}
