import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GraftError } from '../errors/graft-error.js';
import type { GraftDefinition } from './generated-graft.js';
import type { Placement } from './placement.js';

/** Where the module of a Graft package is. */
export interface PackageSource {
  readonly source: string;
  readonly from: string | undefined;
  /** The file that should be there and is not. */
  readonly missing?: string;
}

/**
 * The module of a Graft package: beside the package's own file, as it was generated, or where it was in its project. A bundler puts the code of a
 * package into a file that stands elsewhere, or knows no file at all (`import.meta` of CommonJS).
 */
export function packageSource({ source, from, projectPath }: GraftDefinition): PackageSource {
  if (!/^\.{1,2}[\\/]/.test(source)) return { source, from };
  const folder = from === undefined ? process.cwd() : dirname(pathOf(from));
  const beside = resolve(folder, source);
  if (from !== undefined && existsSync(beside)) return { source, from };
  for (const root of projectPath === undefined ? [] : projectsAround(folder)) {
    const file = join(root, projectPath!);
    if (existsSync(file)) return { source: file, from };
  }
  return existsSync(beside) ? { source, from } : { source, from, missing: beside };
}

/** @throws GraftError `module-not-found` where the configuration leaves the module where it is not */
export function checkFound({ missing }: PackageSource, { name, source, route }: Placement): void {
  const placed = source.runtime === 'python' ? source.target : source.specifier;
  if (missing === undefined || placed !== missing || route.kind === 'remote') return;
  throw new GraftError(
    'module-not-found',
    `${name} is to be loaded from ${missing}, and there is no such file.`,
    {
      remedy: `Say where the module is: modules=<path> in the configuration of ${name}. In a bundle, keep the module where it is in the project.`,
    },
  );
}

/** The projects that the bundle, the program and the working directory are in, nearest first. */
function projectsAround(folder: string): readonly string[] {
  const [, program] = process.argv;
  const begins = [folder, ...(program === undefined ? [] : [dirname(program)]), process.cwd()];
  return [...new Set(begins.flatMap((begin) => [...projectsAbove(begin)]))];
}

function* projectsAbove(folder: string): Iterable<string> {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, 'package.json'))) yield at;
    if (dirname(at) === at) return;
  }
}

function pathOf(file: string): string {
  return file.startsWith('file:') ? fileURLToPath(file) : file;
}
