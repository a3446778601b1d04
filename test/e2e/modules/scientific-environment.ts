import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { graft } from 'graftwire';
import { packageRoot } from '../project.js';
import { chosenPython } from '../pythons.js';

const packages = ['numpy', 'pandas', 'pydantic', 'networkx', 'pillow', 'scikit-learn'];
const folder = join(packageRoot, '.cache', `scientific-${chosenPython.versionText}`);
const executable = join(folder, 'bin', 'python');
/** Says, once everything is there, what was installed. */
const mark = join(folder, 'installed');
const run = promisify(execFile);

/**
 * A module from a virtual environment with packages of the package index, which is made at the first use and kept: undefined, and a
 * declared gap, where it cannot be made. A process has one Python: a test file that calls this uses no other.
 */
export async function scientific(module: string): Promise<any> {
  try {
    await prepared();
  } catch (error) {
    const { stderr = String(error) } = error as { readonly stderr?: string };
    console.log(
      `declared gap: ${module} (no packages could be installed: ${stderr.trim().split('\n').at(-1)})`,
    );
    return undefined;
  }
  return graft.loadSync(`python:${module}`, { python: executable });
}

function isPrepared(): boolean {
  return existsSync(mark) && readFileSync(mark, 'utf8') === packages.join(' ');
}

/** Several test files may ask at once, each in a process of its own: one makes the environment, the others wait for it. */
async function prepared(): Promise<void> {
  if (isPrepared()) return;
  mkdirSync(join(packageRoot, '.cache'), { recursive: true });
  const lock = `${folder}.lock`;
  while (!hasAcquired(lock)) await sleep(200);
  try {
    if (!isPrepared()) await install();
  } finally {
    rmSync(lock, { force: true });
  }
}

async function install(): Promise<void> {
  await run(chosenPython.executable, ['-m', 'venv', '--clear', folder]);
  // Wheels only: nothing is compiled. Where there is no index to reach, that is found out soon.
  const options = [
    '--quiet',
    '--disable-pip-version-check',
    '--only-binary=:all:',
    '--retries=1',
    '--timeout=10',
  ];
  await run(executable, ['-m', 'pip', 'install', ...options, ...packages]);
  writeFileSync(mark, packages.join(' '));
}

function hasAcquired(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    const owner = Number(existsSync(lock) ? readFileSync(lock, 'utf8') : 0);
    // A process that was ended leaves its lock behind. 0: not written yet, or released meanwhile.
    if (owner > 0 && !isAlive(owner)) rmSync(lock, { force: true });
    return false;
  }
}

function isAlive(process_: number): boolean {
  try {
    process.kill(process_, 0);
    return true;
  } catch {
    return false;
  }
}
