import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { GeneratedPackage } from '../generate/generate-package.js';
import type { Addition } from './command.js';

/** What stands in the folder of a project of Python. */
const marks = ['pyproject.toml', 'requirements.txt', 'setup.py', 'setup.cfg'];

/** The folder of the project that a folder belongs to, which may be that folder. */
export function pythonProjectFolder(folder: string): string {
  for (let current = folder; ; current = dirname(current)) {
    if (marks.some((mark) => existsSync(join(current, mark)))) return current;
    if (dirname(current) === current) return folder;
  }
}

/** Makes a generated package a requirement. Installing it is left to the project's tool: building a package may ask a registry. */
export function addToPythonProject(root: string, { folder }: GeneratedPackage): Addition {
  const place = `./${relative(root, folder).replaceAll('\\', '/')}`;
  const tools = [
    ['uv.lock', `uv add --editable ${place}`],
    ['poetry.lock', `poetry add --editable ${place}`],
    ['pdm.lock', `pdm add --dev --editable ${place}`],
  ] as const;
  const tool = tools.find(([lockFile]) => existsSync(join(root, lockFile)));
  if (tool !== undefined) return { done: [], todo: [`Run ${tool[1]} in ${root}.`] };
  const isDeclared = existsSync(join(root, 'pyproject.toml')) && !existsSync(join(root, 'requirements.txt'));
  const isNew = !isDeclared && require(join(root, 'requirements.txt'), `-e ${place}`);
  return {
    done: isNew ? [`requirements.txt requires -e ${place}`] : [],
    todo: [`Run python -m pip install -e ${place} in ${root}.`],
  };
}

/** Whether requirements.txt did not say it already. */
function require(path: string, line: string): boolean {
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  if (text.split(/\r?\n/).some((known) => known.trim() === line)) return false;
  writeFileSync(path, `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${line}\n`);
  return true;
}
