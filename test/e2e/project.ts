import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { chosenPython } from './pythons.js';
import { RunningNode } from './running-node.js';

/** The package under test: its built bundle, addon and Python package. */
export const packageRoot = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

// Another build of the package that users' programs run with: scripts/check/under-address-sanitizer.mjs.
const testedPackage = process.env['GRAFTWIRE_TESTED_PACKAGE'] ?? packageRoot;
const preload = process.env['GRAFTWIRE_TESTED_PRELOAD'];
const sanitized =
  preload === undefined
    ? {}
    : // What Node keeps to its end is no leak; what was freed is kept for a while, but not so much that tests of memory see it.
      { LD_PRELOAD: preload, ASAN_OPTIONS: 'detect_leaks=0:quarantine_size_mb=32:abort_on_error=0' };

/** How a program ended, and all that it wrote. */
export interface Outcome {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  /** Added to the environment; undefined takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** For the script. */
  readonly args?: readonly string[];
  /** For Node, before the script. */
  readonly nodeArgs?: readonly string[];
  /** Another folder to run in than the project's. */
  readonly cwd?: string;
}

type AtEnd = (action: () => void | Promise<void>) => void;

/** A folder of a user of the package, in which `graftwire` is installed as it is built here. */
export class Project {
  readonly folder: string;
  private readonly atEnd: AtEnd;

  /** `atEnd` is called with what is to be done when the project is no longer needed. Default: at the end of the test. */
  constructor(files: Readonly<Record<string, string>> = {}, atEnd: AtEnd = onTestFinished) {
    this.atEnd = atEnd;
    this.folder = realpathSync(mkdtempSync(join(tmpdir(), 'graftwire-')));
    atEnd(() => {
      rmSync(this.folder, { recursive: true, force: true });
    });
    mkdirSync(this.path('node_modules'));
    symlinkSync(testedPackage, this.path('node_modules/graftwire'));
    this.write('package.json', '{ "private": true }');
    for (const [name, text] of Object.entries(files)) this.write(name, text);
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  /** Writes a file, with the folders it needs, and gives its path. */
  write(name: string, text: string): string {
    const path = this.path(name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return path;
  }

  /** Starts Node with a script of this project (or with `nodeArgs` alone), under the Python that this run of the tests uses. */
  start(script: string | undefined, options: RunOptions = {}): RunningNode {
    const { env = {}, args = [], nodeArgs = [], cwd = this.folder } = options;
    const commandLine = [...nodeArgs, ...(script === undefined ? [] : [this.path(script)]), ...args];
    const child = spawn(process.execPath, commandLine, { cwd, env: environment(env), stdio: 'pipe' });
    const running = new RunningNode(child);
    this.atEnd(() => running.end());
    return running;
  }

  /** Runs it to its end. */
  run(script: string | undefined, options: RunOptions = {}): Promise<Outcome> {
    const running = this.start(script, options);
    running.closeInput();
    return running.outcome;
  }
}

/** The environment of a program of a user's: what chooses a Python is only what a test says. */
export function environment(
  changes: Readonly<Record<string, string | undefined>> = {},
): Record<string, string> {
  const named: Record<string, string | undefined> = {
    ...process.env,
    VIRTUAL_ENV: undefined,
    PYTHONHOME: undefined,
    PYTHONPATH: undefined,
    GRAFT_CACHE: join(packageRoot, 'build', 'test-cache'),
    GRAFT_PYTHON: chosenPython.executable,
    ...sanitized,
    ...changes,
  };
  const set = Object.entries(named).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(set);
}
