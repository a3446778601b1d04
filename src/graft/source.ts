import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GraftError } from '../errors/graft-error.js';

/** A module of Python: a file or package directory by its absolute path, or a module by its dotted name. */
export interface PythonSource {
  readonly runtime: 'python';
  readonly kind: 'file' | 'module';
  readonly target: string;
}

/** A module of JavaScript: a file by its absolute path, a package, or one of Node's own (`node:path`). */
export interface JavaScriptSource {
  readonly runtime: 'nodejs';
  readonly specifier: string;
  /** What packages are found from: a file, or a folder with `/` behind it. */
  readonly base: string;
}

export type Source = PythonSource | JavaScriptSource;

const pythonPrefix = 'python:';
const packagePrefix = 'npm:';
const javaScriptFile = /\.[cm]?[jt]sx?$/;

/**
 * Reads what `graft.load` was given: `python:statistics`, `npm:lodash`, `node:path`, a `file:` URL, or a path, which is relative to `from`
 * (a file, or the `import.meta.url` of one) or to the working directory.
 *
 * @throws GraftError `invalid-source`
 */
export function parseSource(source: string | URL, from?: string | URL): Source {
  if (source instanceof URL) return fileSource(pathOfUrl(source));
  if (typeof source !== 'string' || source === '') {
    throw invalid(
      `A source is a non-empty string or a URL, not ${source === '' ? 'an empty one' : typeof source}.`,
    );
  }
  if (source.startsWith(pythonPrefix))
    return { runtime: 'python', kind: 'module', target: source.slice(pythonPrefix.length) };
  if (source.startsWith(packagePrefix)) {
    return { runtime: 'nodejs', specifier: source.slice(packagePrefix.length), base: baseOf(from) };
  }
  if (source.startsWith('node:')) return { runtime: 'nodejs', specifier: source, base: baseOf(from) };
  if (source.startsWith('file:')) return fileSource(pathOfUrl(source));
  if (/^[a-z][a-z+.-]+:/i.test(source) && !isAbsolute(source)) {
    throw invalid(
      `${source} is of a kind that cannot be loaded.`,
      'Give a path, a file: URL, python:module, npm:package or node:module.',
    );
  }
  if (!looksLikePath(source)) {
    throw invalid(
      `${source} may be a module or a path.`,
      `Write python:${source} for the module of Python, npm:${source} for the package of npm, or ./${source} for the path.`,
    );
  }
  return fileSource(resolve(folderOf(from), source));
}

/** What a module is called where nobody gives it a name: the stem of its file, or the name that it is loaded by. */
export function moduleNameOf(source: Source): string {
  if (source.runtime === 'python')
    return source.kind === 'module' ? source.target : basename(source.target, '.py');
  const { specifier } = source;
  if (specifier.startsWith('node:')) return specifier.slice('node:'.length);
  return isAbsolute(specifier) ? basename(specifier).replace(javaScriptFile, '') : specifier;
}

function fileSource(target: string): Source {
  return javaScriptFile.test(target)
    ? { runtime: 'nodejs', specifier: target, base: target }
    : { runtime: 'python', kind: 'file', target };
}

/** What packages are found from: the file that asks, or the working directory. */
function baseOf(from: string | URL | undefined): string {
  return join(folderOf(from), '/');
}

function looksLikePath(source: string): boolean {
  return (
    source.startsWith('.') ||
    source.includes('/') ||
    source.includes('\\') ||
    source.endsWith('.py') ||
    javaScriptFile.test(source) ||
    isAbsolute(source)
  );
}

function folderOf(from: string | URL | undefined): string {
  if (from === undefined) return process.cwd();
  if (typeof from !== 'string' && !(from instanceof URL)) {
    throw new GraftError('invalid-argument', `from is a path or a URL, not ${typeof from}.`);
  }
  const isUrl = from instanceof URL || from.startsWith('file:');
  return dirname(isUrl ? pathOfUrl(from) : resolve(from));
}

function pathOfUrl(source: string | URL): string {
  try {
    const url = new URL(source);
    if (url.protocol === 'file:') return fileURLToPath(url);
  } catch (cause) {
    throw invalid(`${String(source)} is not a file of this machine.`, undefined, cause);
  }
  throw invalid(`${String(source)} is not a file.`, 'Only file: URLs can be loaded.');
}

function invalid(message: string, remedy?: string, cause?: unknown): GraftError {
  return new GraftError('invalid-source', message, {
    ...(remedy === undefined ? {} : { remedy }),
    ...(cause === undefined ? {} : { cause }),
  });
}
