import type { Host } from './host.js';

/** The runtimes that a Graft's module may be of. */
export const configuredRuntimes = ['python', 'nodejs'] as const;

/** One of {@link configuredRuntimes}. */
export type ConfiguredRuntime = (typeof configuredRuntimes)[number];

/** What one configuration says; docs/connection-string.md explains the keys. What it does not say is absent. */
export interface GraftConfiguration {
  /** Whose it is: `graft.pypi.stats`. Absent: it is for all Grafts. */
  readonly name?: string;
  readonly runtime?: ConfiguredRuntime;
  /** Where calls run; several to balance between. */
  readonly host?: readonly Host[];
  /** What is loaded there: `./stats.py`, `python:statistics`, `npm:lodash`. */
  readonly modules?: readonly string[];
  /** The transport plugin that carries calls, by its package's name. */
  readonly plugin?: string;
  /** What the far side has to know of the caller: sent with the handshake, never shown. */
  readonly token?: string;
  /** How long connecting may take. */
  readonly connectTimeoutMs?: number;
  /** Each call has a context of its own. */
  readonly stateless?: boolean;
  /** An interpreter, a virtual environment, or a command on PATH. */
  readonly python?: string;
  /** How long a call may take. */
  readonly timeoutMs?: number;
  /** On the direct route arguments and results are copied, as the wire would. */
  readonly strict?: boolean;
}

export type ConfigurationKey = keyof GraftConfiguration;

/** One configuration as a program writes it: values may be texts, as a connection string has them. */
export interface ConfigObject {
  readonly name?: string;
  readonly runtime?: ConfiguredRuntime;
  readonly host?: string | readonly string[];
  readonly modules?: string | readonly string[];
  readonly plugin?: string;
  readonly token?: string;
  readonly connectTimeoutMs?: number | string;
  readonly stateless?: boolean | string;
  readonly python?: string;
  readonly timeoutMs?: number | string;
  readonly strict?: boolean | string;
}

/** In the order in which they are shown. */
export const configurationKeys = [
  'name',
  'runtime',
  'host',
  'modules',
  'plugin',
  'token',
  'connectTimeoutMs',
  'stateless',
  'python',
  'timeoutMs',
  'strict',
] as const satisfies readonly ConfigurationKey[];

/** What a Graft is: a configuration for all Grafts never says it. */
export const identityKeys: ReadonlySet<ConfigurationKey> = new Set(['name', 'runtime', 'modules']);

/**
 * Where a Graft's calls go. They belong together: what a configuration of lower precedence says of them counts only as far as no higher one
 * has named a place, so that no token goes to a host that it was not written for.
 */
export const placeKeys: ReadonlySet<ConfigurationKey> = new Set([
  'host',
  'plugin',
  'token',
  'connectTimeoutMs',
]);
