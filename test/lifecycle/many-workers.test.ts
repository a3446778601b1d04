import { describe, expect, it } from 'vitest';
import { Project, type Outcome } from '../e2e/project.js';

const library = `
import asyncio, threading
total = 0
lock = threading.Lock()
def add(a, b): return a + b
def count():
    global total
    with lock: total += 1
async def add_later(a, b):
    await asyncio.sleep(0)
    return a + b
def call(function, value): return function(value)
async def call_on_loop(function, value): return function(value)
def descend(function, level): return 0 if level == 0 else 1 + function(level - 1)
`;

function program(inMain: string, inWorker: string): Project {
  return new Project({
    'library.py': library,
    'main.cjs': `
      const { Worker, isMainThread, parentPort, workerData } = require('node:worker_threads');
      const { once } = require('node:events');
      const { graft } = require('graftwire');
      const library = graft.loadSync('./library.py');
      const later = graft.async(library);
      const startWorkers = (count) => Array.from({ length: count }, (_, index) => new Worker(__filename, { workerData: index }));
      const answers = (workers) => Promise.all(workers.map(async (worker) => (await once(worker, 'message'))[0]));
      async function main() { ${inMain} }
      async function work(data) { ${inWorker} }
      if (isMainThread) main(); else work(workerData);`,
  });
}

const sound = (out: string): Partial<Outcome> => ({ out, err: '', code: 0, signal: null });

describe('sixty-four workers at once', () => {
  it('call back and forth a hundred deep', async () => {
    const project = program(
      `const all = answers(startWorkers(64));
       console.log(new Set(await all).size, (await all)[0]);`,
      `const down = (level) => library.descend(down, level);
       let reached = 0;
       for (let i = 0; i < 5; i++) reached += library.descend(down, 100);
       reached += await later.descend(down, 100);
       parentPort.postMessage(reached);`,
    );
    expect(await project.run('main.cjs')).toMatchObject(sound('1 600\n'));
  });
});

describe('ten workers at once', () => {
  it('get their own answers, of every kind of call', async () => {
    const project = program(
      `const workers = startWorkers(10);
       const all = answers(workers);
       let good = 0;
       for (let i = 0; i < 300; i++) if (await later.add(i, 1) === i + 1 && library.add(i, 2) === i + 2) good += 1;
       console.log((await all).join(), good, graft.get(library, 'total'));`,
      `let good = 0;
       for (let i = 0; i < 300; i++) {
         const own = data * 1000 + i;
         const [a, b, c, d, e] = await Promise.all([
           later.add(own, 1), library.add_later(own, 2), later.call((value) => value + 3, own),
           library.call_on_loop((value) => value + 4, own), later.add('x'.repeat(i), String(own))]);
         if (a === own + 1 && b === own + 2 && c === own + 3 && d === own + 4 && e === 'x'.repeat(i) + own) good += 1;
         if (library.add(own, 5) === own + 5 && library.call((value) => library.add(value, 6), own) === own + 6) good += 1;
         library.count();
       }
       parentPort.postMessage(good);`,
    );
    expect(await project.run('main.cjs')).toMatchObject(sound(`${Array(10).fill(600).join()} 300 3000\n`));
  });

  it('call back and forth a hundred deep', async () => {
    const project = program(
      `const down = (level) => library.descend(down, level);
       const workers = startWorkers(10);
       const all = answers(workers);
       let here = 0;
       for (let i = 0; i < 20; i++) here += library.descend(down, 100);
       console.log((await all).join(), here);`,
      `const down = (level) => library.descend(down, level);
       let reached = 0;
       for (let i = 0; i < 20; i++) reached += library.descend(down, 100);
       reached += await later.descend(down, 100);
       parentPort.postMessage(reached);`,
    );
    expect(await project.run('main.cjs')).toMatchObject(sound(`${Array(10).fill(2100).join()} 2000\n`));
  });

  it('keep no reference when they are done', async () => {
    const project = program(
      `const all = await answers(startWorkers(10));
       console.log(all.join(), graft.stats().javaScriptObjects);`,
      `const before = graft.stats().javaScriptObjects;
       for (let i = 0; i < 200; i++) {
         library.call(() => i, i);
         await Promise.all([later.call(() => i, i), library.call_on_loop(() => i, i)]);
       }
       // What Python gives up is told with a later call.
       for (let i = 0; i < 100 && graft.stats().javaScriptObjects > before; i++) {
         graft.python.exec('import gc; gc.collect()');
         await new Promise((resolve) => setTimeout(resolve, 5));
       }
       parentPort.postMessage(graft.stats().javaScriptObjects - before);`,
    );
    expect(await project.run('main.cjs')).toMatchObject(sound(`${Array(10).fill(0).join()} 0\n`));
  });
});
