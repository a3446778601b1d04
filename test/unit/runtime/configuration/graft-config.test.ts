import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { temporaryDirectory } from '../python/temporary-directory.js';

const source = fileURLToPath(
  new URL('../../../../src/runtime/configuration/graft-config.ts', import.meta.url),
);

interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program with the configuration alone, in a folder of its own that has no packages. */
async function run(program: string, env: Readonly<Record<string, string>>): Promise<Outcome> {
  const folder = temporaryDirectory();
  await build({
    entryPoints: [source],
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['yaml'],
    outfile: join(folder, 'graft-config.mjs'),
  });
  const script = join(folder, 'program.mjs');
  writeFileSync(script, `import * as configuration from './graft-config.mjs';\n${program}`);
  return spawnSync(process.execPath, [script], {
    cwd: folder,
    env: { PATH: process.env['PATH'], ...env },
    encoding: 'utf8',
  });
}

const use = `
  configuration.GraftConfig.setConfig('name=graft.pypi.a;host=loopback');
  for (const name of ['graft.pypi.a', 'graft.pypi.a', 'graft.pypi.b']) configuration.resolveConfiguration(name);
  configuration.forgetConfiguration('graft.pypi.a');
  console.log(configuration.resolveConfiguration('graft.pypi.a').config.host[0].kind);
`;

it('logs what was resolved once for each Graft and reload, with NODE_DEBUG=graftwire', async () => {
  const { stdout, stderr } = await run(use, { NODE_DEBUG: 'graftwire', GRAFT_CONFIG: 'host=tcp://hush@x' });
  expect(stdout).toBe('loopback\n');
  const lines = stderr
    .trim()
    .split('\n')
    .map((line) => line.replace(/^GRAFTWIRE \d+: /, ''));
  expect(lines).toEqual([
    'name=graft.pypi.a;host=loopback (GraftConfig.setConfig:1)',
    'name=graft.pypi.b;host=tcp://***@x:7420 (GRAFT_CONFIG:1)',
    'name=graft.pypi.a;host=loopback (GraftConfig.setConfig:1)',
  ]);
});

it('logs nothing otherwise', async () => {
  expect(await run(use, {})).toMatchObject({ status: 0, stdout: 'loopback\n', stderr: '' });
});

it('says what to install where YAML is to be read and nothing can', async () => {
  const program = `
    try {
      configuration.resolveConfiguration('graft.pypi.a');
    } catch (error) {
      console.log(error.code, error.path, error.remedy);
    }
  `;
  const { stdout } = await run(program, { GRAFT_CONFIG: 'host: loopback' });
  expect(stdout).toMatch(/^package-not-installed GRAFT_CONFIG .*npm install yaml/);
});
