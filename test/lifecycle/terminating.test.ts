import { describe, expect, it } from 'vitest';
import { Project, type Outcome } from '../e2e/project.js';

const library = `
import asyncio, threading, time
held = []
begun = []
def spin():
    while True: pass
def stubborn():
    while True:
        try: spin()
        except BaseException: pass
def sleep(seconds):
    try:
        begun.append(1)
        time.sleep(seconds)
    finally: held.append("slept")
def call(function): return function()
def keep(function): held.append(function)
def call_kept():
    begun.append(1)
    return held[0]()
async def wait(seconds): await asyncio.sleep(seconds)
async def block(seconds): sleep(seconds)
async def spin_on_loop(): spin()
async def await_it(function): return await function()
async def items():
    try:
        begun.append(1)
        while True:
            yield 1
            await asyncio.sleep(0.001)
    finally:
        await asyncio.sleep(0.01)
        held.append("cleaned up")
def spin_in_finally():
    try:
        begun.append(1)
        spin()
    finally: held.append("cleaned up")
`;

/** A program whose main thread ends workers that run the same file. `inWorker` may await `ready()`. */
function program(inMain: string, inWorker: string): Project {
  return new Project({
    'library.py': library,
    'main.cjs': `
      const { Worker, isMainThread, parentPort, workerData } = require('node:worker_threads');
      const { once } = require('node:events');
      const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
      const startWorker = (workerData) => new Worker(__filename, { workerData });
      const begun = async (library) => { while (library.begun.length === 0) await wait(5); };
      const load = () => { const { graft } = require('graftwire'); return { graft, library: graft.loadSync('./library.py') }; };
      async function main() { ${inMain} }
      async function work(data) { const ready = () => parentPort.postMessage('ready'); ${inWorker} }
      if (isMainThread) main(); else work(workerData);`,
  });
}

const sound = (out: string): Partial<Outcome> => ({ out, err: '', code: 0, signal: null });

/** What a worker is in the middle of when it is ended, none of which ends by itself. */
const underWay: readonly (readonly [string, string])[] = [
  ['a loop of Python', 'library.spin()'],
  ['a loop of Python that swallows what is raised', 'library.stubborn()'],
  ['a loop of Python with a deadline of its own', 'graft.with(library, { timeoutMs: 1e6 }).spin()'],
  ['a loop of Python called by JavaScript called by Python', 'library.call(() => library.spin())'],
  ['a callback', 'library.call(() => { for (;;); })'],
  ['an asynchronous loop of Python', 'await graft.async(library).spin()'],
  ['an asynchronous callback', 'await graft.async(library).call(() => { for (;;); })'],
  ['a coroutine that waits', 'await library.wait(1e6)'],
  ['a coroutine that loops', 'await library.spin_on_loop()'],
  ['a coroutine that waits for JavaScript', 'await library.await_it(() => new Promise(() => undefined))'],
  [
    'many asynchronous calls',
    'await Promise.all(Array.from({ length: 300 }, () => graft.async(library).spin()))',
  ],
  ['a call of JavaScript of the main thread, which is busy', 'library.call_kept()'],
  ['the same asynchronously', 'await graft.async(library).call_kept()'],
];

describe('worker.terminate()', () => {
  it.each(underWay)('ends a worker in the middle of %s', async (_, action) => {
    const project = program(
      `const { graft, library } = load();
       library.keep(() => 'main');
       const threadStates = () => graft.python.eval('len(__import__("sys")._current_frames())');
       const before = threadStates();
       for (let round = 0; round < 2; round++) {
         const worker = startWorker();
         const exited = once(worker, 'exit');
         await once(worker, 'message');
         // The worker has begun by now, and waits for this thread's JavaScript where it calls that.
         const until = performance.now() + 60 * (round + 1);
         while (performance.now() < until);
         console.log(await worker.terminate(), await exited);
       }
       // Who executed for it has ended, too.
       while (threadStates() !== before) await wait(5);
       console.log(graft.python.eval('6 * 7'));`,
      `const { graft, library } = load();
       setTimeout(() => undefined, 1e6);
       ready();
       ${action};`,
    );
    expect(await project.run('main.cjs')).toMatchObject(sound('1 [ 1 ]\n1 [ 1 ]\n42\n'));
  });

  it.each([
    ['a sleep', 'library.sleep(4)'],
    ['a sleep of an asynchronous call', 'await graft.async(library).sleep(4)'],
    ['a sleep of a coroutine', 'await library.block(4)'],
  ])('is over although %s cannot be interrupted, which may come back later', async (_, action) => {
    const project = program(
      `const { graft, library } = load();
       const worker = startWorker();
       await begun(library);
       const held = () => library.held.length;
       console.log(await worker.terminate(), held());
       while (held() === 0) await wait(20);
       await wait(200);
       console.log(graft.python.eval('6 * 7'));`,
      `const { graft, library } = load();
       setTimeout(() => undefined, 1e6);
       ready();
       ${action};`,
    );
    expect(await project.run('main.cjs')).toMatchObject(sound('1 0\n42\n'));
  });

  it('is over although a sleep cannot be interrupted, and so is the process', async () => {
    const project = program(
      `const { graft, library } = load();
       const worker = startWorker();
       await begun(library);
       console.log(await worker.terminate());
       graft.python.exec('import atexit; atexit.register(print, "handlers")');`,
      `const { graft, library } = load();
       ready();
       library.sleep(1e6);`,
    );
    expect(await project.run('main.cjs')).toMatchObject(sound('1\nhandlers\n'));
  });

  it.each([
    ['a function', 'library.spin_in_finally();'],
    ['an async generator', 'for await (const item of library.items());'],
  ])('lets %s of Python clean up', async (_, action) => {
    const project = program(
      `const { graft, library } = load();
       const worker = startWorker();
       await begun(library);
       await worker.terminate();
       console.log(graft.get(library, 'held'));`,
      `const { graft, library } = load();
       ready();
       ${action}`,
    );
    expect(await project.run('main.cjs')).toMatchObject(sound("[ 'cleaned up' ]\n"));
  });

  it.each([
    ['a call', 'library.call_kept()'],
    ['an asynchronous call', 'await graft.async(library).call_kept()'],
  ])('ends a worker in the middle of %s that waits for JavaScript of a third thread', async (_, action) => {
    const project = program(
      `const { library } = load();
       const owner = startWorker('owner');
       await once(owner, 'message');
       const worker = startWorker('caller');
       const exited = once(worker, 'exit');
       await begun(library);
       await worker.terminate();
       console.log(await exited);
       await owner.terminate();`,
      `const { graft, library } = load();
       if (data === 'owner') {
         library.keep(() => 1);
         ready();
         for (;;);
       }
       setTimeout(() => undefined, 1e6);
       ready();
       ${action};`,
    );
    expect(await project.run('main.cjs')).toMatchObject(sound('[ 1 ]\n'));
  });

  it('leaves no lock of the import system behind, in the middle of which it comes', async () => {
    const project = program(
      `const { graft } = load();
       for (let round = 0; round < 30; round++) {
         const worker = startWorker();
         await once(worker, 'message');
         await wait(round % 10);
         await worker.terminate();
       }
       await graft.async(graft.python.import('importlib')).import_module('colorsys');
       console.log('imported');`,
      `const { graft } = load();
       ready();
       for (;;) graft.python.exec(\`
import sys
for _ in range(50):
    sys.modules.pop("colorsys", None)
    import colorsys\`);`,
    );
    expect(await project.run('main.cjs')).toMatchObject({ out: 'imported\n', code: 0, signal: null });
  });

  it('ends workers that were started before graftwire was used, and those that workers have started', async () => {
    const project = program(
      `const worker = startWorker('outer');
       await once(worker, 'message');
       const { graft } = load();
       const early = startWorker('inner');
       await once(early, 'message');
       await wait(100);
       await Promise.all([worker.terminate(), early.terminate()]);
       console.log(graft.python.eval('6 * 7'));`,
      `const { graft, library } = load();
       if (data === 'outer') {
         const inner = startWorker('inner');
         await once(inner, 'message');
         await wait(50);
         await inner.terminate();
       }
       ready();
       library.spin();`,
    );
    expect(await project.run('main.cjs')).toMatchObject(sound('42\n'));
  });

  it('tells threads of Python that wait for the worker’s JavaScript', async () => {
    const project = program(
      `const { graft, library } = load();
       const worker = startWorker();
       await once(worker, 'message');
       graft.python.exec(\`
import concurrent.futures, sys
pool = concurrent.futures.ThreadPoolExecutor(1)
job = pool.submit(sys.modules[name].call_kept)\`, { name: library.__name__ ?? graft.get(library, '__name__') });
       await begun(library);
       await worker.terminate();
       console.log(graft.python.eval('job.exception(20).code'));`,
      `const { graft, library } = load();
       library.keep(() => 1);
       ready();
       for (;;);`,
    );
    expect(await project.run('main.cjs')).toMatchObject(sound('unknown-reference\n'));
  });

  it('is Node’s own where nothing of graftwire is used', async () => {
    const project = program(
      `const { terminate } = Worker.prototype;
       const graftwire = require('graftwire');
       console.log(Worker.prototype.terminate === terminate);
       graftwire.graft.python.eval('1');
       console.log(Worker.prototype.terminate === terminate);
       const worker = startWorker();
       await once(worker, 'online');
       console.log(await worker.terminate());`,
      'setInterval(() => undefined, 1000);',
    );
    expect(await project.run('main.cjs')).toMatchObject(sound('true\nfalse\n1\n'));
  });
});

describe('a worker that ends by itself', () => {
  it.each([
    ['process.exit() in a callback', 'library.call(() => process.exit(6));', 6],
    [
      'process.exit() in a callback of Python that swallows it',
      "graft.python.exec('while True:\\n  try: f()\\n  except BaseException: pass', { f: () => process.exit(6) });",
      6,
    ],
    ['process.exit() with asynchronous calls', 'void graft.async(library).spin(); void library.wait(1e6); setTimeout(() => process.exit(6), 50);', 6], // prettier-ignore
    ['an error with asynchronous calls', 'void graft.async(library).spin(); void library.wait(1e6); setTimeout(() => { throw new Error("uncaught"); }, 50);', 1], // prettier-ignore
  ])('by %s leaves nothing behind', async (_, action, expected) => {
    const project = program(
      `const { graft } = load();
       const threadStates = () => graft.python.eval('len(__import__("sys")._current_frames())');
       const before = threadStates();
       const worker = startWorker();
       worker.on('error', () => undefined);
       const [code] = await new Promise((resolve) => worker.once('exit', (...args) => resolve(args)));
       while (threadStates() !== before) await wait(5);
       console.log(code);`,
      `const { graft, library } = load();
       ${action}`,
    );
    expect(await project.run('main.cjs')).toMatchObject(sound(`${expected}\n`));
  });
});
