import { GraftError } from '../errors/graft-error.js';

/** Where in a source something stands. */
export interface ConfigPlace {
  /** The source: `GRAFT_CONFIG`, a file's path, `GraftConfig.setConfig`. */
  readonly source: string;
  /** Counted from 1; absent where the source has no lines. */
  readonly line?: number | undefined;
  readonly key?: string | undefined;
}

/** `graft.config.json:3 host`. */
export function formatPlace({ source, line, key }: ConfigPlace): string {
  return `${source}${line === undefined ? '' : `:${line}`}${key === undefined ? '' : ` ${key}`}`;
}

/**
 * What is wrong with a configuration. Neither `message` nor `remedy` may hold a value that can be a secret; and there is no `cause`, since
 * parsers quote what they could not read.
 */
export function configFault(place: ConfigPlace, message: string, remedy: string): GraftError {
  return new GraftError('invalid-configuration', message, { path: formatPlace(place), remedy });
}
