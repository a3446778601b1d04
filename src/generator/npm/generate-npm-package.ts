import { shippedModel } from '../../model/shipped-model.js';
import type { UgmModule } from '../../model/ugm.js';
import { sortedFiles, type GeneratedFile } from '../generated-file.js';
import { moduleDeclaration } from './module-declaration.js';
import { moduleSource } from './module-source.js';
import { packageManifest } from './package-manifest.js';
import { readme } from './readme.js';

export interface NpmPackageOptions {
  /** Of the package; default `0.1.0`. */
  readonly version?: string;
  /** What the Graft loads where no configuration says otherwise, a path relative to the package; default: the module by its name. */
  readonly source?: string;
  /** Where the module is in its project, from the folder of package.json: bundles find it there. Default: nobody knows. */
  readonly projectPath?: string;
  /** The versions of graftwire that the package works with; default `^0.1.0`. */
  readonly graftwire?: string;
}

/** The npm package of a module's Graft: the same bytes for the same model and options. */
export function generateNpmPackage(
  model: UgmModule,
  { version = '0.1.0', source, projectPath, graftwire = '^0.1.0' }: NpmPackageOptions = {},
): readonly GeneratedFile[] {
  return sortedFiles([
    { path: 'README.md', text: readme(model) },
    { path: 'index.d.ts', text: moduleDeclaration(model) },
    { path: 'index.js', text: moduleSource(model, source, projectPath) },
    { path: 'model.json', text: shippedModel(model) },
    { path: 'package.json', text: packageManifest(model, version, graftwire) },
  ]);
}
