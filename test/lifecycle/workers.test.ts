import { describe, expect, it } from 'vitest';
import { Project, type Outcome } from '../e2e/project.js';

const counter = 'times = 0\ndef count():\n    global times\n    times += 1\n    return times\n';

/** A program whose main thread and workers run the same file, each its own part. */
function program(inMain: string, inWorker: string): Project {
  return new Project({
    'counter.py': counter,
    'main.cjs': `
      const { Worker, isMainThread, parentPort, workerData } = require('node:worker_threads');
      const { once } = require('node:events');
      const startWorker = (workerData, options = {}) => new Worker(__filename, { workerData, ...options });
      async function main() { ${inMain} }
      function work(data) { ${inWorker} }
      if (isMainThread) main(); else work(workerData);`,
  });
}

const sound = (out: string): Partial<Outcome> => ({ out, err: '', code: 0, signal: null });

describe('a worker', () => {
  it('shares modules with the main thread, whichever comes first', async () => {
    const mainFirst = program(
      `const { graft } = require('graftwire');
       graft.loadSync('./counter.py').count();
       const [times] = await once(startWorker(), 'message');
       console.log(times, graft.loadSync('./counter.py').count());`,
      `parentPort.postMessage(require('graftwire').graft.loadSync('./counter.py').count());`,
    );
    expect(await mainFirst.run('main.cjs')).toMatchObject(sound('2 3\n'));
    const workerFirst = program(
      // Listened to before the message is: where both are there, Node emits them in one turn.
      `const worker = startWorker();
       const exited = once(worker, 'exit');
       const [times] = await once(worker, 'message');
       await exited;
       console.log(times, require('graftwire').graft.loadSync('./counter.py').count());`,
      `parentPort.postMessage(require('graftwire').graft.loadSync('./counter.py').count());`,
    );
    expect(await workerFirst.run('main.cjs')).toMatchObject(sound('1 2\n'));
  });

  it('may be the only one that uses Python: handlers run and files are written at the end of the process', async () => {
    const project = program(
      `await once(startWorker(), 'exit'); console.log('worker ended');`,
      `require('graftwire').graft.python.exec('import atexit; atexit.register(print, "handlers"); print("in the worker")');`,
    );
    expect(await project.run('main.cjs')).toMatchObject(sound('in the worker\nworker ended\nhandlers\n'));
  });

  it('leaves Python running for its threads when it ends, and for the next worker', async () => {
    const project = program(
      `for (let round = 0; round < 3; round++) await once(startWorker(round), 'exit');
       await once(startWorker('last'), 'message');
       console.log('done');`,
      `const { graft } = require('graftwire');
       if (data !== 'last') graft.python.exec(\`
import threading, time
ticks = globals().get("ticks", [])
def tick():
    time.sleep(0.1)
    print(end="")
    ticks.append(1)
threading.Thread(target=tick).start()\`);
       else {
         graft.python.exec('while len(ticks) < 3: time.sleep(0.01)');
         parentPort.postMessage(graft.python.eval('len(ticks)'));
       }`,
    );
    expect(await project.run('main.cjs')).toMatchObject(sound('done\n'));
  });

  it('runs Python on its own thread, and finds its thread-locals again in each call', async () => {
    const project = program(
      `const { graft } = require('graftwire');
       graft.python.exec('import threading; local = threading.local(); local.name = "main"');
       const workers = ['a', 'b', 'c'].map((name) => startWorker(name));
       const answers = await Promise.all(workers.map((worker) => once(worker, 'message')));
       const threads = answers.map(([{ thread }]) => thread).concat(String(graft.python.eval('threading.get_ident()')));
       console.log(answers.map(([{ names }]) => names).join(), new Set(threads).size, graft.python.eval('local.name'));`,
      `const { graft } = require('graftwire');
       const before = graft.python.eval('getattr(local, "name", "none")');
       graft.python.exec('local.name = name', { name: data });
       const names = [before, graft.python.eval('local.name')].join('-');
       parentPort.postMessage({ names, thread: String(graft.python.eval('threading.get_ident()')) });`,
    );
    expect(await project.run('main.cjs')).toMatchObject(sound('none-a,none-b,none-c 4 main\n'));
  });

  it('calls at the same time as others, without mixing anything up', async () => {
    const project = program(
      `const { graft } = require('graftwire');
       const workers = Array.from({ length: 6 }, (_, index) => startWorker(index));
       const sums = Promise.all(workers.map((worker) => once(worker, 'message')));
       for (let i = 0; i < 5000; i++) if (graft.python.eval('value', { value: i }) !== i) throw new Error('mixed up');
       console.log((await sums).map(([sum]) => sum).join());`,
      `const { graft } = require('graftwire');
       let good = 0;
       for (let i = 0; i < 5000; i++) {
         const value = { worker: data, i, text: String.fromCharCode(97 + data).repeat(i % 300) };
         const back = graft.python.eval('value', { value });
         if (back.worker === data && back.i === i && back.text === value.text) good += 1;
         if (i % 500 === 0) try { graft.python.eval('1 / 0') } catch ({ name }) { if (name === 'ZeroDivisionError') good += 1; }
       }
       parentPort.postMessage(good);`,
    );
    expect(await project.run('main.cjs')).toMatchObject(sound('5010,5010,5010,5010,5010,5010\n'));
  });

  it('leaves nothing behind: a hundred come and go', async () => {
    const project = program(
      `const { graft } = require('graftwire');
       const threadStates = () => graft.python.eval('len(__import__("sys")._current_frames())');
       const before = threadStates();
       for (let round = 0; round < 25; round++) {
         await Promise.all(Array.from({ length: 4 }, () => once(startWorker(), 'exit')));
       }
       console.log(threadStates() - before);`,
      `require('graftwire').graft.python.eval('__import__("threading").current_thread().name');`,
    );
    expect(await project.run('main.cjs')).toMatchObject(sound('0\n'));
  });
});

describe('worker.terminate()', () => {
  it('while it starts, at any moment, ends it and nothing else', async () => {
    const project = program(
      `const { graft } = require('graftwire');
       for (let round = 0; round < 20; round++) {
         const workers = [0, 1, 2].map(() => startWorker(undefined, { stdout: true }));
         await Promise.all(workers.map((worker) => once(worker, 'online')));
         await new Promise((resolve) => setTimeout(resolve, round));
         await Promise.all(workers.map((worker) => worker.terminate()));
         if (graft.python.eval('value', { value: round }) !== round) throw new Error('wrong');
       }
       console.log('done');`,
      `const { graft } = require('graftwire');
       for (let size = 1000; ; size = (size * 2) % 5_000_000) {
         graft.python.eval('value', { value: 'x'.repeat(size) });
         try { graft.loadSync('python:json').dumps(new Date()); } catch {}
       }`,
    );
    expect(await project.run('main.cjs')).toMatchObject(sound('done\n'));
  });

  it.each([
    ['while it is idle', 'setInterval(() => undefined, 1000);'],
    ['in the middle of calls', "for (;;) graft.python.eval('sum(range(1000))');"],
    [
      'in the middle of large values',
      "const value = 'x'.repeat(300_000); for (;;) graft.python.eval('[value, value]', { value });",
    ],
    ['in the middle of exceptions', "for (;;) try { graft.python.eval('1 / 0') } catch {}"],
    ['while Python prints', "for (;;) graft.python.exec('for i in range(20): print(i)');"],
    ['while Python sleeps for a moment', "for (;;) graft.python.exec('import time; time.sleep(0.005)');"],
    [
      'while Python calls back through a getter',
      "for (;;) graft.python.eval('a', { get a() { return graft.python.eval('1') } });",
    ],
  ])('%s ends it and nothing else', async (_, forever) => {
    const project = program(
      `const { graft } = require('graftwire');
       for (let round = 0; round < 10; round++) {
         const worker = startWorker(undefined, { stdout: true });
         await once(worker, 'message');
         await new Promise((resolve) => setTimeout(resolve, round));
         await worker.terminate();
         if (graft.python.eval('value', { value: round }) !== round) throw new Error('wrong');
       }
       console.log('done', graft.python.eval('len(__import__("threading").enumerate())'));`,
      `const { graft } = require('graftwire');
       graft.python.eval('1');
       parentPort.postMessage('ready');
       ${forever}`,
    );
    const { out, err, code, signal } = await project.run('main.cjs');
    expect({ err, code, signal }).toEqual({ err: '', code: 0, signal: null });
    // What was printed when the worker was gone already goes to the process's own descriptor. print() writes a line in two pieces, and may be
    // interrupted between them.
    expect(out).toMatch(/^(\d*\n)*\d*done 1\n$/);
  });
});

describe('process.exit() in a worker', () => {
  it.each([
    ['between calls', 'process.exit(6);'],
    ['while Python prints', "process.stdout.write = () => process.exit(6); graft.python.exec('print(1)');"],
    ['in a getter', "graft.python.eval('a', { get a() { process.exit(6) } });"],
  ])('%s ends the worker with its code, and not the process', async (_, action) => {
    const project = program(
      `const { graft } = require('graftwire');
       graft.python.exec('import atexit; atexit.register(print, "handlers")');
       const [code] = await once(startWorker(), 'exit');
       console.log(code, graft.python.eval('6 * 7'));`,
      `const { graft } = require('graftwire');
       graft.python.eval('1');
       ${action}
       parentPort.postMessage('not reached');`,
    );
    const { out, ...rest } = await project.run('main.cjs');
    expect(rest).toEqual({ err: '', code: 0, signal: null });
    // What Python prints when the worker is gone goes to the process's own descriptor.
    expect(out).toMatch(/^(1\n)?6 42\nhandlers\n$/);
  });

  it('or an exception there leaves the process as it is', async () => {
    const project = program(
      `const { graft } = require('graftwire');
       const [error] = await once(startWorker(), 'error');
       console.log(error.message, error.name, graft.python.eval('1 + 1'));`,
      `require('graftwire').graft.python.exec('raise LookupError("in the worker")');`,
    );
    const { out, code } = await project.run('main.cjs');
    expect(out).toMatch(/^in the worker \w+ 2\n$/);
    expect(code).toBe(0);
  });

  it('of the main thread ends workers in the middle of their calls', async () => {
    const project = program(
      `const workers = Array.from({ length: 4 }, () => startWorker());
       await Promise.all(workers.map((worker) => once(worker, 'message')));
       require('graftwire').graft.python.exec('import atexit; atexit.register(print, "handlers")');
       process.exit(8);`,
      `const { graft } = require('graftwire');
       graft.python.eval('1');
       parentPort.postMessage('ready');
       for (;;) graft.python.eval('sum(range(100))');`,
    );
    for (let round = 0; round < 5; round++) {
      expect(await project.run('main.cjs')).toMatchObject({
        out: 'handlers\n',
        err: '',
        code: 8,
        signal: null,
      });
    }
  });
});
