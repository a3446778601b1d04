import { existsSync, readdirSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import type { Analysis } from '../../analyzer/analysis.js';
import { GraftError } from '../../errors/graft-error.js';
import type { GeneratedFile } from '../../generator/generated-file.js';
import { graftNames } from '../../generator/graft-names.js';
import { generateNpmPackage } from '../../generator/npm/generate-npm-package.js';
import { generatePythonPackage } from '../../generator/python/generate-python-package.js';
import type { UgmModule } from '../../model/ugm.js';
import type { AnalysisOptions, AnalyzedArgument } from '../analysis/analyze-argument.js';
import { packageVersion } from '../package-version.js';
import { checkSource } from './check-source.js';
import { folderName, packageName, targetOf } from './target.js';
import type { Target } from './target.js';
import { nextVersion } from './next-version.js';
import { writeIfChanged } from './write-if-changed.js';

export interface GenerateOptions extends AnalysisOptions {
  readonly for?: Target;
  readonly out?: string;
  readonly version?: string;
}

/** A package that was generated. */
export interface GeneratedPackage {
  readonly name: string;
  readonly version: string;
  readonly target: Target;
  /** By its absolute path. */
  readonly folder: string;
  /** From the folder. */
  readonly files: readonly string[];
  /** Those of them that were not there, or not like that. */
  readonly written: readonly string[];
  readonly analysis: Analysis;
}

/**
 * Writes the package of a module's Graft, by default into `./grafts`. A package that is there keeps its version, or gets the next one that
 * follows from what has changed.
 *
 * @throws GraftError `invalid-argument` where the folder holds something else, or the package of another module
 */
export function generatePackage(
  { analysis, path }: AnalyzedArgument,
  options: GenerateOptions,
): GeneratedPackage {
  const { model } = analysis;
  const target = targetOf(model, options.for);
  const folder = resolve(options.out ?? join('grafts', folderName(model, target)));
  checkFolder(folder);
  const version = options.version ?? nextVersion(folder, model) ?? '0.1.0';
  const files = generate(analysis.model, target, version, path, folder);
  checkSource(folder, files);
  const written = files.filter((file) => writeIfChanged(join(folder, file.path), file.text));
  return {
    name: packageName(model, target),
    version,
    target,
    folder,
    files: files.map((file) => file.path),
    written: written.map((file) => file.path),
    analysis,
  };
}

function generate(
  model: UgmModule,
  target: Target,
  version: string,
  path: string | undefined,
  folder: string,
): readonly GeneratedFile[] {
  // The module's file is found from the file of the Graft: both move together.
  const home = target === 'npm' ? folder : join(folder, graftNames(model).pythonImport);
  const settings = { version, ...(path === undefined ? {} : { source: sourceFrom(home, path) }) };
  const projectPath = path === undefined ? undefined : pathInProject(folder, path);
  return target === 'npm'
    ? generateNpmPackage(model, {
        ...settings,
        ...(projectPath === undefined ? {} : { projectPath }),
        graftwire: `^${packageVersion()}`,
      })
    : generatePythonPackage(model, settings);
}

/** What is there already and was not generated is somebody's. */
function checkFolder(folder: string): void {
  if (!existsSync(folder)) return;
  const names = readdirSync(folder, { recursive: true }).map(String);
  if (names.length === 0 || names.some((name) => /(^|[\\/])model\.json$/.test(name))) return;
  throw new GraftError('invalid-argument', `${folder} holds something else than a generated package.`, {
    remedy: 'Choose another folder with --out, or empty it.',
  });
}

/** From the nearest package.json above the package; undefined for what is in no project, or in another one. */
function pathInProject(folder: string, path: string): string | undefined {
  let root = dirname(folder);
  while (!existsSync(join(root, 'package.json'))) {
    if (dirname(root) === root) return undefined;
    root = dirname(root);
  }
  const way = relative(root, path).replaceAll('\\', '/');
  return way.startsWith('../') || isAbsolute(way) ? undefined : way;
}

function sourceFrom(folder: string, path: string): string {
  const way = relative(folder, path);
  if (isAbsolute(way)) return path;
  const slashed = way.replaceAll('\\', '/');
  return slashed.startsWith('.') ? slashed : `./${slashed}`;
}
