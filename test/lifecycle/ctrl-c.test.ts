import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Project } from '../e2e/project.js';
import type { Outcome, RunOptions } from '../e2e/project.js';
import type { RunningNode } from '../e2e/running-node.js';
import { everyPython } from '../e2e/pythons.js';

const python = `
import asyncio, atexit, os, signal, sys, time

def say(text):
    # In one piece: Ctrl-C comes as soon as it is read.
    os.write(1, text.encode() + b"\\n")

def ready():
    say("ready")

def loop():
    ready()
    while True:
        pass

def sleep():
    ready()
    time.sleep(1000)

def read():
    ready()
    sys.stdin.readline()

def swallow():
    text = "ready"
    while True:
        try:
            say(text)
            time.sleep(1000)
        except KeyboardInterrupt:
            text = "swallowed"

def wait_for_file():
    ready()
    while not os.path.exists("signalled"):
        time.sleep(0.01)
    say("waited")

def wait_for_callback(callback):
    callback()
    while True:
        pass

def one():
    return 1

def clean_up():
    ready()
    try:
        loop_for_ever()
    finally:
        say("cleaned up")

def loop_for_ever():
    while True:
        pass

async def wait():
    ready()
    try:
        await asyncio.sleep(1000)
    except asyncio.CancelledError:
        say("cancelled")
        raise

async def clean_up_on_loop():
    await asyncio.sleep(0)
    clean_up()

async def block_loop():
    sleep()

def at_end():
    file = open("file.txt", "w")
    file.write("written")
    atexit.register(say, "handlers")

got = []
def handle():
    signal.signal(signal.SIGINT, lambda number, frame: got.append(number))
    ready()
    while not got:
        time.sleep(0.01)
    return got
`;

const head = `
  const { graft } = require('graftwire');
  const calls = graft.loadSync('./calls.py');
  const fs = require('node:fs');
  // At once: console.log waits for nothing, and the process may end.
  const log = (...values) => fs.writeSync(1, values.join(' ') + '\\n');
  const caught = (action) => {
    try {
      log('returned', action());
    } catch (error) {
      log(error.name, error.remote?.type);
    }
  };`;

/** Runs a program, and sends it a SIGINT whenever it has written the next of `texts`. */
async function interrupted(
  body: string,
  texts: readonly string[] = ['ready'],
  options: RunOptions = {},
): Promise<Outcome> {
  const project = new Project({ 'calls.py': python, 'main.cjs': `${head}\n${body}` });
  const running = project.start('main.cjs', options);
  for (const text of texts) {
    await running.until(text);
    interrupt(running);
  }
  return running.outcome;
}

function interrupt(running: RunningNode): void {
  process.kill(running.pid, 'SIGINT');
}

/** Sends a program one SIGINT after another, whenever `next` is, until it has ended. */
async function interruptUntilItEnds(running: RunningNode, next: () => Promise<unknown>): Promise<Outcome> {
  let hasEnded = false;
  void running.outcome.then(() => {
    hasEnded = true;
  });
  for (;;) {
    await Promise.race([next(), running.outcome]).catch(() => running.outcome);
    if (hasEnded) return running.outcome;
    try {
      interrupt(running);
    } catch {
      // Just now.
      return running.outcome;
    }
  }
}

const wait = (ms: number): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, ms));

const killed = { code: null, signal: 'SIGINT' };

describe('Ctrl-C while Python runs', () => {
  it.each(everyPython())('is a KeyboardInterrupt of CPython $versionText', async ({ executable }) => {
    const options = { env: { GRAFT_PYTHON: executable } };
    const inLoop = await interrupted(
      "caught(() => calls.loop()); log('goes on', calls.one());",
      ['ready'],
      options,
    );
    expect(inLoop).toMatchObject({
      out: 'ready\nKeyboardInterrupt KeyboardInterrupt\ngoes on 1\n',
      code: 0,
      err: '',
    });
    const inSleep = await interrupted('caught(() => calls.sleep());', ['ready'], options);
    expect(inSleep).toMatchObject({ out: 'ready\nKeyboardInterrupt KeyboardInterrupt\n', code: 0, err: '' });
  });

  it('interrupts reading as well', async () => {
    expect(await interrupted('caught(() => calls.read());')).toMatchObject({
      out: 'ready\nKeyboardInterrupt KeyboardInterrupt\n',
      code: 0,
    });
  });

  it.each([
    ['thrown', 'calls.sleep();'],
    ['as a rejection', '(async () => calls.sleep())();'],
    ['in a timer', 'setTimeout(() => calls.sleep(), 5);'],
    [
      'through a callback',
      "process.on('exit', () => log('exit listeners run')); calls.wait_for_callback(() => calls.sleep());",
    ],
  ])('ends a program that does not catch it, %s, with 130', async (_, body) => {
    const { code, signal, err } = await interrupted(body);
    expect({ code, signal }).toEqual({ code: 130, signal: null });
    expect(err).toContain('KeyboardInterrupt');
  });

  it('does not give 130 to a program that handles it', async () => {
    const body =
      "process.on('uncaughtException', (error) => { log('handled', error.name); process.exit(1); }); calls.sleep();";
    expect(await interrupted(body)).toMatchObject({ code: 1, out: 'ready\nhandled KeyboardInterrupt\n' });
  });

  it('comes when JavaScript that Python has called returns', async () => {
    const body = `caught(() => calls.wait_for_callback(() => {
      log('ready');
      for (const end = Date.now() + 300; Date.now() < end;);
      log('callback ends');
    }));`;
    expect(await interrupted(body)).toMatchObject({
      out: 'ready\ncallback ends\nKeyboardInterrupt KeyboardInterrupt\n',
      code: 0,
    });
  });

  it('a second time, while the same call runs, ends the process at once', async () => {
    const project = new Project({ 'calls.py': python, 'main.cjs': `${head}\ncalls.swallow();` });
    const running = project.start('main.cjs');
    let texts = 'ready\n';
    // Where the second one comes late it is swallowed like the first.
    const { out, ...ended } = await interruptUntilItEnds(running, async () => {
      await running.until(texts);
      texts += 'swallowed\n';
    });
    expect(ended).toMatchObject({ ...killed, err: '' });
    expect(out).toMatch(/^ready\n(swallowed\n)+$/);
  });

  it('a second time, in another call, is a KeyboardInterrupt like the first', async () => {
    const body = "caught(() => calls.sleep()); log('again'); caught(() => calls.sleep());";
    const project = new Project({ 'calls.py': python, 'main.cjs': `${head}\n${body}` });
    const running = project.start('main.cjs');
    await running.until('ready');
    interrupt(running);
    await running.until('again\nready');
    interrupt(running);
    expect(await running.outcome).toMatchObject({
      out: 'ready\nKeyboardInterrupt KeyboardInterrupt\nagain\nready\nKeyboardInterrupt KeyboardInterrupt\n',
      code: 0,
    });
  });

  it('in a loop of calls too short to be interrupted ends the program one way or the other', async () => {
    const { code, signal } = await interrupted("log('ready'); for (;;) calls.one();");
    expect(code === 130 || signal === 'SIGINT').toBe(true);
  });

  it('in a call that ends without having looked is not lost', async () => {
    // One long call of C, after which the program does nothing more.
    const body = `const { pbkdf2_hmac } = graft.python.import('hashlib');
      const bytes = Buffer.from('x');
      pbkdf2_hmac('sha256', bytes, bytes, 1);
      log('ready');
      pbkdf2_hmac('sha256', bytes, bytes, 3_000_000);
      setTimeout(() => 1, 100_000);`;
    const project = new Project({ 'calls.py': python, 'main.cjs': `${head}\n${body}` });
    const running = project.start('main.cjs');
    await running.until('ready');
    await wait(200);
    interrupt(running);
    expect(await running.outcome).toMatchObject(killed);
  });

  it('is left to Python where that has a handler of its own', async () => {
    expect(await interrupted('log(calls.handle()); log(calls.one());')).toMatchObject({
      out: 'ready\n2\n1\n',
      code: 0,
    });
  });
});

/** Sends a program a SIGINT while it is in `wait_for_file`, which then ends. */
async function whileItWaits(program: string): Promise<Outcome> {
  const project = new Project({ 'calls.py': python, 'main.cjs': program });
  const running = project.start('main.cjs');
  await running.until('ready');
  interrupt(running);
  project.write('signalled', '');
  return running.outcome;
}

describe('with a listener of SIGINT', () => {
  const listen = "process.on('SIGINT', () => { log('listener'); });";

  it('Python is not interrupted, and the listener runs when JavaScript next runs', async () => {
    const body = `${listen} calls.wait_for_file(); setTimeout(() => log('timer'), 100);`;
    expect(await whileItWaits(`${head}\n${body}`)).toMatchObject({
      out: 'ready\nwaited\nlistener\ntimer\n',
      code: 0,
    });
  });

  it('Ctrl-C a second time within the call ends the process', async () => {
    const project = new Project({ 'calls.py': python, 'main.cjs': `${head}\n${listen} calls.sleep();` });
    const running = project.start('main.cjs');
    await running.until('ready');
    // Two that come at once are one signal.
    const ended = await interruptUntilItEnds(running, () => wait(50));
    expect(ended).toMatchObject({ ...killed, out: 'ready\n' });
  });

  it.each([
    [
      'removed',
      "const listener = () => log('listener'); process.on('SIGINT', listener); process.off('SIGINT', listener);",
    ],
    ['once', "process.once('SIGINT', () => log('listener')); process.emit('SIGINT');"],
    ['all removed', `${listen} process.removeAllListeners('SIGINT');`],
  ])('that has been %s, Ctrl-C is Python’s again', async (_, prepare) => {
    const { out, code } = await interrupted(`${prepare} caught(() => calls.sleep());`);
    expect({ out: out.replace('listener\n', ''), code }).toEqual({
      out: 'ready\nKeyboardInterrupt KeyboardInterrupt\n',
      code: 0,
    });
  });

  it('that was there before Python, Ctrl-C is the listener’s', async () => {
    const program = `process.on('SIGINT', () => { console.log('listener'); });\n${head}\ncalls.wait_for_file(); setTimeout(() => 1, 100);`;
    expect(await whileItWaits(program)).toMatchObject({ out: 'ready\nwaited\nlistener\n', code: 0 });
  });
});

describe('Ctrl-C while asynchronous calls are under way', () => {
  const async = `const later = graft.async(calls); calls.at_end();
    const tell = (error) => log(error.name, error.remote?.type, error instanceof Error);`;
  const told = 'KeyboardInterrupt KeyboardInterrupt true\n';

  it.each(everyPython())('is a KeyboardInterrupt of CPython $versionText', async ({ executable }) => {
    const options = { env: { GRAFT_PYTHON: executable } };
    const goesOn = "log('goes on', await later.one())";
    const caught = async (call: string): Promise<Outcome> =>
      interrupted(`${async} ${call}.catch(tell).then(async () => ${goesOn});`, ['ready'], options);
    const end = `${told}goes on 1\nhandlers\n`;
    expect(await caught('later.clean_up()')).toMatchObject({ out: `ready\ncleaned up\n${end}`, code: 0 });
    expect(await caught('calls.wait()')).toMatchObject({ out: `ready\ncancelled\n${end}`, code: 0 });
    expect(await caught('calls.clean_up_on_loop()')).toMatchObject({
      out: `ready\ncleaned up\n${end}`,
      code: 0,
    });
  });

  it.each([
    ['a function', 'later.clean_up()', 'cleaned up\n'],
    ['a coroutine that waits', 'calls.wait()', 'cancelled\n'],
    ['a coroutine that computes', 'calls.clean_up_on_loop()', 'cleaned up\n'],
    ['a sleep, which cannot be interrupted', 'later.sleep()', ''],
    ['a coroutine that sleeps', 'calls.block_loop()', ''],
  ])(
    'ends a program that does not catch it with 130, and with the end of Python: %s',
    async (_, call, text) => {
      const project = new Project({ 'calls.py': python, 'main.cjs': `${head}\n${async}\n${call};` });
      const running = project.start('main.cjs');
      await running.until('ready');
      interrupt(running);
      const { code, signal, out, err } = await running.outcome;
      expect({ code, signal, out }).toEqual({ code: 130, signal: null, out: `ready\n${text}handlers\n` });
      expect(err).toContain('KeyboardInterrupt');
      expect(readFileSync(project.path('file.txt'), 'utf8')).toBe('written');
    },
  );

  it('is for all of them, whether they have begun or not, and for none that follows', async () => {
    const body = `${async}
      const all = [later.clean_up(), later.clean_up(), calls.wait(), calls.wait(), later.one()];
      Promise.allSettled(all).then(async (ended) => {
        for (const { reason } of ended) tell(reason);
        log(await later.one(), await graft.async(calls.one)());
      });`;
    const project = new Project({ 'calls.py': python, 'main.cjs': `${head}\n${body}` });
    const running = project.start('main.cjs');
    // Two coroutines, and the first of the functions.
    await running.until('ready\nready\nready\n');
    interrupt(running);
    const { out, code, err } = await running.outcome;
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out.match(/cancelled|cleaned up/g)?.sort()).toEqual(['cancelled', 'cancelled', 'cleaned up']);
    expect(out).toMatch(new RegExp(`(${told}){5}1 1\nhandlers\n$`));
  });

  it('a second time within a second ends the process at once', async () => {
    const project = new Project({ 'calls.py': python, 'main.cjs': `${head}\n${async}\nlater.swallow();` });
    const running = project.start('main.cjs');
    await running.until('ready');
    const { out, ...ended } = await interruptUntilItEnds(running, () => wait(50));
    expect(ended).toMatchObject({ ...killed, err: '' });
    expect(out).not.toContain('handlers');
  });

  it('is a call’s of the main thread, where one runs, and not theirs', async () => {
    const body = `${async} const answer = later.wait_for_file();
      setTimeout(() => { caught(() => calls.sleep()); fs.writeFileSync('signalled', ''); }, 0);
      answer.then(() => log('answered'));`;
    const project = new Project({ 'calls.py': python, 'main.cjs': `${head}\n${body}` });
    const running = project.start('main.cjs');
    await running.until('ready\nready\n');
    interrupt(running);
    const { out, code } = await running.outcome;
    expect({ out, code }).toEqual({
      out: 'ready\nready\nKeyboardInterrupt KeyboardInterrupt\nwaited\nanswered\nhandlers\n',
      code: 0,
    });
  });

  it('is a listener’s, which hears it at once, and they go on', async () => {
    const body = `${async}
      process.on('SIGINT', () => { log('listener'); fs.writeFileSync('signalled', ''); });
      later.wait_for_file().then(() => log('answered'));`;
    expect(await interrupted(body)).toMatchObject({
      out: 'ready\nlistener\nwaited\nanswered\nhandlers\n',
      code: 0,
    });
  });

  it.each([
    ['have been answered', "await later.one(); log('ready');"],
    ['are one-way', 'graft.with(calls, { oneway: true }).sleep();'],
  ])('ends Node as always where they %s', async (_, calling) => {
    const body = `${async} (async () => { ${calling} setTimeout(() => 1, 100_000); })();`;
    expect(await interrupted(body)).toMatchObject({ ...killed, err: '' });
  });

  it('ends Node as always where only a worker has called', async () => {
    const body = `const { Worker, isMainThread } = require('node:worker_threads');
      if (isMainThread) new Worker(__filename);
      else graft.async(calls).sleep();`;
    expect(await interrupted(body)).toMatchObject({ ...killed, out: 'ready\n', err: '' });
  });
});

describe('Ctrl-C while Python does not run', () => {
  it.each([
    ['idle', 'setTimeout(() => 1, 100_000);'],
    ['in JavaScript', 'setImmediate(() => { for (;;); });'],
  ])('ends Node as always: %s', async (_, wait) => {
    const body = `calls.one(); ${wait} log('ready'); setTimeout(() => 1, 100_000);`;
    expect(await interrupted(body)).toMatchObject({ ...killed, out: 'ready\n', err: '' });
  });

  it('runs a listener at once', async () => {
    const body =
      "calls.one(); process.on('SIGINT', () => { log('listener'); process.exit(5); }); log('ready'); setTimeout(() => 1, 100_000);";
    expect(await interrupted(body)).toMatchObject({ code: 5, out: 'ready\nlistener\n' });
  });
});
