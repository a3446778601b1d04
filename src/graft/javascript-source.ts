import { isBuiltin } from 'node:module';
import { extname, isAbsolute } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GraftError } from '../errors/graft-error.js';

/** Whom errors speak to. */
export type Asker = 'python' | 'nodejs';

/**
 * The absolute path of a module's file, or the name of one of Node's own modules.
 *
 * @param source a path, a `file:` URL, a package, or a module of Node's
 * @param base the file that asks, for errors
 * @throws GraftError `module-not-found`, `invalid-source`
 */
export function resolveJavaScript(
  require: NodeJS.Require,
  source: string,
  base: string,
  asker: Asker,
): string {
  if (source === '' || source === 'node:')
    throw new GraftError('invalid-source', 'This source names no module.', {
      remedy: 'Write npm:<name> or node:<name>.',
    });
  const wanted = source.startsWith('file:') ? pathOfUrl(source) : source;
  let file;
  try {
    file = require.resolve(wanted);
  } catch (error) {
    if (!notFound.has(errorCodeOf(error))) throw error;
    throw new GraftError(
      'module-not-found',
      isAbsolute(wanted) ? `There is no file ${wanted}.` : `There is no module ${source} for ${base}.`,
      {
        remedy: remedyFor(require, wanted, asker),
        cause: error,
      },
    );
  }
  if (!isBuiltin(file)) checkKind(require, file);
  return file;
}

/** The `code` of an error; undefined where it has none. */
export function errorCodeOf(error: unknown): unknown {
  return error instanceof Error ? (error as { readonly code?: unknown }).code : undefined;
}

const notFound: ReadonlySet<unknown> = new Set([
  'MODULE_NOT_FOUND',
  'ERR_UNKNOWN_BUILTIN_MODULE',
  'ERR_PACKAGE_PATH_NOT_EXPORTED',
  'ERR_PACKAGE_IMPORT_NOT_DEFINED',
]);

const pathsAreRelativeTo: Readonly<Record<Asker, string>> = {
  python: 'the Python file that calls, or to the working directory where that is no file',
  nodejs: 'the working directory, or to what the option from says',
};

const packagesAreFoundFrom: Readonly<Record<Asker, string>> = {
  python: 'the Python file that calls',
  nodejs: 'the file that asks',
};

function remedyFor(require: NodeJS.Require, wanted: string, asker: Asker): string {
  if (wanted.startsWith('node:')) return 'Check the name of the module of Node.js.';
  if (/^\.{0,2}\//.test(wanted)) return `Check the path: it is relative to ${pathsAreRelativeTo[asker]}.`;
  try {
    require.resolve(`./${wanted}`);
    return `Write ./${wanted} for the file.`;
  } catch {
    return `Install the package where ${packagesAreFoundFrom[asker]} can find it (npm install), or write a path that begins with ./ for a file.`;
  }
}

/** Node takes a file of any other kind for JavaScript. */
function checkKind(require: NodeJS.Require, file: string): void {
  const kind = extname(file);
  const known = require.extensions;
  if (kind === '' || kind === '.cjs' || kind === '.mjs' || kind in known) return;
  const isTypeScript = /^\.[cm]?tsx?$/.test(kind);
  if (isTypeScript && kind !== '.tsx' && hasTypeScript()) return;
  throw new GraftError('invalid-source', `${file} is no module of JavaScript.`, {
    remedy: isTypeScript
      ? 'Node.js runs TypeScript by itself from 22.18 on (no .tsx); otherwise compile it, or start Node.js with a loader for it.'
      : kind === '.py'
        ? 'Import it: graftwire.load is for modules of JavaScript.'
        : 'Give a .js, .cjs, .mjs or .json file.',
  });
}

function pathOfUrl(source: string): string {
  try {
    return fileURLToPath(source);
  } catch (cause) {
    throw new GraftError('invalid-source', `${source} is not a file of this machine.`, { cause });
  }
}

/** Whether Node.js runs TypeScript by itself. */
function hasTypeScript(): boolean {
  return Boolean((process.features as { readonly typescript?: unknown }).typescript);
}
