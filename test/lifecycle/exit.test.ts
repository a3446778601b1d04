import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { Project } from '../e2e/project.js';

/** Everything that Python leaves open: files of three kinds, an exit handler, a thread and an executor that still work. */
const openEnds = `
import atexit, concurrent.futures, gzip, os, sys, threading, time
def wait_for(path):
    while not os.path.exists(path):
        time.sleep(0.005)
text = open("text.txt", "w"); text.write("text")
binary = open("binary.bin", "w+b"); binary.write(b"binary")
zipped = gzip.open("zipped.gz", "wt"); zipped.write("zipped " * 1000)
held = [open("held.txt", "a")]; held[0].write("held in a list")
atexit.register(lambda: print("first registered, last run"))
atexit.register(lambda: (text.write(" and more"), print("last registered, first run")))
def work(name):
    wait_for("go")
    sys.stdout.write(name + " done\\n")
threading.Thread(target=work, args=["thread"]).start()
executor = concurrent.futures.ThreadPoolExecutor(1)
executor.submit(work, "job")
`;
const start = `
  const { graft } = require('graftwire');
  const fs = require('node:fs');
  graft.python.exec(${JSON.stringify(openEnds)});
  console.log('node is done');
  fs.writeFileSync('go', '');`;

describe('the end of the process', () => {
  it.each([
    ['by itself', '', 0],
    ['with an exit code', 'process.exitCode = 4;', 4],
    ['by process.exit()', 'process.exit(5);', 5],
    ['by process.reallyExit(), past Node', 'process.reallyExit(6);', 6],
    ['by an exception', "throw new Error('uncaught');", 1],
    ['by a rejection', "Promise.reject(new Error('unhandled'));", 1],
    ['in a timer', 'setTimeout(() => process.exit(7), 10);', 7],
    ['after an exception of Python', 'graft.python.eval("1 / 0");', 1],
  ])('%s waits for threads, runs exit handlers and writes files', async (_, end, expected) => {
    const project = new Project({ 'main.cjs': `${start}\n${end}` });
    const { out, code, signal } = await project.run('main.cjs');
    expect({ code, signal }).toEqual({ code: expected, signal: null });
    const lines = out.trimEnd().split('\n');
    expect(lines[0]).toBe('node is done');
    expect(lines.slice(1, 3).toSorted()).toEqual(['job done', 'thread done']);
    expect(lines.slice(3)).toEqual(['last registered, first run', 'first registered, last run']);
    expect(readFileSync(project.path('text.txt'), 'utf8')).toBe('text and more');
    expect(readFileSync(project.path('binary.bin'), 'utf8')).toBe('binary');
    expect(readFileSync(project.path('held.txt'), 'utf8')).toBe('held in a list');
    expect(gunzipSync(readFileSync(project.path('zipped.gz'))).toString()).toBe('zipped '.repeat(1000));
  });

  it('comes although Python threads run on for ever', async () => {
    const project = new Project({
      'main.cjs': `
        const { graft } = require('graftwire');
        graft.python.exec(\`
import threading, time
def spin():
    while True: pass
def sleep():
    while True: time.sleep(0.01)
def talk():
    while True: print(end="")
for work in (spin, sleep, talk):
    threading.Thread(target=work, daemon=True).start()
# Not a daemon: waited for, but not for ever.
threading.Thread(target=sleep).start()\`);
        graft.python.exec('import atexit; atexit.register(print, "handlers run")');
        console.log('node is done');`,
    });
    expect(await project.run('main.cjs')).toMatchObject({
      code: 0,
      signal: null,
      out: 'node is done\nhandlers run\n',
      err: '',
    });
  });

  it('comes although an exit handler fails, and says so', async () => {
    const project = new Project({
      'main.cjs': `
        const { graft } = require('graftwire');
        graft.python.exec('import atexit; atexit.register(print, "after it"); atexit.register(lambda: 1 / 0)');`,
    });
    const { out, err, code } = await project.run('main.cjs');
    expect({ out, code }).toEqual({ out: 'after it\n', code: 0 });
    expect(err).toContain('ZeroDivisionError');
  });

  it('lets exit listeners of Node call Python, before and after its handlers', async () => {
    const project = new Project({
      'main.cjs': `
        const { graft } = require('graftwire');
        process.on('exit', () => console.log('early listener', graft.python.eval('len(done)')));
        graft.python.exec('import atexit; done = []; atexit.register(lambda: done.append("handler"))');
        process.on('exit', (code) => console.log('late listener', graft.python.eval('len(done)'), code));`,
    });
    expect(await project.run('main.cjs')).toMatchObject({
      out: 'early listener 0\nlate listener 1 0\n',
      code: 0,
    });
  });

  it('comes when there is nothing more to do: Python keeps no process alive', async () => {
    const project = new Project({
      'main.cjs':
        "const { graft } = require('graftwire'); graft.python.eval('1'); setTimeout(() => console.log('timer'), 20);",
    });
    expect(await project.run('main.cjs')).toMatchObject({ out: 'timer\n', code: 0 });
  });

  it.each([
    ['in a call of Python', "process.stdout.write = () => process.exit(6); graft.python.exec('print(1)');"],
    [
      'three languages deep',
      `const write = process.stdout.write.bind(process.stdout);
       let level = 0;
       process.stdout.write = (text) => ++level < 20 ? graft.python.exec('print("deeper")') : process.exit(6);
       graft.python.exec('print(1)');`,
    ],
    ['in a getter of an argument', "graft.python.eval('value', { get value() { process.exit(6); } });"],
    [
      'in a microtask behind a call',
      "Promise.resolve().then(() => process.exit(6)); graft.python.eval('1');",
    ],
  ])('comes at once by process.exit() %s', async (_, action) => {
    const project = new Project({
      'main.cjs': `
        const { graft } = require('graftwire');
        graft.python.exec('import atexit; atexit.register(lambda: open("handled", "w").write("yes"))');
        ${action}
        console.log('not reached');`,
    });
    const { code, signal, out, err } = await project.run('main.cjs');
    expect({ code, signal, err }).toEqual({ code: 6, signal: null, err: '' });
    if (!action.includes('Promise')) expect(out).not.toContain('not reached');
    expect(readFileSync(project.path('handled'), 'utf8')).toBe('yes');
  });
});

describe('signals', () => {
  it('are handled as Node handles them: Python changes nothing about them', async () => {
    const project = new Project({
      'main.cjs': `
        const { graft } = require('graftwire');
        process.on('SIGINT', () => { console.log('interrupted', graft.python.eval('1 + 1')); });
        process.on('SIGTERM', () => { console.log('terminated'); process.exit(9); });
        graft.python.exec('import threading, asyncio, subprocess');
        const alive = setInterval(() => undefined, 1000);
        setImmediate(() => { process.kill(process.pid, 'SIGINT'); setTimeout(() => process.kill(process.pid, 'SIGTERM'), 50); });`,
    });
    expect(await project.run('main.cjs')).toMatchObject({ out: 'interrupted 2\nterminated\n', code: 9 });
  });

  it('end a process that does not handle them', async () => {
    const project = new Project({
      'main.cjs': `
        const { graft } = require('graftwire');
        graft.python.eval('1');
        setInterval(() => undefined, 1000);
        setImmediate(() => process.kill(process.pid, process.argv[2]));`,
    });
    for (const name of ['SIGINT', 'SIGTERM'] as const) {
      expect(await project.run('main.cjs', { args: [name] })).toMatchObject({ code: null, signal: name });
    }
  });

  it('can be handled by Python where it is on the main thread', async () => {
    const project = new Project({
      'main.cjs': `
        const { graft } = require('graftwire');
        console.log(graft.python.eval('__import__("threading").current_thread() is __import__("threading").main_thread()'));
        graft.python.exec(\`
import os, signal
got = []
signal.signal(signal.SIGUSR2, lambda number, frame: got.append(number))
os.kill(os.getpid(), signal.SIGUSR2)\`);
        console.log(graft.python.eval('got == [signal.SIGUSR2]'));`,
    });
    expect(await project.run('main.cjs')).toMatchObject({ out: 'true\ntrue\n', err: '', code: 0 });
  });
});

describe('a forked child', () => {
  it('made by Python ends by itself, without what its parent has still to do', async () => {
    const project = new Project({
      'main.cjs': `
        const { graft } = require('graftwire');
        graft.python.exec(\`
import atexit, os
atexit.register(lambda: open("handlers.txt", "a").write("once "))
child = os.fork()
if child == 0:
    try:
        sum(range(1000))
    finally:
        os._exit(3)
_, status = os.waitpid(child, 0)\`);
        console.log(graft.python.eval('os.WEXITSTATUS(status)'));`,
    });
    expect(await project.run('main.cjs')).toMatchObject({ out: '3\n', code: 0 });
    expect(readFileSync(project.path('handlers.txt'), 'utf8')).toBe('once ');
  });

  it('made by Node has a Python of its own', async () => {
    const project = new Project({
      'main.cjs': `
        const { fork } = require('node:child_process');
        const { graft } = require('graftwire');
        graft.python.exec('kind = "parent"');
        fork('./child.cjs').on('message', (answer) => console.log(answer, graft.python.eval('kind')));`,
      'child.cjs': `
        const { graft } = require('graftwire');
        graft.python.exec('kind = "child"');
        process.send(graft.python.eval('kind'), () => process.disconnect());`,
    });
    expect(await project.run('main.cjs')).toMatchObject({ out: 'child parent\n', code: 0, err: '' });
    expect(existsSync(project.path('core'))).toBe(false);
  });
});
