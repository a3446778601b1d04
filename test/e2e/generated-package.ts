import { copyFileSync, mkdirSync } from 'node:fs';
import { goldenFolder, goldenModules, goldenPackage } from '../unit/generator/python/golden-models.js';
import type { Project } from './project.js';

/** Puts the package of a model into a folder of the project, as pip would, with its module, and beside it the program that uses it. Gives the program's path. */
export function installPackage(project: Project, name: string): string {
  for (const { path, text } of goldenPackage(name)) {
    if (path.includes('/')) project.write(`grafts/${path}`, text);
    if (path.endsWith('py.typed')) {
      const folder = project.path(`grafts/${path.slice(0, path.indexOf('/'))}`);
      mkdirSync(folder, { recursive: true });
      const module = goldenModules[name]!;
      copyFileSync(`${goldenFolder}/models/${module}`, `${folder}/${module}`);
    }
  }
  const program = project.path(`grafts/uses_${name}.py`);
  copyFileSync(`${goldenFolder}/programs/uses_${name}.py`, program);
  return program;
}
