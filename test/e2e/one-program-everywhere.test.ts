import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { Project } from './project.js';

const routes = fileURLToPath(new URL('routes', import.meta.url));

/** A project with the shop in both languages, the Graft of the JavaScript one, and the program that uses it. */
async function shopProject(): Promise<Project> {
  const project = new Project({
    'main.mjs': `
      import shop from '@graft/npm-shop';
      import { program } from './program.mjs';
      await program(shop, console.log);`,
  });
  for (const name of ['shop.mjs', 'shop.py', 'program.mjs']) cpSync(join(routes, name), project.path(name));
  const generated = await project.run('node_modules/graftwire/dist/cli.cjs', {
    args: ['generate', './shop.mjs', '--for', 'npm', '--out', 'node_modules/@graft/npm-shop'],
  });
  expect(generated, generated.err).toMatchObject({ code: 0 });
  return project;
}

describe('one program with a generated Graft', () => {
  it('prints the same bytes wherever GRAFT_CONFIG puts the module', async () => {
    const project = await shopProject();
    const run = (env: Readonly<Record<string, string>>): ReturnType<Project['run']> =>
      project.run('main.mjs', { env });
    const direct = await run({});
    expect(direct).toMatchObject({ code: 0, err: '' });
    expect(direct.out.split('\n').length).toBeGreaterThan(100);
    for (const GRAFT_CONFIG of [
      'name=graft.npm.shop;strict=true',
      'host=loopback',
      'name=graft.npm.shop;runtime=python;modules=./shop.py',
    ]) {
      expect({ GRAFT_CONFIG, ...(await run({ GRAFT_CONFIG })) }).toEqual({ GRAFT_CONFIG, ...direct });
    }
    expect(await run({ GRAFT_STRICT: '1' })).toEqual(direct);
  });
});
