import { renameSync } from 'node:fs';
import { build, type Format } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graftwire } from './cli.js';
import { Project } from './project.js';

const files = {
  'package.json': '{ "private": true, "type": "module" }',
  'lib/stats.py':
    'RATE = 3\n\n\ndef mean(values: "list[float]") -> float:\n    return sum(values) / len(values)\n',
  'lib/shop.mjs': 'export const add = (a, b) => a + b;\n',
  'app.mjs': `
    import { mean, RATE } from '@graft/pypi-stats';
    import shop, { add } from '@graft/npm-shop';
    console.log(mean([1, 2, 3]), RATE, add(1, 2), shop.add(3, 4));`,
};

const project = new Project(files, afterAll);

beforeAll(async () => {
  for (const args of [['./lib/stats.py'], ['./lib/shop.mjs', '--for', 'npm']])
    expect(await graftwire(project, ['add', ...args])).toMatchObject({ code: 0 });
});

async function bundle(format: Format, name: string): Promise<void> {
  await build({
    entryPoints: [project.path('app.mjs')],
    outfile: project.path(name),
    bundle: true,
    platform: 'node',
    format,
    external: ['graftwire'],
    logLevel: 'error',
    // That import.meta is empty there.
    logOverride: { 'empty-import-meta': 'silent' },
  });
}

describe('a bundle of a program with Grafts', () => {
  it.each<readonly [Format, string]>([
    ['esm', 'dist/app.mjs'],
    ['esm', 'dist/server/app.mjs'],
    ['cjs', 'dist/app.cjs'],
  ])('finds their modules in the project: %s in %s', async (format, name) => {
    await bundle(format, name);
    const printed = { out: '2 3 3 7\n', err: '', code: 0 };
    expect(await project.run(name)).toMatchObject(printed);
    expect(await project.run(name, { cwd: '/' })).toMatchObject(printed);
  });

  it('says which Graft has lost its module, and takes it from where the configuration says', async () => {
    await bundle('esm', 'dist/app.mjs');
    renameSync(project.path('lib/stats.py'), project.path('lib/moved.py'));
    const { err, code } = await project.run('dist/app.mjs');
    expect(code).toBe(1);
    expect(err).toContain('graft.pypi.stats is to be loaded from ');
    expect(err).toContain('modules=<path> in the configuration of graft.pypi.stats');
    expect(
      await project.run('dist/app.mjs', { env: { GRAFT_STATS_CONFIG: 'modules=./lib/moved.py' } }),
    ).toMatchObject({ out: '2 3 3 7\n', err: '', code: 0 });
  });
});
