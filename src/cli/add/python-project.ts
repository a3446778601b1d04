import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { GeneratedPackage } from '../generate/generate-package.js';
import type { Addition } from './command.js';

/** What stands in the folder of a project of Python. */
const marks = ['pyproject.toml', 'requirements.txt', 'setup.py', 'setup.cfg'];

/** What says that a project uses a tool which keeps its dependencies, and how that is told of a folder that it is to link. */
const tools = [
  { lockFile: 'uv.lock', table: 'uv', command: 'uv add --editable' },
  { lockFile: 'poetry.lock', table: 'poetry', command: 'poetry add --editable' },
  { lockFile: 'pdm.lock', table: 'pdm', command: 'pdm add --dev --editable' },
] as const;

/** The folder of the project that a folder belongs to, which may be that folder. */
export function pythonProjectFolder(folder: string): string {
  for (let current = folder; ; current = dirname(current)) {
    if (marks.some((mark) => existsSync(join(current, mark)))) return current;
    if (dirname(current) === current) return folder;
  }
}

/** Makes a generated package a requirement. Installing it is left to the project's tool: building a package may ask a registry. */
export function addToPythonProject(root: string, { name, folder }: GeneratedPackage): Addition {
  const place = `./${relative(root, folder).replaceAll('\\', '/')}`;
  const project = textOf(join(root, 'pyproject.toml'));
  // A name in quotes, or a key of Poetry's.
  const isDeclared = new RegExp(`["'\\n]${name}(?![\\w.-])`).test(project ?? '');
  const tool = tools.find(
    ({ lockFile, table }) =>
      existsSync(join(root, lockFile)) || new RegExp(`^\\[tool\\.${table}[.\\]]`, 'm').test(project ?? ''),
  );
  if (tool !== undefined)
    return { done: [], todo: isDeclared ? [] : [`Run ${tool.command} ${place} in ${root}.`] };
  const install = `Run python -m pip install -e ${place} in ${root}.`;
  if (project === undefined || existsSync(join(root, 'requirements.txt'))) {
    const isNew = require(join(root, 'requirements.txt'), `-e ${place}`);
    return { done: isNew ? [`requirements.txt requires -e ${place}`] : [], todo: [install] };
  }
  return { done: [], todo: isDeclared ? [install] : [declaration(name, folder, place), install] };
}

/**
 * What its author is to write into pyproject.toml. A dependency in it has no form of a relative path that all tools understand, and the name
 * alone would be anybody's who publishes it, so that nothing is written there.
 */
function declaration(name: string, folder: string, place: string): string {
  return [
    `pyproject.toml does not depend on ${name} yet, and has no form for that which fits every tool. For this machine alone add`,
    `  "${name} @ ${pathToFileURL(folder).href}"`,
    `to dependencies of [project]; for every one a requirements.txt with the line -e ${place},`,
    `or ${tools.map(({ command }) => `${command} ${place}`).join(', ')}.`,
  ].join('\n');
}

function textOf(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

/** Whether requirements.txt did not say it already. */
function require(path: string, line: string): boolean {
  const text = textOf(path) ?? '';
  if (text.split(/\r?\n/).some((known) => known.trim() === line)) return false;
  writeFileSync(path, `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${line}\n`);
  return true;
}
