import { graftSource } from '../graft-definition.js';
import { shippedModel } from '../../model/shipped-model.js';
import type { UgmModule } from '../../model/ugm.js';
import { sortedFiles, type GeneratedFile } from '../generated-file.js';
import { graftNames } from '../graft-names.js';
import { declaration } from './declaration.js';
import { javaScriptCode } from './javascript-code.js';
import { packagePlan } from './package-plan.js';
import { projectFile } from './project-file.js';
import { pythonCode } from './python-code.js';
import { readMe } from './read-me.js';

export interface PythonPackageOptions {
  /** Of the package, as npm writes versions; default `0.1.0`. */
  readonly version?: string;
  /** What the Graft loads where no configuration says otherwise, a path relative to the folder of its `__init__.py`; default: the module by its name. */
  readonly source?: string;
}

/** The Python package of a module's Graft: the same bytes for the same model and options. */
export function generatePythonPackage(
  model: UgmModule,
  { version = '0.1.0', source = graftSource(model) }: PythonPackageOptions = {},
): readonly GeneratedFile[] {
  const plan = packagePlan(model);
  const folder = graftNames(model).pythonImport;
  const { text, shapes } = declaration(plan);
  return sortedFiles([
    { path: 'README.md', text: readMe(plan, source) },
    { path: 'pyproject.toml', text: projectFile(model, version) },
    {
      path: `${folder}/__init__.py`,
      text: model.runtime === 'python' ? pythonCode(plan, source) : javaScriptCode(plan, source, shapes),
    },
    { path: `${folder}/__init__.pyi`, text },
    { path: `${folder}/model.json`, text: shippedModel(model) },
    { path: `${folder}/py.typed`, text: '' },
  ]);
}
