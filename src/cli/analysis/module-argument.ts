import { existsSync, statSync } from 'node:fs';
import { isAbsolute, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { maskSecrets } from '../../config/secrets.js';
import { GraftError } from '../../errors/graft-error.js';

/** A module as the Analyzers take it, from what was written on the command line. */
export interface ModuleArgument {
  /** `./stats.py`, relative to the working directory, `python:json`, `npm:lodash`, `node:path`. */
  readonly source: string;
  /** Where it stands, where it is a file or a folder. */
  readonly path: string | undefined;
  readonly isPython: boolean;
}

/**
 * Reads the name of a module. What names a file needs no `./`.
 *
 * @throws GraftError `invalid-source`, `module-not-found`, `unimplemented` for addresses
 */
export function moduleArgument(text: string, folder: string): ModuleArgument {
  if (/^(python|npm|node):./.test(text)) {
    return { source: text, path: undefined, isPython: text.startsWith('python:') };
  }
  if (/^(python|npm|node):$/.test(text)) {
    throw new GraftError('invalid-source', `${text} has no name behind it.`, {
      remedy: 'Write python:<name>, npm:<name> or node:<name>.',
    });
  }
  if (/^(https?|wss?|tcps?|ipc):\/\//i.test(text)) {
    throw new GraftError(
      'unimplemented',
      `${maskSecrets(text)} would be the address of a Gateway, and this version can ask none for its modules.`,
      { remedy: 'Give the module itself: a file, python:<name>, npm:<name> or node:<name>.' },
    );
  }
  const path = text.startsWith('file:') ? pathOfUrl(text) : resolve(folder, text);
  if (existsSync(path)) {
    // A folder is a package of Python; those of npm are named.
    const isPython = path.endsWith('.py') || statSync(path).isDirectory();
    return { source: fromFolder(path, folder), path, isPython };
  }
  if (/[\\/]|\.(py|[cm]?[jt]sx?)$/.test(text)) {
    throw new GraftError('module-not-found', `There is no file ${text}.`, {
      remedy: 'Check the path: it is relative to the working directory.',
    });
  }
  throw new GraftError(
    'invalid-source',
    `${text} is no file, and it is not clear whose module it would be.`,
    {
      remedy: `Write python:${text} for a module of Python, npm:${text} for a package of npm, or a path.`,
    },
  );
}

function fromFolder(path: string, folder: string): string {
  const way = relative(folder, path);
  // On Windows there is none to another drive.
  if (isAbsolute(way)) return path;
  const slashed = way.replaceAll('\\', '/');
  return slashed.startsWith('.') ? slashed : `./${slashed}`;
}

function pathOfUrl(text: string): string {
  try {
    return fileURLToPath(text);
  } catch (cause) {
    throw new GraftError('invalid-source', `${text} is not a file of this machine.`, {
      remedy: 'Write file:///path, or the path itself.',
      cause,
    });
  }
}
