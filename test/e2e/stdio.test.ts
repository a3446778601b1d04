import { spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { environment, Project } from './project.js';

/** Prints from both languages, by every way that each has, in the order of the letters. */
const alternating = `
  const { graft } = require('graftwire');
  console.log('a');
  graft.python.exec('print("b")');
  process.stdout.write('c\\n');
  graft.python.exec('import sys; sys.stdout.write("d"); sys.stdout.write("\\\\n")');
  graft.python.exec('print("e", flush=True); sys.stdout.buffer.write(b"f\\\\n")');
  console.log('g');
  graft.python.exec('import threading; t = threading.Thread(target=print, args=["h"]); t.start(); t.join()');
  console.log('i');
  graft.python.exec('print("j", "ünï", "🎉", "\\\\0", sep=" ")');
  graft.python.exec('sys.stdout.writelines(["k\\\\n"]); print("l", file=sys.stdout); print("m", file=sys.__stdout__)');
  console.log('n');
`;
const inOrder = 'a\nb\nc\nd\ne\nf\ng\nh\ni\nj ünï 🎉 \0\nk\nl\nm\nn\n';

/** Waits in Python until a file appears: what the test has to see first. */
const waitForFile = `
import os, time
def wait_for(path):
    while not os.path.exists(path):
        time.sleep(0.01)
`;

describe('what Python prints', () => {
  it('stands in order with what Node prints, in a pipe', async () => {
    const { out, err, code } = await new Project({ 'main.cjs': alternating }).run('main.cjs');
    expect({ out, err, code }).toEqual({ out: inOrder, err: '', code: 0 });
  });

  it('stands in order with what Node prints, in a file', () => {
    const project = new Project({ 'main.cjs': alternating });
    const file = openSync(project.path('out.txt'), 'w');
    const { status } = spawnSync(process.execPath, [project.path('main.cjs')], {
      env: environment(),
      stdio: ['ignore', file, 'inherit'],
    });
    closeSync(file);
    expect(status).toBe(0);
    expect(readFileSync(project.path('out.txt'), 'utf8')).toBe(inOrder);
  });

  it('stands in order with what Node prints, on a terminal', async () => {
    const project = new Project({
      'main.cjs': alternating,
      // Python has what a terminal needs on every machine that runs these tests.
      'terminal.py': 'import pty, sys\nsys.exit(pty.spawn(sys.argv[1:]) >> 8)\n',
    });
    const command = [project.path('terminal.py'), process.execPath, project.path('main.cjs')];
    const child = spawn(environment()['GRAFT_PYTHON']!, command, {
      env: environment(),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const chunks: Buffer[] = [];
    for await (const chunk of child.stdout) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).toString().replaceAll('\r\n', '\n')).toBe(inOrder);
  });

  it.each([
    ['standard output', 'stdout'],
    ['standard error', 'stderr'],
  ] as const)('to %s can be read while the call still runs', async (_, stream) => {
    const project = new Project({
      'main.cjs': `
        const { graft } = require('graftwire');
        graft.python.exec(\`import sys${waitForFile}
print("printed", file=sys.${stream})
wait_for(path)
print("after", file=sys.${stream}, end="")
wait_for(path + "2")\`, { path: process.argv[2] });`,
    });
    const running = project.start('main.cjs', { args: [project.path('seen')] });
    await running.until('printed\n', () => running[stream]);
    project.write('seen', '');
    // Without the end of a line, too.
    await running.until('after', () => running[stream]);
    project.write('seen2', '');
    const { code, out, err } = await running.outcome;
    expect({ code, out, err }).toEqual({
      code: 0,
      out: stream === 'stdout' ? 'printed\nafter' : '',
      err: stream === 'stderr' ? 'printed\nafter' : '',
    });
  });

  it('to both streams arrives in both, each in its order', async () => {
    const project = new Project({
      'main.cjs': `
        const { graft } = require('graftwire');
        for (let i = 0; i < 50; i++) {
          console.log('node', i);
          graft.python.exec('import sys; print("python", i); print("error", i, file=sys.stderr)', { i });
          console.error('node', i);
        }`,
    });
    const { out, err } = await project.run('main.cjs');
    const lines = Array.from({ length: 50 }, (_, i) => i);
    expect(out).toBe(lines.map((i) => `node ${i}\npython ${i}\n`).join(''));
    expect(err).toBe(lines.map((i) => `error ${i}\nnode ${i}\n`).join(''));
  });

  it('in great amounts reaches a slow reader whole and in order, also where the process exits right behind it', async () => {
    const project = new Project({
      'main.cjs': `
        const { graft } = require('graftwire');
        console.log('begin');
        graft.python.exec('for i in range(20_000): print("%08d" % i, "x" * 90)');
        graft.python.exec('print("y" * 5_000_000)');
        graft.python.exec('import sys; sys.stdout.buffer.write(b"z" * 1_000_000 + b"\\\\n"); print("end")');
        process.exit(0);`,
    });
    const running = project.start('main.cjs');
    await running.until('begin');
    running.pauseReading();
    // Long enough for the pipe to be full; how long does not decide the outcome.
    await new Promise((resolve) => setTimeout(resolve, 300));
    running.resumeReading();
    const { out, err, code } = await running.outcome;
    expect({ err, code }).toEqual({ err: '', code: 0 });
    const lines = out.split('\n');
    expect(lines).toHaveLength(1 + 20_000 + 1 + 1 + 1 + 1);
    for (let i = 0; i < 20_000; i++) {
      if (lines[i + 1] !== `${String(i).padStart(8, '0')} ${'x'.repeat(90)}`)
        expect.fail(`line ${i} is ${lines[i + 1]}`);
    }
    expect(lines.slice(-4).map((line) => [line.length, line[0]])).toEqual([
      [5_000_000, 'y'],
      [1_000_000, 'z'],
      [3, 'e'],
      [0, undefined],
    ]);
  });

  it('on the threads of a lane appears in order, and all of it, also where the process ends at once', async () => {
    const program = new Project({
      'prints.py': `
import asyncio
def beside(count):
    for number in range(count): print("beside", number)
async def on_loop(count):
    for number in range(count):
        print("loop", number)
        if number % 10 == 0: await asyncio.sleep(0)
`,
      'main.mjs': `
        import { graft } from 'graftwire';
        const prints = graft.loadSync('./prints.py');
        const beside = graft.async(prints);
        await beside.beside(3);
        console.log('then JavaScript');
        await prints.on_loop(2);
        process.on('exit', () => console.log('exit'));
        // Often enough for texts that are printed while others are being written.
        for (let round = 0; round < 10; round++) await beside.beside(2000);
        await graft.with(beside, { oneway: true }).beside(1);
        await beside.beside(0);
        process.exit();`,
    });
    const numbered = (count: number): string[] =>
      Array.from({ length: count }, (_, index) => `beside ${index}`);
    const { out, err, code } = await program.run('main.mjs');
    expect({ err, code }).toEqual({ err: '', code: 0 });
    expect(out.trimEnd().split('\n')).toEqual([
      ...numbered(3),
      'then JavaScript',
      'loop 0',
      'loop 1',
      ...Array.from({ length: 10 }, () => numbered(2000)).flat(),
      'beside 0',
      'exit',
    ]);
  });

  it('on threads of its own, in great amounts, reaches a slow reader whole', async () => {
    const project = new Project({
      'main.cjs': `
        const { graft } = require('graftwire');
        console.log('begin');
        graft.python.exec(\`
import threading
def work(name):
    for i in range(2000):
        print(name * 500)
threads = [threading.Thread(target=work, args=[name]) for name in "abcd"]
for thread in threads: thread.start()
for thread in threads: thread.join()\`);`,
    });
    const running = project.start('main.cjs');
    await running.until('begin');
    running.pauseReading();
    await new Promise((resolve) => setTimeout(resolve, 300));
    running.resumeReading();
    const { out, err, code } = await running.outcome;
    expect({ err, code }).toEqual({ err: '', code: 0 });
    const text = out.replace('begin', '').replaceAll('\n', '');
    for (const name of 'abcd') expect(text.split(name).length - 1).toBe(2000 * 500);
  });

  it('in a forked child comes out once, and the child prints by itself', async () => {
    const project = new Project({
      'main.cjs': `
        const { graft } = require('graftwire');
        console.log('before');
        graft.python.exec(\`
import os, sys, warnings
# Newer ones warn of a fork where there are threads, as Node has them.
warnings.simplefilter("ignore", DeprecationWarning)
print("parent")
child = os.fork()
if child == 0:
    print("child")
    print("child's error", file=sys.stderr)
    os._exit(0)
os.waitpid(child, 0)
print("parent again")\`);
        console.log('after');`,
    });
    const { out, err, code } = await project.run('main.cjs');
    expect({ out, err, code }).toEqual({
      out: 'before\nparent\nchild\nparent again\nafter\n',
      err: "child's error\n",
      code: 0,
    });
  });

  it('goes where process.stdout.write was led to, and to a worker’s own streams', async () => {
    const project = new Project({
      'main.cjs': `
        const { Worker } = require('node:worker_threads');
        const { graft } = require('graftwire');
        const written = [];
        const write = process.stdout.write;
        process.stdout.write = (chunk) => { written.push(Buffer.from(chunk).toString()); return true; };
        graft.python.exec('print("led away")');
        process.stdout.write = write;
        console.log(JSON.stringify(written.join('')));
        const worker = new Worker("require('graftwire').graft.python.exec('print(\\"in a worker\\")')", { eval: true, stdout: true });
        let text = '';
        worker.stdout.setEncoding('utf8').on('data', (more) => { text += more; });
        worker.on('exit', () => console.log(JSON.stringify(text)));`,
    });
    const { out, err } = await project.run('main.cjs');
    expect({ out, err }).toEqual({ out: '"led away\\n"\n"in a worker\\n"\n', err: '' });
  });

  it('is no error where nobody listens any more', async () => {
    const project = new Project({
      'main.cjs': `
        const { graft } = require('graftwire');
        process.stdout.on('error', () => undefined);
        graft.python.exec('import sys; sys.stdout.close()');
        graft.python.exec('sys.stdout = open("other.txt", "w"); print("into a file")');
        console.log('node still prints');`,
    });
    const { out, code } = await project.run('main.cjs');
    expect({ out, code }).toEqual({ out: 'node still prints\n', code: 0 });
    expect(readFileSync(project.path('other.txt'), 'utf8')).toBe('into a file\n');
  });
});

describe('standard input', () => {
  it('can be read by Python', async () => {
    const project = new Project({
      'main.cjs': `
        const { graft } = require('graftwire');
        console.log(graft.python.eval('input()'), graft.python.eval('__import__("sys").stdin.readline()'));`,
    });
    const running = project.start('main.cjs');
    running.write('first line\nsecond ünï\n');
    running.closeInput();
    expect((await running.outcome).out).toBe('first line second ünï\n\n');
  });
});
