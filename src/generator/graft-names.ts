import type { UgmModule } from '../model/ugm.js';

/** What a Graft is called, wherever it has a name. */
export interface GraftNames {
  /** In configurations: `graft.pypi.stats`. */
  readonly graft: string;
  /** `@graft/pypi-stats`; always with the scope, which a registry is mapped to. */
  readonly npm: string;
  /** The distribution, as pip knows it, normalised: `graft-pypi-stats`. */
  readonly python: string;
  /** What Python imports: `graft_pypi_stats`. */
  readonly pythonImport: string;
}

/**
 * The names of a module's Graft. Of the module's name letters are lower case, letters and digits beyond ASCII are `u` and their code
 * point, `.`, `_` and `-` stay, a scope's `@` goes, and runs of anything else are one `-`: `@acme/Ümlaut` is `acme-ufcmlaut`.
 */
export function graftNames({ name, ecosystem }: Pick<UgmModule, 'name' | 'ecosystem'>): GraftNames {
  const module = name
    .toLowerCase()
    .replace(/\P{ASCII}/gu, (letter) =>
      /[\p{L}\p{N}\p{M}]/u.test(letter) ? `u${letter.codePointAt(0)!.toString(16)}` : '-',
    )
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '');
  const normal = `graft-${ecosystem}-${module}`.replace(/[-_.]+/g, '-').replace(/-$/, '');
  return {
    graft: `graft.${ecosystem}.${module}`,
    npm: `@graft/${ecosystem}-${module}`,
    python: normal,
    pythonImport: normal.replaceAll('-', '_'),
  };
}
