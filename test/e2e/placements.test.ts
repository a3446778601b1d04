import { afterAll, describe, expect, it } from 'vitest';
import { Project } from './project.js';

const say = (value: string): string => `export const where = () => ${JSON.stringify(value)};`;
const inPython = (value: string): string => `def where(): return ${JSON.stringify(value)}\n`;

const project = new Project(
  {
    'stats.py': inPython('own'),
    'shop.mjs': say('own'),
    'conf/stats.py': inPython('beside the file'),
    'conf/shop.mjs': say('beside the file'),
    'sub/conf/stats.py': inPython('working directory'),
    'sub/conf/shop.mjs': say('working directory'),
    'conf/moved.txt': 'name=graft.pypi.stats;modules=./stats.py\nname=graft.npm.shop;modules=./shop.mjs',
    'asks.py': `
import graftwire
def where(source):
    try:
        return graftwire.load(source).where()
    except graftwire.GraftError as error:
        return f"{error.code} {error}"
`,
    // What a program of JavaScript and one of Python gets, or the error.
    'main.mjs': `
      import { graft } from 'graftwire';
      const said = (ask) => { try { return ask(); } catch (error) { return \`\${error.code} \${error.message}\`; } };
      const found = ['./stats.py', './shop.mjs'].map((source) =>
        said(() => graft.loadSync(source, { from: import.meta.url }).where()));
      if (!process.argv.includes('alone'))
        found.push(graft.loadSync('./asks.py', { from: import.meta.url }).where('./shop.mjs'));
      console.log(JSON.stringify(found));`,
  },
  afterAll,
);

async function run(env: Readonly<Record<string, string>>, args: readonly string[] = []): Promise<string[]> {
  const { out, err } = await project.run('main.mjs', { env, args, cwd: project.path('sub') });
  if (out === '') throw new Error(err);
  return JSON.parse(out) as string[];
}

describe('a relative path in a configuration', () => {
  const beside = ['beside the file', 'beside the file', 'beside the file'];

  it('is relative to the file that a variable names', async () => {
    expect(await run({ GRAFT_CONFIG: '../conf/moved.txt' })).toEqual(beside);
    expect(await run({ GRAFT_CONFIG: project.path('conf/moved.txt') })).toEqual(beside);
  });

  it('is relative to the working directory in a variable', async () => {
    const text = 'name=graft.pypi.stats;modules=./conf/stats.py\nname=graft.npm.shop;modules=./conf/shop.mjs';
    const here = 'working directory';
    expect(await run({ GRAFT_CONFIG: text })).toEqual([here, here, here]);
  });

  it('is relative to a file above the working directory, also that of a Python', async () => {
    project.write(
      'graft.config.txt',
      'name=graft.pypi.stats;modules=./conf/stats.py;python=./no-such-python',
    );
    const [stats, shop] = await run({}, ['alone']);
    const file = project.path('graft.config.txt');
    expect(stats).toContain(`python-not-found ${file}:1 python: `);
    expect(stats).toContain(`there is no ${project.path('no-such-python')}`);
    expect(shop).toBe('own');
    project.write('graft.config.txt', 'name=graft.pypi.stats;modules=./conf/stats.py');
    expect(await run({})).toEqual(['beside the file', 'own', 'own']);
    project.write('graft.config.txt', '');
  });
});

describe('what is wrong with a placement', () => {
  const variables = { GRAFT_PYPI_STATS_CONFIG: '', GRAFT_NPM_SHOP_CONFIG: '' };

  it.each([
    ['modules=./nope.py', 'modules=./nope.mjs', 'module-not-found VARIABLE:1 modules: '],
    ['runtime=nodejs', 'runtime=python', 'invalid-configuration VARIABLE:1 runtime: '],
    ['modules=a,b', 'modules=a,b', 'invalid-configuration VARIABLE:1 modules: '],
    ['strict=0;host=tcp://a', 'host=tcp://a', 'unimplemented VARIABLE:1 host: '],
  ])('names the source, line and key: %s', async (stats, shop, expected) => {
    const found = await run({ ...variables, GRAFT_PYPI_STATS_CONFIG: stats, GRAFT_NPM_SHOP_CONFIG: shop });
    const [pypi, npm, fromPython] = found;
    expect(pypi).toContain(expected.replace('VARIABLE', 'GRAFT_PYPI_STATS_CONFIG'));
    expect(npm).toContain(expected.replace('VARIABLE', 'GRAFT_NPM_SHOP_CONFIG'));
    expect(fromPython).toContain(expected.replace('VARIABLE', 'GRAFT_NPM_SHOP_CONFIG'));
  });
});
