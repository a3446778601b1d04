import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { spawn } from 'node:child_process';
import { areDependenciesInstalled } from '../../scripts/prepare/dependencies.mjs';

const root = join(import.meta.dirname, '..', '..');

// The real scripts and settings over sources that compile in a moment.
const copied = [
  'native/exports.map',
  'scripts',
  // What starts the bundle.
  'src/cache',
  'binding.gyp',
  'package.json',
  'package-lock.json',
  '.npmrc',
];
const written: Readonly<Record<string, string>> = {
  'native/sources.json': '{ "sources": ["native/node/addon.cc"] }',
  'native/node/addon.cc': `
    #include <napi.h>
    static Napi::Object initialise(Napi::Env, Napi::Object exports) { return exports; }
    NODE_API_MODULE(graftwire, initialise)
  `,
  'src/index.ts': 'export const two: number = 2;\n',
  ...Object.fromEntries(
    ['generated', 'register/main', 'register/imported', 'register/hooks-thread', 'register/vite/plugin'].map(
      (name) => [`src/${name}.ts`, `export const name: string = '${name}';\n`],
    ),
  ),
  'src/cli/main.ts': "import { two } from '../index.js';\nconsole.log(two);\n",
};

/** What a process said and how it ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A clone of the project as a newcomer has it, in a folder of its own. Dispose of it when done. */
export class FreshTree implements Disposable {
  readonly path = mkdtempSync(join(tmpdir(), 'graftwire-tree-'));

  /** @param options.installed whether npm's dependencies are there already; true by default */
  constructor(options: { readonly installed?: boolean } = {}) {
    for (const name of copied) cpSync(join(root, name), join(this.path, name), { recursive: true });
    for (const [name, text] of Object.entries(written)) this.write(name, text);
    if (options.installed === false) return;
    // Otherwise the tree would install them anew, through the link, and so empty the real folder first.
    if (!areDependenciesInstalled(root))
      throw new Error('node_modules is not what package-lock.json says: npm ci');
    symlinkSync(join(root, 'node_modules'), join(this.path, 'node_modules'));
  }

  write(name: string, text: string): void {
    mkdirSync(dirname(join(this.path, name)), { recursive: true });
    writeFileSync(join(this.path, name), text);
  }

  has(name: string): boolean {
    return existsSync(join(this.path, name));
  }

  /** A folder for PATH that holds these commands and nothing else. */
  pathWith(...commands: readonly string[]): string {
    const folder = mkdtempSync(join(this.path, 'path-'));
    for (const name of commands) {
      const place = ['/usr/bin', '/bin', '/usr/local/bin'].find((candidate) =>
        existsSync(join(candidate, name)),
      );
      if (place !== undefined) symlinkSync(join(place, name), join(folder, name));
    }
    symlinkSync(process.execPath, join(folder, 'node'));
    return folder;
  }

  /** Runs scripts/prepare.cjs. `env` is added to an environment that names no compiler and no npm. */
  prepare(env: NodeJS.ProcessEnv = {}, nodeOptions: readonly string[] = []): Promise<Ended> {
    const clean: NodeJS.ProcessEnv = { ...process.env, CXX: '', CC: '', npm_execpath: '', ...env };
    const child = spawn(process.execPath, [...nodeOptions, 'scripts/prepare.cjs'], {
      cwd: this.path,
      env: clean,
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    return new Promise((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr })));
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
