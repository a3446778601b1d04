/** Whether this is a Graft's name: `graft.<ecosystem>.<module>`. */
export function isGraftName(name: string): boolean {
  // No counted repetition: V8 unrolls it, and compiling that would be what starting spends on configuration.
  return name.length <= 256 && /^graft\.[a-z][a-z0-9]*\.[^\s;,="'\\/]+$/.test(name);
}

/** The module in a Graft's name: `stats` of `graft.pypi.stats`; of another name all of it. */
export function moduleInName(name: string): string {
  const dot = name.startsWith('graft.') ? name.indexOf('.', 'graft.'.length) : -1;
  return dot < 0 ? name : name.slice(dot + 1);
}

/**
 * The name of the Graft of a source (`./stats.py`, `python:statistics`, `./inventory.js`, `npm:lodash`), of a package (`@graft/pypi-stats`,
 * `graft-pypi-stats`), or of a name itself. Of a file it is that of its stem, of a folder that of the folder; undefined where nobody can say.
 *
 * Of the module's name letters are lower case, letters and digits beyond ASCII are `u` and their code point, `.`, `_` and `-` stay, a scope's
 * `@` goes, and runs of anything else are one `-`.
 */
export function graftNameOf(text: string): string | undefined {
  if (isGraftName(text.toLowerCase())) return text.toLowerCase();
  const published = /^(?:@graft\/|graft-)(pypi|npm)-(.+)$/.exec(text);
  if (published !== null) return nameOf(published[1]!, published[2]!);
  const [, scheme, rest = ''] = /^(python|npm|node|file):(.+)$/s.exec(text) ?? [];
  if (scheme === 'python') return nameOf('pypi', rest);
  if (scheme === 'npm' || scheme === 'node') return nameOf('npm', rest);
  const path = (scheme === 'file' ? rest : text).split(/[?#]/)[0]!.replace(/[\\/]+$/, '');
  const [, stem = '', extension = ''] = /([^\\/]*?)(\.(?:py|[cm]?[jt]sx?))?$/.exec(path) ?? [];
  return nameOf(extension === '' || extension === '.py' ? 'pypi' : 'npm', stem);
}

function nameOf(ecosystem: string, module: string): string | undefined {
  const name = module
    .toLowerCase()
    .replace(/\P{ASCII}/gu, (letter) =>
      /[\p{L}\p{N}\p{M}]/u.test(letter) ? `u${letter.codePointAt(0)!.toString(16)}` : '-',
    )
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '');
  return name === '' ? undefined : `graft.${ecosystem}.${name}`;
}
