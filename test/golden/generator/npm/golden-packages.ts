import { generateNpmPackage, type NpmPackageOptions } from '../../../../src/generator/npm/generate-npm-package.js';
import type { GeneratedFile } from '../../../../src/generator/generated-file.js';
import type { UgmModule } from '../../../../src/model/ugm.js';
import { hostile } from './models/hostile.js';
import { inventory } from './models/inventory.js';
import { stats } from './models/stats.js';

/** A package that stands beside the tests, in the folder of its name, and what it is made of. */
export interface GoldenPackage {
  readonly name: string;
  readonly model: UgmModule;
  readonly options: NpmPackageOptions;
  readonly files: readonly GeneratedFile[];
}

function golden(name: string, model: UgmModule, options: NpmPackageOptions = {}): GoldenPackage {
  return { name, model, options, files: generateNpmPackage(model, options) };
}

export const goldenPackages: readonly GoldenPackage[] = [
  golden('pypi-stats', stats, { source: '../stats.py' }),
  golden('pypi-hostile', hostile),
  golden('npm-inventory', inventory, { source: '../inventory.js', version: '1.2.3' }),
];
