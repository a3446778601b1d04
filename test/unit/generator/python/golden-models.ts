import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseModel } from '../../../../src/model/parse-model.js';
import type { UgmModule } from '../../../../src/model/ugm.js';
import type { GeneratedFile } from '../../../../src/generator/generated-file.js';
import { generatePythonPackage } from '../../../../src/generator/python/generate-python-package.js';

/** Models, the modules that they describe, packages made of them, and programs that use these. */
export const goldenFolder = fileURLToPath(new URL('../../../golden/generator/python', import.meta.url));

/** Each model with the module that it describes. */
export const goldenModules: Readonly<Record<string, string>> = {
  inventory: 'inventory.mjs',
  stats: 'stats.py',
};

export function goldenModel(name: string): UgmModule {
  return parseModel(JSON.parse(readFileSync(`${goldenFolder}/models/${name}.json`, 'utf8')));
}

/** The package of one of them, whose module lies beside its `__init__.py`. */
export function goldenPackage(name: string): readonly GeneratedFile[] {
  return generatePythonPackage(goldenModel(name), { version: '1.2.0', source: `./${goldenModules[name]!}` });
}
