import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Project, type Outcome } from '../e2e/project.js';

const library = `
import asyncio, atexit, threading, time
file = open("file.txt", "w")
file.write("begun, ")
begun = []
def loop():
    while True: pass
def spin():
    try:
        begun.append(1)
        loop()
    finally:
        file.write("cleaned up, ")
def sleep(seconds):
    begun.append(1)
    time.sleep(seconds)
def call(function): return function()
async def wait(seconds): await asyncio.sleep(seconds)
async def block(seconds): sleep(seconds)
async def clean_up(seconds):
    try:
        begun.append(1)
        await asyncio.sleep(seconds)
    finally: file.write("coroutine cleaned up, ")
async def items(seconds):
    try:
        while True:
            yield 1
            await asyncio.sleep(seconds)
    finally:
        await asyncio.sleep(0.01)
        file.write("generator cleaned up, ")
def call_later(function):
    def work():
        try: function()
        except BaseException as error: file.write(type(error).__name__)
    thread = threading.Thread(target=work)
    thread.start()
def at_end():
    atexit.register(lambda: file.write("handled"))
    atexit.register(print, "handlers")
`;

function program(inMain: string, inWorker = ''): Project {
  return new Project({
    'library.py': library,
    'main.cjs': `
      const { Worker, isMainThread, parentPort, workerData } = require('node:worker_threads');
      const { once } = require('node:events');
      const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
      const startWorker = (workerData) => new Worker(__filename, { workerData });
      const { graft } = require('graftwire');
      const library = graft.loadSync('./library.py');
      const later = graft.async(library);
      const begun = async (count) => { while (graft.get(library, 'begun').length < count) await wait(5); };
      async function main() { ${inMain} }
      async function work(data) { ${inWorker} }
      if (isMainThread) main(); else work(workerData);`,
  });
}

const ended = (code: number): Partial<Outcome> => ({ out: 'handlers\n', code, signal: null });

describe('process.exit()', () => {
  it.each([
    ['a loop of Python', 'void later.spin();', 'begun, cleaned up, handled'],
    ['a sleep', 'void later.sleep(1e6);', 'begun, handled'],
    ['a coroutine that waits', 'void library.clean_up(1e6);', 'begun, coroutine cleaned up, handled'],
    [
      'an async generator that waits',
      'for await (const item of library.items(1e6)) { setTimeout(() => process.exit(9), 100); }',
      'begun, generator cleaned up, handled',
    ],
    [
      'an async generator that goes on',
      'setTimeout(() => process.exit(9), 200); for await (const item of library.items(0));',
      'begun, generator cleaned up, handled',
    ],
    [
      'an async generator whose consumer is slow',
      'for await (const item of library.items(0)) await wait(100), process.exit(9);',
      'begun, generator cleaned up, handled',
    ],
    ['a coroutine that blocks', 'void library.block(1e6);', 'begun, handled'],
    ['a thread that waits for JavaScript', 'library.call_later(() => 1);', 'begun, GraftErrorhandled'],
    [
      'hundreds of calls',
      'for (let i = 0; i < 500; i++) void later.sleep(0.01), library.wait(i);',
      'begun, handled',
    ],
  ])('does not wait for ever for %s', async (_, action, written) => {
    const project = program(`
      library.at_end();
      ${action}
      ${action.includes('call_later') ? '' : 'await begun(1);'}
      process.exit(9);`);
    expect(await project.run('main.cjs')).toMatchObject({ ...ended(9), err: '' });
    expect(readFileSync(project.path('file.txt'), 'utf8')).toBe(written);
  });

  it.each([
    ['loops of Python', 'library.spin();', /^begun, (cleaned up, ){3}handled$/],
    ['sleeps', 'library.sleep(1e6);', /^begun, handled$/],
    ['sleeps that it begins anew', 'for (;;) try { library.sleep(1e6); } catch {}', /^begun, handled$/],
    ['loops and then sleeps', 'for (;;) { try { library.spin(); } catch {} try { library.sleep(1e6); } catch {} }', /^begun, (cleaned up, ){3}handled$/], // prettier-ignore
    ['coroutines', 'await library.clean_up(1e6)', /^begun, (coroutine cleaned up, ){3}handled$/],
    ['asynchronous sleeps', 'await later.sleep(1e6);', /^begun, handled$/],
  ])('ends workers in the middle of %s', async (_, action, written) => {
    const project = program(
      `library.at_end();
       [1, 2, 3].forEach(startWorker);
       await begun(3);
       process.exit(9);`,
      action,
    );
    expect(await project.run('main.cjs')).toMatchObject(ended(9));
    expect(readFileSync(project.path('file.txt'), 'utf8')).toMatch(written);
  });

  it('ends a worker in the middle of a callback, which keeps the GIL', async () => {
    const project = program(
      `library.at_end();
       await once(startWorker(), 'message');
       process.exit(9);`,
      `library.call(() => { parentPort.postMessage('ready'); for (;;); });`,
    );
    expect(await project.run('main.cjs')).toMatchObject({ ...ended(9), err: '' });
  });

  it('in a callback of a call ends what workers and other threads of the lane do', async () => {
    const project = program(
      `library.at_end();
       startWorker();
       void later.sleep(1e6);
       await begun(2);
       library.call(() => process.exit(9));`,
      'library.sleep(1e6);',
    );
    expect(await project.run('main.cjs')).toMatchObject({ ...ended(9), err: '' });
  });

  it('gives its code although a call of a worker goes on, also where listeners change it', async () => {
    const project = program(
      `library.at_end();
       process.prependListener('exit', () => { process.exitCode = 11; });
       startWorker();
       await begun(1);
       process.exit(9);`,
      'library.sleep(1e6);',
    );
    expect(await project.run('main.cjs')).toMatchObject({ ...ended(11), err: '' });
  });

  it('ends although C code of a worker keeps the GIL', async () => {
    const project = program(
      `startWorker();
       while (!require('node:fs').existsSync('begun')) await wait(5);
       process.exit(9);`,
      `graft.python.exec('import re');
       // Takes longer than anybody waits.
       graft.python.exec('open("begun", "w").close(); re.match("(a|aa)*b", "a" * 200)');`,
    );
    expect(await project.run('main.cjs')).toMatchObject({ code: 9, signal: null });
  });
});

describe('an error that nobody catches', () => {
  it('ends the process with calls under way', async () => {
    const project = program(
      `library.at_end();
       startWorker();
       void later.sleep(1e6);
       void library.clean_up(1e6);
       await begun(3);
       throw new Error('uncaught');`,
      'library.sleep(1e6);',
    );
    const outcome = await project.run('main.cjs');
    expect(outcome).toMatchObject(ended(1));
    expect(outcome.err).toContain('Error: uncaught');
    expect(readFileSync(project.path('file.txt'), 'utf8')).toBe('begun, coroutine cleaned up, handled');
  });
});

describe('the end of a program', () => {
  it('comes when only lanes are left', async () => {
    const project = program(
      `library.at_end();
       await later.sleep(0);
       await library.wait(0);
       library.call(() => 1);
       library.call_later(() => 1);
       setTimeout(() => undefined, 20);`,
    );
    expect(await project.run('main.cjs')).toMatchObject({ ...ended(0), err: '' });
  });

  it.each([
    ['a call of a function', 'void later.sleep(0.3).then(() => console.log("answered"));'],
    ['a coroutine that only waits', 'void library.wait(0.3).then(() => console.log("answered"));'],
    ['calls of a worker', 'startWorker();'],
  ])('waits for %s', async (_, action) => {
    const project = program(
      `library.at_end(); ${action}`,
      `void later.sleep(0.3).then(() => library.wait(0.1)).then(() => process.stdout.write("answered\\n"));`,
    );
    expect(await project.run('main.cjs')).toMatchObject({ out: 'answered\nhandlers\n', err: '', code: 0 });
    expect(existsSync(project.path('core'))).toBe(false);
  });

  it('comes although a worker that nobody waits for is in a call', async () => {
    const project = program(
      `library.at_end();
       const worker = startWorker();
       await begun(1);
       worker.unref();`,
      'library.sleep(1e6);',
    );
    expect(await project.run('main.cjs')).toMatchObject({ ...ended(0), err: '' });
  });
});
