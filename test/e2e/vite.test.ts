import { existsSync, renameSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot, Project } from './project.js';

const stats = `
RATE = 1.25
def mean(values):
    return sum(values) / len(values)
def then(x): return x
def unused(): return 'never named'
`;

/** What the run of the tests that this is has told its children. */
const withoutOuterRun = {
  VITEST: undefined,
  VITEST_POOL_ID: undefined,
  VITEST_WORKER_ID: undefined,
  NODE_ENV: undefined,
  TEST: undefined,
};

function withVite(files: Readonly<Record<string, string>>): Project {
  const project = new Project({
    'package.json': '{ "private": true, "type": "module" }',
    'stats.py': stats,
    'vite.config.js': `
      import { graftwirePlugin } from 'graftwire/vite';
      export default { plugins: [graftwirePlugin()], build: { ssr: 'src/entry.ts', outDir: 'out/server' } };`,
    ...files,
  });
  for (const name of ['vite', 'vitest']) {
    symlinkSync(join(packageRoot, 'node_modules', name), project.path(`node_modules/${name}`));
  }
  return project;
}

describe('vite build for a server', () => {
  const entry =
    "import stats, { mean, RATE } from '../stats.py';\nexport const shown: unknown = [mean([1, 2, 3]), RATE, stats.then_(1)];\nconsole.log(JSON.stringify(shown));";

  it('writes a program that loads the Python file from where it stands', async () => {
    const project = withVite({ 'src/entry.ts': entry });
    const vite = join(packageRoot, 'node_modules/vite/bin/vite.js');
    const built = await project.run(undefined, { nodeArgs: [vite, 'build'], env: withoutOuterRun });
    expect(built.code, built.err).toBe(0);
    expect(await project.run('out/server/entry.js', { cwd: '/' })).toMatchObject({
      out: '[2,1.25,1]\n',
      err: '',
      code: 0,
    });
    // Wherever the whole project goes.
    const moved = project.path('moved');
    for (const name of ['out', 'stats.py', 'node_modules']) {
      if (!existsSync(moved)) project.write('moved/package.json', '{ "type": "module" }');
      renameSync(project.path(name), join(moved, name));
    }
    expect(await project.run('moved/out/server/entry.js')).toMatchObject({ out: '[2,1.25,1]\n', err: '' });
  });

  it('leaves out members that are not used', async () => {
    const project = withVite({
      'src/entry.ts': entry,
      'shown.js':
        "import { readFileSync } from 'node:fs'; console.log(readFileSync('out/server/entry.js', 'utf8'));",
    });
    const vite = join(packageRoot, 'node_modules/vite/bin/vite.js');
    await project.run(undefined, { nodeArgs: [vite, 'build'], env: withoutOuterRun });
    const { out } = await project.run('shown.js');
    expect(out).toContain('"mean"');
    expect(out).not.toContain('unused');
    expect(out).not.toContain(project.folder);
  });
});

describe('the development server of Vite', () => {
  it('runs a Python file again that has changed, and says where it is wrong', async () => {
    const project = withVite({
      'hot.py': 'def f(): return 1',
      'entry.ts': "export { f } from './hot.py';",
      'dev.js': `
        import { createServer } from 'vite';
        import { writeFileSync } from 'node:fs';
        const server = await createServer({ server: { middlewareMode: true }, appType: 'custom', logLevel: 'silent' });
        const load = () => server.ssrLoadModule('/entry.ts');
        const change = async (text) => {
          // Again and again: the server may not be watching yet.
          const writes = setInterval(() => writeFileSync('hot.py', text), 100);
          await new Promise((resolve) => server.watcher.once('change', resolve));
          clearInterval(writes);
          // The server hears of it after this listener.
          await new Promise((resolve) => setTimeout(resolve, 200));
        };
        console.log((await load()).f());
        await change('def f(): return 22');
        console.log((await load()).f());
        await change('def f(: return 22');
        await load().catch((error) => console.log(error.name, error.stack.includes(process.cwd() + '/hot.py:1')));
        await change('def f(): return 333');
        console.log((await load()).f());
        console.log(await server.transformRequest('/hot.py').catch((error) => error.message));
        await server.close();`,
    });
    const { out, err, code } = await project.run('dev.js', { env: withoutOuterRun });
    expect({ err, code }).toEqual({ err: '', code: 0 });
    expect(out.split('\n').slice(0, 4)).toEqual(['1', '22', 'SyntaxError true', '333']);
    expect(out).toContain('hot.py is Python, which runs in Node.js and not in a browser.');
  });
});

describe('vitest with the plugin', () => {
  const test = (name: string): string => `
    import { expect, it } from 'vitest';
    import stats, { mean, RATE } from '../stats.py';
    import { graft, GraftError } from 'graftwire';
    it('${name} calls Python', () => {
      expect([mean([1, 2, 3]), RATE, stats.then_(4)]).toEqual([2, 1.25, 4]);
    });
    it('${name} has the module that graft.load gives', async () => {
      expect(await graft.load('../stats.py', { from: import.meta.url })).toBe(stats);
      expect(() => mean(/x/)).toThrow(GraftError);
    });`;

  it.each(['forks', 'threads'])('imports Python files in its pool %s', async (pool) => {
    const project = withVite({ 'test/one.test.ts': test('one'), 'test/two.test.ts': test('two') });
    const vitest = join(packageRoot, 'node_modules/vitest/vitest.mjs');
    const { out, err, code } = await project.run(undefined, {
      nodeArgs: [vitest, 'run', `--pool=${pool}`, '--reporter=json', '--maxWorkers=2'],
      env: withoutOuterRun,
    });
    const report = JSON.parse(out.slice(out.indexOf('{'))) as { numPassedTests: number };
    expect({ passed: report.numPassedTests, code }, err).toEqual({ passed: 4, code: 0 });
  });

  it('runs the tests of a Python file again that has changed', async () => {
    const project = withVite({
      'hot.py': 'def f(): return "first"',
      'test/hot.test.ts': `
        import { it } from 'vitest';
        import { f } from '../hot.py';
        it('calls', () => { process.stdout.write('it gives ' + f() + '\\n'); });`,
    });
    const vitest = join(packageRoot, 'node_modules/vitest/vitest.mjs');
    const running = project.start(undefined, {
      nodeArgs: [vitest, 'watch'],
      env: { ...withoutOuterRun, CI: undefined },
    });
    await running.until('it gives first');
    await running.until('Waiting for file changes');
    project.write('hot.py', 'def f(): return "second"');
    await running.until('it gives second');
  });
});
