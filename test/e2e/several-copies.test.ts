import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot, Project } from './project.js';

const library = `
import asyncio, time
def call(function): return function()
async def wait(value):
    await asyncio.sleep(0.01)
    return value
def spin():
    while True: pass
def sleep(seconds): time.sleep(seconds)
`;

/** Another copy of the package, addon and all, as another version of it would be. */
function addCopy(project: Project, name: string): void {
  const folder = project.path(`node_modules/${name}`);
  mkdirSync(join(folder, 'build', 'Release'), { recursive: true });
  for (const file of ['package.json', 'dist', 'build/Release/graftwire.node'])
    cpSync(join(packageRoot, file), join(folder, file), { dereference: true, recursive: true });
  symlinkSync(join(packageRoot, 'python-host'), join(folder, 'python-host'));
  symlinkSync(join(packageRoot, 'node_modules'), join(folder, 'node_modules'));
}

describe('two copies of the package in one process', () => {
  it('call Python, synchronously and not, each by itself; workers and the process end', async () => {
    const project = new Project({
      'library.py': library,
      'main.cjs': `
        const { Worker, isMainThread, parentPort } = require('node:worker_threads');
        const { once } = require('node:events');
        const copies = ['one', 'two'].map((name) => require(name).graft);
        const libraries = copies.map((graft) => graft.loadSync('./library.py'));
        async function main() {
          copies[0].python.exec('import atexit; atexit.register(print, "handlers")');
          console.log(libraries[0] !== libraries[1], libraries.map((library) => library.call(() => 6 * 7)));
          console.log(await Promise.all(libraries.map((library) => library.wait(1))),
            await Promise.all(libraries.map((library, i) => copies[i].async(library).call(() => 'back'))));
          const worker = new Worker(__filename);
          await once(worker, 'message');
          await new Promise((resolve) => setTimeout(resolve, 100));
          console.log(await worker.terminate());
          void copies[0].async(libraries[0]).spin();
          void copies[1].async(libraries[1]).sleep(1e6);
          await new Promise((resolve) => setTimeout(resolve, 50));
          process.exit(4);
        }
        async function work() {
          void copies[0].async(libraries[0]).spin().catch(() => undefined);
          parentPort.postMessage('ready');
          libraries[1].spin();
        }
        if (isMainThread) main(); else work();`,
    });
    addCopy(project, 'one');
    addCopy(project, 'two');
    expect(await project.run('main.cjs')).toEqual({
      out: "true [ 42, 42 ]\n[ 1, 1 ] [ 'back', 'back' ]\n1\nhandlers\n",
      err: '',
      code: 4,
      signal: null,
    });
  });

  it('of which one is only loaded by a worker', async () => {
    const project = new Project({
      'library.py': library,
      'main.cjs': `
        const { Worker, isMainThread, parentPort } = require('node:worker_threads');
        const { once } = require('node:events');
        const { graft } = require(isMainThread ? 'one' : 'two');
        const library = graft.loadSync('./library.py');
        (async () => {
          if (!isMainThread) { parentPort.postMessage(await library.wait(library.call(() => 1))); return; }
          for (let round = 0; round < 3; round++) {
            const worker = new Worker(__filename);
            const ended = once(worker, 'exit');
            console.log((await once(worker, 'message'))[0], await ended);
          }
          console.log(await library.wait(library.call(() => 2)));
        })();`,
    });
    addCopy(project, 'one');
    addCopy(project, 'two');
    expect(await project.run('main.cjs')).toEqual({
      out: '1 [ 0 ]\n'.repeat(3) + '2\n',
      err: '',
      code: 0,
      signal: null,
    });
  });
});

describe('one copy that is loaded several times', () => {
  it('by contexts of node:vm calls, and ends workers once', async () => {
    const project = new Project({
      'library.py': library,
      'main.cjs': `
        const { Worker, isMainThread, parentPort } = require('node:worker_threads');
        const { once } = require('node:events');
        const load = () => {
          for (const key of Object.keys(require.cache)) delete require.cache[key];
          return require('graftwire').graft;
        };
        (async () => {
          if (!isMainThread) { parentPort.postMessage(1); load().loadSync('./library.py').spin(); return; }
          const terminates = new Set();
          for (let i = 0; i < 5; i++) {
            const library = load().loadSync('./library.py');
            if (library.call(() => i) !== i || (await library.wait(i)) !== i) throw new Error('wrong');
            terminates.add(Worker.prototype.terminate);
          }
          const worker = new Worker(__filename);
          await once(worker, 'message');
          await new Promise((resolve) => setTimeout(resolve, 200));
          console.log(terminates.size, await worker.terminate());
        })();`,
    });
    expect(await project.run('main.cjs')).toEqual({ out: '1 1\n', err: '', code: 0, signal: null });
  });
});

describe('node:cluster', () => {
  it('has workers that call, and that end when they are told to', async () => {
    const project = new Project({
      'library.py': library,
      'main.cjs': `
        const cluster = require('node:cluster');
        const { once } = require('node:events');
        const { graft } = require('graftwire');
        const library = graft.loadSync('./library.py');
        (async () => {
          if (cluster.isPrimary) {
            const workers = [cluster.fork(), cluster.fork()];
            const answers = await Promise.all(workers.map(async (worker) => (await once(worker, 'message'))[0]));
            workers[0].disconnect();
            workers[1].process.kill();
            const ends = await Promise.all(workers.map((worker) => once(worker, 'exit')));
            console.log(answers.join(), JSON.stringify(ends), library.call(() => 'primary'));
          } else {
            const answer = await library.wait(library.call(() => cluster.worker.id));
            if (answer === 2) void graft.async(library).spin();
            process.send(answer);
          }
        })();`,
    });
    expect(await project.run('main.cjs')).toEqual({
      out: '1,2 [[0,null],[null,"SIGTERM"]] primary\n',
      err: '',
      code: 0,
      signal: null,
    });
  });

  it('call one another inside callbacks on one thread', async () => {
    const project = new Project({
      'library.py': library,
      'main.cjs': `
        const copies = ['one', 'two', 'three'].map((name) => require(name).graft);
        const libraries = copies.map((graft) => graft.loadSync('./library.py'));
        const nested = (depth) => depth === 9 ? 'there' : libraries[depth % 3].call(() => nested(depth + 1));
        console.log(nested(0), nested(1), nested(2));
        // The GIL is kept between calls after a while.
        for (let round = 0; round < 100; round++) libraries[0].call(() => 1);
        console.log(libraries[1].call(() => libraries[0].call(() => libraries[1].call(() => 'kept'))));
        (async () => {
          console.log(await copies[0].async(libraries[0]).call(() => libraries[1].call(() => 'later')));
          console.log(await libraries[2].wait('loop'));
        })();`,
    });
    for (const name of ['one', 'two', 'three']) addCopy(project, name);
    expect(await project.run('main.cjs')).toEqual({
      out: 'there there there\nkept\nlater\nloop\n',
      err: '',
      code: 0,
      signal: null,
    });
  });
});
