import { debuglog } from 'node:util';
import type { ResolvedConfiguration } from '../../config/resolved-configuration.js';
import { ConfigurationResolver, type ConfigInput } from './configuration-resolver.js';

let resolver: ConfigurationResolver | undefined;

/** This thread's. Made at the first use, so that importing graftwire costs nothing. */
function ofThisThread(): ConfigurationResolver {
  if (resolver === undefined) {
    const log = debuglog('graftwire');
    resolver = new ConfigurationResolver({
      env: process.env,
      folder: () => process.cwd(),
      log: (line) => {
        if (log.enabled) log('%s', line());
      },
    });
  }
  return resolver;
}

/** Configuration by the program itself, at ConfigPriority UserCode. */
export const GraftConfig = {
  /**
   * Says where Grafts run: connection strings, JSON or YAML as a text, an object, or an array of them (docs/connection-string.md). Of several
   * for the same Graft the last one counts that came before its first use; later ones count after `graft.reload`. Environment variables and
   * files stand above it. It counts for this thread of JavaScript.
   *
   * @throws GraftError `invalid-configuration`, and nothing is set then; `package-not-installed`
   */
  setConfig(input: ConfigInput): void {
    ofThisThread().set(input);
  },
} as const;

/**
 * What counts for a Graft, found out at its first use and kept until {@link forgetConfiguration}. `graftDefault` is what its package says of
 * itself. What counts is logged once (NODE_DEBUG=graftwire).
 *
 * @param graft its name: `graft.pypi.stats`
 * @throws GraftError `invalid-configuration`, `ambiguous-configuration`, `package-not-installed`
 */
export function resolveConfiguration(graft: string, graftDefault?: ConfigInput): ResolvedConfiguration {
  return ofThisThread().resolve(graft, graftDefault);
}

/** Has a Graft, or without a name all of them, resolved anew at the next use: for `graft.reload`. */
export function forgetConfiguration(graft?: string): void {
  ofThisThread().forget(graft);
}

/**
 * What would count for a Graft if it were first used now: every entry that was found, which won and why, and where it was looked. Secrets are
 * masked.
 *
 * @param folder that of the package which says `graftDefault`
 * @throws GraftError as {@link resolveConfiguration}
 */
export function explainConfiguration(graft: string, graftDefault?: ConfigInput, folder?: string): string {
  return ofThisThread().explain(graft, graftDefault, folder);
}
