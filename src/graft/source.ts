import { dirname, isAbsolute, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GraftError } from '../errors/graft-error.js';

/** What is to be loaded: a file or package directory by its absolute path, or a module by its dotted name. */
export interface Source {
  readonly kind: 'file' | 'module';
  readonly target: string;
}

const modulePrefix = 'python:';

/**
 * Reads what `graft.load` was given: `python:statistics`, a `file:` URL, or a path, which is relative to `from` (a file, or the
 * `import.meta.url` of one) or to the working directory.
 *
 * @throws GraftError `invalid-source`
 */
export function parseSource(source: string | URL, from?: string | URL): Source {
  if (source instanceof URL) return { kind: 'file', target: pathOfUrl(source) };
  if (typeof source !== 'string' || source === '') {
    throw invalid(
      `A source is a non-empty string or a URL, not ${source === '' ? 'an empty one' : typeof source}.`,
    );
  }
  if (source.startsWith(modulePrefix)) return { kind: 'module', target: source.slice(modulePrefix.length) };
  if (source.startsWith('file:')) return { kind: 'file', target: pathOfUrl(source) };
  if (/^[a-z][a-z+.-]+:/i.test(source) && !isAbsolute(source)) {
    throw invalid(
      `${source} is of a kind that cannot be loaded.`,
      'Give a path, a file: URL, or python:module.',
    );
  }
  if (/\.[cm]?[jt]sx?$/.test(source)) {
    throw invalid(
      `${source} is a JavaScript or TypeScript file.`,
      'Import it; graft.load is for Python modules.',
    );
  }
  if (!looksLikePath(source)) {
    throw invalid(
      `${source} may be a module or a path.`,
      `Write python:${source} for the module, or ./${source} for the path.`,
    );
  }
  return { kind: 'file', target: resolve(folderOf(from), source) };
}

function looksLikePath(source: string): boolean {
  return (
    source.startsWith('.') ||
    source.includes('/') ||
    source.includes('\\') ||
    source.endsWith('.py') ||
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
