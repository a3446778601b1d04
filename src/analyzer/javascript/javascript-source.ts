import { existsSync, statSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { basename, dirname, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GraftError } from '../../errors/graft-error.js';

/** What is to be analysed. */
export type JavaScriptSource =
  /** `file` is absolute; `name` is its stem. */
  | { readonly kind: 'file'; readonly name: string; readonly file: string }
  /** `name` is what one imports: `lodash`, `zod/v4`, `@scope/package`. */
  | { readonly kind: 'package'; readonly name: string }
  /** `name` begins with `node:`. */
  | { readonly kind: 'builtin'; readonly name: string };

const extension = /(\.d)?\.[cm]?[jt]sx?$/;

/**
 * Reads `./inventory.ts`, `npm:lodash`, `node:path` or a `file:` URL. A path is relative to `from`.
 *
 * @throws GraftError `invalid-source`, `module-not-found`
 */
export function parseJavaScriptSource(source: string, from: string): JavaScriptSource {
  if (source.startsWith('npm:')) return { kind: 'package', name: packageName(source) };
  if (source.startsWith('node:')) return { kind: 'builtin', name: builtinName(source) };
  const file = source.startsWith('file:') ? fileURLToPath(source) : resolve(folderOf(from), source);
  if (!extension.test(file)) {
    throw new GraftError('invalid-source', `${source} is no module of JavaScript or TypeScript.`, {
      remedy: 'Give a .js, .mjs, .cjs, .ts or .d.ts file, npm:package or node:module.',
    });
  }
  if (!existsSync(file) || !statSync(file).isFile()) {
    throw new GraftError('module-not-found', `There is no file ${source}.`, {
      remedy: 'Check the path: it is relative to the file that asks, or to the working directory.',
    });
  }
  return { kind: 'file', name: basename(file).replace(extension, ''), file: declarationsOf(file) };
}

/** The folder that paths from `from` are relative to. */
export function folderOf(from: string): string {
  const path = pathOf(from);
  return path.endsWith('/') || path.endsWith(sep) ? path : dirname(path);
}

/** `from` as a path: a file, or a folder with a separator at its end. */
export function pathOf(from: string): string {
  if (from.startsWith('file:')) return fileURLToPath(from);
  const path = resolve(from);
  const isFolder = from.endsWith('/') || from.endsWith(sep) || (existsSync(path) && statSync(path).isDirectory());
  return isFolder ? path + sep : path;
}

/** The declarations that stand beside a file of JavaScript are what its author says of it. */
function declarationsOf(file: string): string {
  const match = /\.([cm]?)jsx?$/.exec(file);
  if (match === null) return file;
  const declarations = `${file.slice(0, match.index)}.d.${match[1] ?? ''}ts`;
  return existsSync(declarations) ? declarations : file;
}

function packageName(source: string): string {
  const name = source.slice('npm:'.length);
  if (/^(@[\w.~-]+\/)?[\w~-][\w.~-]*(\/[\w.~/-]+)?$/.test(name)) return name;
  throw new GraftError('invalid-source', `${source} names no package.`, {
    remedy: 'Write npm:lodash, npm:@scope/package or npm:package/path.',
  });
}

function builtinName(source: string): string {
  if (isBuiltin(source)) return source;
  throw new GraftError('module-not-found', `Node.js has no module ${source}.`, {
    remedy: 'Check the name of the module of Node.js.',
  });
}
