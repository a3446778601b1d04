import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Project } from './project.js';

it('is left by the first program, taken by the next ones, and does all that a program without it does', async () => {
  const project = new Project({
    'late.mjs': 'export const late = await Promise.resolve("late");',
    'fails.mjs': 'throw new TypeError("no");',
    'main.mjs': `
      import { graft } from 'graftwire';
      const { late } = await graft.load('./late.mjs');
      const failed = await graft.load('./fails.mjs').catch(({ message }) => message);
      graft.python.exec('import graftwire\\nasync def later(path): return (await graftwire.load_async(path)).late');
      console.log(late, failed, await graft.python.import('__main__').later('./late.mjs'));
      const worker = new (await import('node:worker_threads')).Worker(
        'require("node:worker_threads").parentPort.postMessage(require("graftwire").graft.python.eval("6 * 7"))',
        { eval: true },
      );
      worker.on('message', (answer) => console.log(answer));`,
  });
  const cache = project.path('cache');
  const program = { env: { GRAFT_CACHE: cache } };
  const code = (): string =>
    join(
      cache,
      readdirSync(cache).find((name) => name.startsWith('code-'))!,
    );

  const outcome = { out: 'late no late\n42\n', err: '', code: 0, signal: null };
  expect(await project.run('main.mjs', program)).toEqual(outcome);
  const { mtimeMs, ino, size } = statSync(code());
  expect(size).toBeGreaterThan(100_000);
  for (let time = 0; time < 2; time++) expect(await project.run('main.mjs', program)).toEqual(outcome);
  expect(statSync(code())).toMatchObject({ mtimeMs, ino, size });
});

it('loads nothing of Node.js at the start that takes milliseconds to load', async () => {
  const project = new Project({
    'sums.py': 'def add(a, b): return a + b',
    'main.cjs': `
      const before = new Set(process.moduleLoadList);
      require('graftwire').graft.loadSync('./sums.py').add(2, 3);
      const costly = ['child_process', 'crypto', 'perf_hooks', 'stream', 'v8', 'worker_threads', 'zlib'];
      const loaded = process.moduleLoadList.filter((name) => !before.has(name));
      console.log(costly.filter((name) => loaded.includes('NativeModule ' + name)).join());`,
  });
  const program = { env: { GRAFT_CACHE: project.path('cache') } };
  await project.run('main.cjs', program);
  // What was found and compiled is known by now.
  expect(await project.run('main.cjs', program)).toMatchObject({ out: '\n', err: '', code: 0 });
});
