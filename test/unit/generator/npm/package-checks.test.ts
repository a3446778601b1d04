import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..', '..', '..');
const golden = join(root, 'test', 'golden', 'generator', 'npm');
const run = promisify(execFile);
const bin = (name: string): string => join(root, 'node_modules', '.bin', name);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'graftwire-package-'));
  mkdirSync(join(folder, 'node_modules', '@graft'), { recursive: true });
  symlinkSync(root, join(folder, 'node_modules', 'graftwire'));
  // The modules stand where the packages look for them, and the packages where a program does.
  cpSync(golden, join(folder, 'grafts'), { recursive: true });
  for (const name of ['npm-inventory', 'pypi-stats'])
    symlinkSync(join(folder, 'grafts', name), join(folder, 'node_modules', '@graft', name));
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe.each(['npm-inventory', 'pypi-stats'])('the package %s', (name) => {
  it('is one that npm, Node.js and TypeScript find no fault with', async () => {
    const cwd = join(folder, 'grafts', name);
    await run(bin('publint'), ['run', '--strict', '.'], { cwd });
    const { stdout } = await run(
      bin('attw'),
      ['--pack', '.', '--profile', 'esm-only', '--no-emoji', '-f', 'ascii'],
      {
        cwd,
      },
    );
    // It ends with an error where there is a problem.
    expect(stdout).toContain('node16 (from ESM): OK (ESM)');
  });
});

describe('a bundler', () => {
  it('keeps the live bindings of a Graft package, and leaves out a Graft that is not used', async () => {
    const entry = join(folder, 'main.js');
    writeFileSync(
      entry,
      `import * as inventory from '@graft/npm-inventory';
       import * as stats from '@graft/pypi-stats';
       export { inventory };`,
    );
    const outfile = join(folder, 'grafts', 'npm-inventory', 'bundle.js');
    await build({
      entryPoints: [entry],
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      external: ['graftwire', 'graftwire/*'],
      logLevel: 'error',
    });
    const { stdout } = await run(process.execPath, [
      '--input-type=module',
      '-e',
      `import { readFileSync } from 'node:fs';
       const { inventory } = await import(${JSON.stringify(outfile)});
       const names = Object.keys(inventory).filter((name) => typeof inventory[name] === 'function');
       console.log(names.length > 0, readFileSync(${JSON.stringify(outfile)}, 'utf8').includes('graft.pypi.stats'));`,
    ]);
    expect(stdout).toBe('true false\n');
  });
});
