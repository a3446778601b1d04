import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { GraftError } from '../../errors/graft-error.js';
import type { GeneratedPackage } from '../generate/generate-package.js';
import type { Addition } from './command.js';

type Dependencies = Record<string, string>;

interface Manifest {
  dependencies?: Dependencies;
  devDependencies?: Dependencies;
}

/** A package manager, and how it is told of a folder of the project that it links instead of copying. */
interface PackageManager {
  readonly install: string;
  readonly protocol: string;
  /** What says that a project uses it. */
  readonly lockFiles: readonly string[];
}

const npm: PackageManager = { install: 'npm install', protocol: 'file:', lockFiles: ['package-lock.json'] };
const managers: readonly PackageManager[] = [
  // Of a folder that is named by file: these make a copy, which would not find the module's file.
  { install: 'pnpm install', protocol: 'link:', lockFiles: ['pnpm-lock.yaml'] },
  { install: 'yarn install', protocol: 'link:', lockFiles: ['yarn.lock'] },
  npm,
];

/**
 * The folder of the project that a folder belongs to.
 *
 * @throws GraftError `invalid-argument` where there is none
 */
export function nodeProjectFolder(folder: string): string {
  for (let current = folder; ; current = dirname(current)) {
    if (existsSync(join(current, 'package.json'))) return current;
    if (dirname(current) === current) break;
  }
  throw new GraftError(
    'invalid-argument',
    `${folder} is in no project of Node.js: there is no package.json.`,
    {
      remedy: 'Run npm init first, use --for python for a project of Python, or graftwire generate.',
    },
  );
}

/** Makes a generated package a dependency, and links it where Node.js looks for it, as installing would. */
export function addToNodeProject(root: string, { name, folder }: GeneratedPackage): Addition {
  const manager = managers.find(({ lockFiles }) => lockFiles.some((file) => existsSync(join(root, file))));
  const place = relative(root, folder).replaceAll('\\', '/');
  const done: string[] = [];
  const todo: string[] = [];
  const { protocol, install } = manager ?? npm;
  if (declare(root, name, `${protocol}${place}`)) {
    done.push(`package.json depends on ${name}: ${protocol}${place}`);
    if (manager !== undefined) todo.push(`Run ${install} to bring the lock file up to date.`);
  }
  if (existsSync(join(root, '.pnp.cjs')))
    todo.push(`Run ${install}: this project has no node_modules to link it in.`);
  else done.push(...link(root, name, folder, todo, install));
  if (!findsPackage(root, 'graftwire'))
    todo.push('The package needs graftwire itself: npm install graftwire.');
  return { done, todo };
}

/** Whether package.json did not say it already. */
function declare(root: string, name: string, version: string): boolean {
  const path = join(root, 'package.json');
  const text = readFileSync(path, 'utf8');
  const manifest = parse(path, text);
  const group = manifest.devDependencies?.[name] === undefined ? 'dependencies' : 'devDependencies';
  const before = manifest[group] ?? {};
  if (before[name] === version) return false;
  const entries = Object.entries({ ...before, [name]: version });
  // As package managers do.
  manifest[group] = Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  const indentation = /^([ \t]+)"/m.exec(text)?.[1] ?? 2;
  writeFileSync(
    path,
    `${JSON.stringify(manifest, undefined, indentation)}${text.endsWith('\n') ? '\n' : ''}`,
  );
  return true;
}

function parse(path: string, text: string): Manifest {
  try {
    return JSON.parse(text) as Manifest;
  } catch (cause) {
    throw new GraftError('invalid-argument', `${path} is no JSON.`, { remedy: 'Repair it first.', cause });
  }
}

function link(
  root: string,
  name: string,
  folder: string,
  todo: string[],
  install: string,
): readonly string[] {
  const place = join(root, 'node_modules', name);
  const shown = relative(root, place);
  const found = lstatSync(place, { throwIfNoEntry: false });
  if (found !== undefined) {
    const isThat = found.isSymbolicLink() && resolve(dirname(place), readlinkSync(place)) === folder;
    if (!isThat) todo.push(`${shown} is another package: remove it and run ${install}.`);
    return [];
  }
  mkdirSync(dirname(place), { recursive: true });
  // Windows lets everybody make a junction, which has an absolute target.
  if (process.platform === 'win32') symlinkSync(folder, place, 'junction');
  else symlinkSync(relative(dirname(place), folder), place);
  return [`${shown} is linked to it`];
}

function findsPackage(folder: string, name: string): boolean {
  if (existsSync(join(folder, 'node_modules', name))) return true;
  return dirname(folder) !== folder && findsPackage(dirname(folder), name);
}
