import { describe, expect, it } from 'vitest';
import { Project } from '../e2e/project.js';

/**
 * Threads that are not Python's own, as extension modules make them: pthread_create by ctypes. Each waits for its file to be asked for, then
 * enters Python, writes it and ends.
 */
const foreign = `
import ctypes, os
library = ctypes.CDLL(None)
callback_type = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p)
made = []
def write(name):
    def run(_):
        with open(name, "w") as file:
            file.write("written")
    return run
def start_foreign_thread(name):
    callback = callback_type(write(name))
    thread = ctypes.c_ulong()
    made.append((callback, thread))
    assert library.pthread_create(ctypes.byref(thread), None, callback, None) == 0
`;

/** Many calls in one turn, so that whatever is kept from call to call is kept; then something that blocks Node's main thread. */
const program = (blocking: string): Project =>
  new Project({
    'foreign.py': foreign,
    'main.cjs': `
      const { existsSync } = require('node:fs');
      const { execFileSync } = require('node:child_process');
      const { Worker, isMainThread, workerData } = require('node:worker_threads');
      const { graft } = require('graftwire');
      const manyCalls = () => { for (let i = 0; i < 1000; i++) if (graft.python.eval('value', { value: i }) !== i) throw new Error('wrong'); };
      ${blocking}
      console.log('done');`,
  });

describe('while JavaScript keeps the main thread busy after calls of Python', () => {
  it.each([
    [
      'a worker that waits to be answered by Python is answered',
      `if (isMainThread) {
         const answer = new Int32Array(new SharedArrayBuffer(4));
         manyCalls();
         new Worker(__filename, { workerData: answer });
         manyCalls();
         if (Atomics.wait(answer, 0, 0) === 'timed-out') throw new Error();
         manyCalls();
       } else {
         Atomics.store(workerData, 0, graft.python.eval('6 * 7'));
         Atomics.notify(workerData, 0);
         return;
       }`,
    ],
    [
      'a worker that has called before goes on calling',
      `if (isMainThread) {
         const shared = new Int32Array(new SharedArrayBuffer(4));
         new Worker(__filename, { workerData: shared });
         for (let seen = 0; seen < 20_000; seen = Atomics.load(shared, 0)) { manyCalls(); Atomics.wait(shared, 0, seen, 1); }
       } else {
         for (let i = 0; i < 20_000; i++) { graft.python.eval('1'); Atomics.add(workerData, 0, 1); Atomics.notify(workerData, 0); }
         return;
       }`,
    ],
    [
      'a thread of Python’s runs',
      `graft.python.exec('import threading, time\\ndef write():\\n    time.sleep(0.05)\\n    open("file", "w").close()\\nthreading.Thread(target=write).start()');
       manyCalls();
       while (!existsSync('file'));`,
    ],
    [
      'a thread that an extension module makes enters Python, while JavaScript spins',
      `const { start_foreign_thread } = graft.loadSync('./foreign.py');
       manyCalls();
       start_foreign_thread('file');
       manyCalls();
       while (!existsSync('file'));`,
    ],
    [
      'a thread that an extension module makes enters Python, while JavaScript waits for a child process',
      `const { start_foreign_thread } = graft.loadSync('./foreign.py');
       for (let round = 0; round < 5; round++) {
         manyCalls();
         start_foreign_thread('file' + round);
         manyCalls();
         execFileSync('sh', ['-c', 'while [ ! -e file' + round + ' ]; do sleep 0.01; done']);
       }`,
    ],
    [
      'a thread that an extension module makes enters Python, while JavaScript waits in Atomics.wait',
      `const { start_foreign_thread } = graft.loadSync('./foreign.py');
       const never = new Int32Array(new SharedArrayBuffer(4));
       start_foreign_thread('file');
       manyCalls();
       while (!existsSync('file')) Atomics.wait(never, 0, 0, 5);`,
    ],
  ])('%s', async (_, blocking) => {
    // In a function, so that a worker can return.
    const { out, err, code } = await program(`(() => { ${blocking} })();\nif (!isMainThread) return;`).run(
      'main.cjs',
    );
    expect({ out, err, code }).toEqual({ out: 'done\n', err: '', code: 0 });
  });
});

describe('between turns of the event loop', () => {
  it('threads of Python run, and every call finds its own state again', async () => {
    const project = program(`
      graft.python.exec('import threading, time\\nticks = 0\\ndef tick():\\n    global ticks\\n    while True:\\n        ticks += 1\\n        time.sleep(0.001)\\n');
      graft.python.exec('threading.Thread(target=tick, daemon=True).start()');
      let last = 0;
      const timer = setInterval(() => {
        manyCalls();
        const ticks = graft.python.eval('ticks');
        if (ticks > last + 5) { clearInterval(timer); console.log('ticked'); }
      }, 20);`);
    expect(await project.run('main.cjs')).toMatchObject({ out: 'done\nticked\n', err: '', code: 0 });
  });

  it('signals reach their handlers as ever', async () => {
    const project = program(`
      let got = 0;
      process.on('SIGUSR2', () => { got += 1; });
      const timer = setInterval(() => {
        manyCalls();
        process.kill(process.pid, 'SIGUSR2');
        if (got > 5) { clearInterval(timer); process.removeAllListeners('SIGUSR2'); console.log('got them'); }
      }, 2);`);
    expect(await project.run('main.cjs')).toMatchObject({ out: 'done\ngot them\n', err: '', code: 0 });
  });

  it('system calls that a signal may interrupt are not disturbed', async () => {
    const project = program(`
      graft.python.exec('import threading\\nstop = False');
      const { start_foreign_thread } = graft.loadSync('./foreign.py');
      for (let round = 0; round < 20; round++) {
        manyCalls();
        start_foreign_thread('round' + round);
        const text = execFileSync('sh', ['-c', 'sleep 0.01; echo text'], { encoding: 'utf8' });
        if (text !== 'text\\n') throw new Error('wrong: ' + text);
        if (require('node:fs').readFileSync(__filename, 'utf8').length < 100) throw new Error('short');
      }`);
    expect(await project.run('main.cjs')).toMatchObject({ out: 'done\n', err: '', code: 0 });
  });
});
