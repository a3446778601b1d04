/** The runtimes that modules run in. */
export type Runtime = 'nodejs' | 'python';

/** Where a Graft's invocations go, and how. */
export type Route =
  /** The module's own functions, in the runtime of the caller. `strict`: values are copied as the wire would. */
  | { readonly kind: 'direct'; readonly strict: boolean }
  /** Another runtime in this process. */
  | { readonly kind: 'local' }
  /** Through encode and decode, in this process: for tests. */
  | { readonly kind: 'loopback' }
  /** Another process or machine, one of these. */
  | { readonly kind: 'remote'; readonly hosts: readonly RouteHost[] }
  /** A transport of somebody else's. */
  | { readonly kind: 'plugin'; readonly plugin: string; readonly hosts: readonly RouteHost[] };

/** What routing looks at of a host: its kind, and the rest for who connects to it. */
export interface RouteHost {
  readonly kind: string;
}

/** What of a configuration decides. */
export interface Placement {
  /** The runtime of the module. */
  readonly runtime: Runtime;
  /** Default: in memory. */
  readonly host?: readonly RouteHost[] | undefined;
  readonly plugin?: string | undefined;
  readonly strict?: boolean | undefined;
}

/**
 * Where the invocations of a Graft go: a function of its configuration and of the runtime `here` that calls, and of nothing else.
 *
 * A list of hosts is for balancing, and so is of one sort; the configuration has been checked for that.
 */
export function routeOf({ runtime, host = [], plugin, strict = false }: Placement, here: Runtime): Route {
  if (plugin !== undefined) return { kind: 'plugin', plugin, hosts: host };
  const kind = host[0]?.kind ?? 'inMemory';
  switch (kind) {
    case 'inMemory':
      return runtime === here ? { kind: 'direct', strict } : { kind: 'local' };
    case 'loopback':
      // Between two runtimes everything is encoded and decoded already.
      return runtime === here ? { kind: 'loopback' } : { kind: 'local' };
    default:
      return { kind: 'remote', hosts: host };
  }
}
