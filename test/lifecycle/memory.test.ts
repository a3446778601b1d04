import { describe, expect, it } from 'vitest';
import { Project, type Outcome } from '../e2e/project.js';

const held = `
held = []
def keep(memory): held.append(memory)
def kept(): return [list(memory[:4]) for memory in held]
def write(value): held[-1][0] = value
def drop(): held.clear()
`;

const sound = (out: string): Partial<Outcome> => ({ out, err: '', code: 0, signal: null });

/** Runs a program whose main thread and workers run the same file, each its own part; gives how it ended. */
function run(inMain: string, inWorker = ''): Promise<Outcome> {
  const project = new Project({
    'held.py': held,
    'main.cjs': `
      const { Worker, isMainThread, parentPort, workerData } = require('node:worker_threads');
      const { once } = require('node:events');
      const { graft } = require('graftwire');
      const turn = () => new Promise(setImmediate);
      const collect = async () => { for (let i = 0; i < 4; i++) { await turn(); gc(); await turn(); } };
      const startWorker = (workerData, options = {}) => new Worker(__filename, { workerData, ...options });
      async function main() { ${inMain} }
      async function work(data) { ${inWorker} }
      if (isMainThread) main(); else work(workerData);`,
  });
  return project.run('main.cjs', { nodeArgs: ['--expose-gc'] });
}

describe('memory of graft.alloc', () => {
  it('is zero, is written to by both sides, and is left to Python by a worker that ends', async () => {
    const outcome = await run(
      `const { kept, write, drop } = graft.loadSync('./held.py');
       await Promise.all([1, 2, 3].map((data) => once(startWorker(data), 'exit')));
       await collect();
       console.log(JSON.stringify(kept().sort()));
       for (let i = 0; i < 50; i++) new Uint8Array(graft.alloc(1e6)).fill(255);
       write(9);
       console.log(kept()[2][0], kept().flat().length);
       drop();`,
      `const { keep, write } = graft.loadSync('./held.py');
       const array = new Float64Array(graft.alloc(80_000));
       if (array.some((value) => value !== 0)) throw new Error('not zero');
       array.set([data, 2]);
       keep(array);
       array[2] = 3;`,
    );
    expect(outcome).toMatchObject(sound('[[1,2,3,0],[2,2,3,0],[3,2,3,0]]\n9 12\n'));
  });

  it('is left to Python by a worker that is terminated, at any moment', async () => {
    const outcome = await run(
      `const { kept, drop } = graft.loadSync('./held.py');
       for (let round = 0; round < 12; round++) {
         const worker = startWorker(round);
         await once(worker, 'message');
         await new Promise((resolve) => setTimeout(resolve, round));
         await worker.terminate();
       }
       await collect();
       const all = kept();
       console.log(all.length > 12, all.every(([first, second]) => first === 7 && second === 8));
       drop();`,
      `const { keep } = graft.loadSync('./held.py');
       parentPort.postMessage('begins');
       for (;;) keep(new Uint16Array(graft.alloc(2000)).fill(7).fill(8, 1));`,
    );
    expect(outcome).toMatchObject(sound('true true\n'));
  });

  it('outlives its ArrayBuffer, and goes with the last of both', async () => {
    const outcome = await run(`
      const { keep, kept, drop } = graft.loadSync('./held.py');
      const rss = () => process.memoryUsage.rss() / 2 ** 20;
      const before = rss();
      for (let i = 0; i < 20; i++) { const a = new Uint8Array(graft.alloc(10 * 2 ** 20)).fill(i); keep(a); await turn(); }
      await collect();
      const whileHeld = rss() - before;
      console.log(kept().map(([first]) => first).join(), whileHeld > 180);
      drop();
      await collect();
      console.log(rss() - before < whileHeld / 2);
      for (let i = 0; i < 300; i++) { keep(new Uint8Array(graft.alloc(10 * 2 ** 20)).fill(i)); drop(); await turn(); }
      console.log(rss() - before < 1500);`);
    expect(outcome).toMatchObject(
      sound('0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19 true\ntrue\ntrue\n'),
    );
  });

  it('is seen by V8: what is dropped is collected without being asked', async () => {
    const outcome = await run(`
      const before = process.memoryUsage().external;
      const kept = graft.alloc(64e6);
      console.log(process.memoryUsage().external - before >= 64e6, kept.byteLength);
      let most = 0;
      for (let i = 0; i < 300; i++) { new Uint8Array(graft.alloc(16e6)).fill(1); await turn(); most = Math.max(most, process.memoryUsage.rss()); }
      console.log(most < 2e9);`);
    expect(outcome).toMatchObject(sound('true 64000000\ntrue\n'));
  });
});

describe('memory of a typed array that Python keeps a view of', () => {
  it('stays while JavaScript has forgotten the array, and is collected when Python has, too', async () => {
    const outcome = await run(`
      const { keep, kept, drop } = graft.loadSync('./held.py');
      let gone = 0;
      const registry = new FinalizationRegistry(() => { gone += 1; });
      const pass = (i) => { const a = new Int32Array(100_000).fill(i); registry.register(a.buffer); keep(a); };
      for (let i = 0; i < 30; i++) pass(i);
      await collect();
      for (let i = 0; i < 100; i++) new Uint8Array(1e6).fill(255);
      console.log(gone, kept().every(([first], index) => first === index));
      drop();
      graft.python.eval('1');
      await collect();
      console.log(gone);`);
    expect(outcome).toMatchObject(sound('0 true\n30\n'));
  });

  it('is let go of by a thread of Python’s, also while no call is under way', async () => {
    const outcome = await run(`
      const { keep } = graft.loadSync('./held.py');
      let gone = 0;
      const registry = new FinalizationRegistry(() => { gone += 1; });
      (() => { const a = new Int8Array(1000); registry.register(a.buffer); keep(a); })();
      graft.python.exec(\`
import threading, held
def drop_later():
    while not go: pass
    held.held.clear()
    done.set()
go, done = [], threading.Event()
threading.Thread(target=drop_later).start()
go.append(1)\`);
      graft.python.eval('done.wait() and None');
      await collect();
      graft.python.eval('1');
      await collect();
      console.log(gone);`);
    expect(outcome).toMatchObject(sound('1\n'));
  });

  it('cannot be transferred away under Python, in any way', async () => {
    const outcome = await run(`
      const { keep, kept } = graft.loadSync('./held.py');
      const buffers = [new Int8Array([1, 2, 3, 4]).buffer, graft.python.eval('__import__("array").array("B", [5, 6, 7, 8])').buffer];
      for (const buffer of buffers) keep(new Int8Array(buffer));
      const attempts = [
        (buffer) => structuredClone(buffer, { transfer: [buffer] }),
        (buffer) => new (require('node:worker_threads').MessageChannel)().port1.postMessage(buffer, [buffer]),
        (buffer) => buffer.transfer(),
        (buffer) => buffer.transferToFixedLength(2),
      ];
      for (const buffer of buffers) for (const attempt of attempts) {
        // Refused, or a copy is made: it stays as long as it was.
        try { attempt(buffer); } catch (error) { if (!(error instanceof TypeError || error.name === 'DataCloneError')) throw error; }
        if (buffer.byteLength !== 4) throw new Error('gone after ' + attempt);
      }
      await collect();
      console.log(JSON.stringify(kept()));
      process.exit();`);
    expect(outcome).toMatchObject(sound('[[1,2,3,4],[5,6,7,8]]\n'));
  });
});

describe('an array of Python’s in a worker', () => {
  it('is Python’s again when the worker ends, however it does', async () => {
    const outcome = await run(
      `const { keep, kept } = graft.loadSync('./held.py');
       graft.python.exec('import array, held; held.held.append(array.array("i", [1, 2, 3, 4]))');
       for (const end of ['return', 'exit', 'terminate']) {
         const worker = startWorker(end);
         const exit = once(worker, 'exit');
         await once(worker, 'message');
         if (end === 'terminate') await worker.terminate();
         await exit;
       }
       await collect();
       console.log(JSON.stringify(kept()));`,
      `const array = graft.python.eval('held.held[0]');
       array[0] += 10;
       parentPort.postMessage('written');
       if (data === 'exit') process.exit();
       if (data === 'terminate') for (;;) array[1] = 2;`,
    );
    expect(outcome).toMatchObject(sound('[[31,2,3,4]]\n'));
  });
});
