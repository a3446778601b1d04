import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot, Project } from './project.js';

const counter = 'times = 0\ndef count():\n    global times\n    times += 1\n    return times\n';

describe('one instance of the library', () => {
  it('is what import and require give, in either order', async () => {
    const project = new Project({
      'counter.py': counter,
      'import-first.mjs': `
        import { createRequire } from 'node:module';
        import * as imported from 'graftwire';
        const required = createRequire(import.meta.url)('graftwire');
        const names = Object.keys(required).sort();
        const same = names.map((name) => imported[name] === required[name]);
        const one = imported.graft.loadSync('./counter.py');
        console.log(JSON.stringify([Object.keys(imported).sort().join() === names.join(), same.every(Boolean),
          required.graft.loadSync('./counter.py') === one, one.count(), required.graft.loadSync('./counter.py').count()]));`,
      'require-first.cjs': `
        const required = require('graftwire');
        const one = required.graft.loadSync('./counter.py');
        import('graftwire').then(async (imported) => {
          const error = await imported.graft.load('./missing.py').catch((error) => error);
          console.log(JSON.stringify([imported.graft === required.graft, await imported.graft.load('./counter.py') === one,
            error instanceof required.GraftError, one.count()]));
        });`,
    });
    expect((await project.run('import-first.mjs')).out).toBe('[true,true,true,1,2]\n');
    expect((await project.run('require-first.cjs')).out).toBe('[true,true,true,1]\n');
  });

  it('works in scripts that are given on the command line', async () => {
    const project = new Project({ 'counter.py': counter });
    const required = "console.log(require('graftwire').graft.loadSync('./counter.py').count())";
    expect(await project.run(undefined, { nodeArgs: ['-e', required] })).toMatchObject({
      out: '1\n',
      err: '',
      code: 0,
    });
    const imported =
      "import { graft } from 'graftwire'; console.log((await graft.load('./counter.py', { from: import.meta.url })).count())";
    const nodeArgs = ['--input-type=module', '-e', imported];
    expect(await project.run(undefined, { nodeArgs })).toMatchObject({ out: '1\n', err: '', code: 0 });
    const printed = ['-p', "require('graftwire').graft.python.eval('6 * 7')"];
    expect((await project.run(undefined, { nodeArgs: printed })).out).toBe('42\n');
  });

  it('works under node --test, in both module systems', async () => {
    const body = (get: string): string => `
      ${get}
      test('counts', () => { assert.equal(graft.loadSync('./counter.py').count(), 1); });
      test('awaits', async () => { assert.equal((await graft.load('./counter.py')).count(), 2); });`;
    const project = new Project({
      'counter.py': counter,
      'one.test.mjs': body(
        "import test from 'node:test'; import assert from 'node:assert'; import { graft } from 'graftwire';",
      ),
      'other.test.cjs': body(
        "const test = require('node:test'); const assert = require('node:assert'); const { graft } = require('graftwire');",
      ),
    });
    const { out, code } = await project.run(undefined, { nodeArgs: ['--test', '--test-reporter=tap'] });
    expect(code).toBe(0);
    expect(out).toMatch(/# pass 4\n/);
    expect(out).toMatch(/# fail 0\n/);
  });

  it('has its types beside it for both', () => {
    const { exports } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as {
      exports: Record<string, Record<string, { types: string; default: string }>>;
    };
    expect(exports['.']!['import']!.default).toBe('./dist/index.js');
    expect(exports['.']!['require']!.default).toBe('./dist/index.cjs');
  });
});

describe('two copies of the package in one process', () => {
  /** A project with a second copy of what is installed, as npm makes it for a dependency that wants another version. */
  function withSecondCopy(main: string): Project {
    const project = new Project({ 'counter.py': counter, 'main.cjs': main });
    const copy = project.path('second/node_modules/graftwire');
    mkdirSync(join(copy, 'build/Release'), { recursive: true });
    for (const part of ['package.json', 'dist', 'python-host', 'build/Release/graftwire.node']) {
      cpSync(join(packageRoot, part), join(copy, part), { recursive: true });
    }
    return project;
  }
  const both = `
    const first = require('graftwire');
    const second = require(process.cwd() + '/second/node_modules/graftwire');`;

  it('share one Python and its modules', async () => {
    const project = withSecondCopy(`${both}
      const one = first.graft.loadSync('./counter.py');
      const other = second.graft.loadSync('./counter.py');
      console.log(JSON.stringify([first.graft === second.graft, one.count(), other.count(), one.count(), other.times,
        first.graft.python.eval('id(__import__("counter"))') === second.graft.python.eval('id(__import__("counter"))')]));
      for (let i = 0; i < 1000; i++) { one.count(); other.count(); }
      console.log(one.times);
      first.graft.python.exec('print("from the first")');
      second.graft.python.exec('print("from the second")');
      try { second.graft.python.eval('1 / 0') } catch ({ name }) { console.log(name) }`);
    const { out, err, code } = await project.run('main.cjs');
    expect({ out, err, code }).toEqual({
      out: '[false,1,2,3,3,true]\n2003\nfrom the first\nfrom the second\nZeroDivisionError\n',
      err: '',
      code: 0,
    });
  });

  it('end once: exit handlers run a single time', async () => {
    const project = withSecondCopy(`${both}
      first.graft.python.exec('import atexit; atexit.register(print, "the end")');
      second.graft.python.exec('file = open("kept.txt", "w"); file.write("kept")');
      console.log('node ends');`);
    const { out, err, code } = await project.run('main.cjs');
    expect({ out, err, code }).toEqual({ out: 'node ends\nthe end\n', err: '', code: 0 });
    expect(readFileSync(project.path('kept.txt'), 'utf8')).toBe('kept');
  });

  it('may be used by different threads', async () => {
    const project = withSecondCopy(`
      const { Worker } = require('node:worker_threads');
      const { graft } = require('graftwire');
      graft.loadSync('./counter.py').count();
      const worker = new Worker(\`
        const { graft } = require(process.cwd() + '/second/node_modules/graftwire');
        const counter = graft.loadSync('./counter.py');
        for (let i = 0; i < 1000; i++) counter.count();
        graft.python.exec('print("worker done")');\`, { eval: true });
      worker.on('exit', (code) => console.log(code, graft.loadSync('./counter.py').count()));`);
    const { out, err, code } = await project.run('main.cjs');
    expect({ out, err, code }).toEqual({ out: 'worker done\n0 1002\n', err: '', code: 0 });
  });
});
