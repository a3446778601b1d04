import { moduleInName } from './graft-name.js';

/**
 * The environment variable that configures a Graft: of its name `graft.<ecosystem>.` is taken away, the rest is written in capitals, every
 * character that is no ASCII letter or digit becomes `_`, and it stands between `GRAFT_` and `_CONFIG`. `graft.pypi.stats` has
 * `GRAFT_STATS_CONFIG`, `graft.npm.acme-price.list` has `GRAFT_ACME_PRICE_LIST_CONFIG`.
 *
 * Two Grafts may have the same one (`graft.pypi.stats`, `graft.npm.stats`); {@link unmistakableVariable} tells them apart.
 */
export function environmentName(graftName: string): string {
  return variableOf(moduleInName(graftName));
}

/** The same with the ecosystem: `GRAFT_PYPI_STATS_CONFIG`. */
export function unmistakableVariable(graftName: string): string {
  return variableOf(graftName.startsWith('graft.') ? graftName.slice('graft.'.length) : graftName);
}

/** By the same rule in every language: `ß` has no capital in some. */
function variableOf(name: string): string {
  return `GRAFT_${name.replace(/[^A-Za-z0-9]/gu, '_').toUpperCase()}_CONFIG`;
}

/** The variables that configure one Graft, in the order in which they count. */
export function graftVariables(graftName: string): readonly string[] {
  return [unmistakableVariable(graftName), environmentName(graftName), `${graftName}-config`];
}

/** The variables that configure all Grafts, in the order in which they count. */
export const globalVariables: readonly string[] = ['GRAFT_CONFIG', 'graftcode-config'];

/** The endings of configuration files, in the order in which they count. */
export const fileEndings: readonly string[] = ['.json', '.yaml', '.yml', '.txt'];

/** The files that configure one Graft, without their endings. */
export function graftFiles(graftName: string): readonly string[] {
  return [`${graftName}-config`];
}

/** The files that configure all Grafts, without their endings, in the order in which they count. */
export const globalFiles: readonly string[] = ['graft.config', 'graftcode-config'];

/** A folder with one of these is a project's root: files above it are not looked for. */
export const rootMarks: readonly string[] = ['package.json', 'pyproject.toml', '.git'];
