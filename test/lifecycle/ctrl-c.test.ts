import { describe, expect, it } from 'vitest';
import { Project } from '../e2e/project.js';
import type { Outcome, RunOptions } from '../e2e/project.js';
import type { RunningNode } from '../e2e/running-node.js';
import { everyPython } from '../e2e/pythons.js';

const python = `
import os, signal, sys, time

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

def sleep_a_second():
    ready()
    time.sleep(1)
    say("slept")

def wait_for_callback(callback):
    callback()
    while True:
        pass

def one():
    return 1

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
    const { out, ...ended } = await interrupted('calls.swallow();', ['ready', 'swallowed']);
    expect(ended).toMatchObject({ ...killed, err: '' });
    expect(out).toBe('ready\nswallowed\n');
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
    await new Promise((resolve) => setTimeout(resolve, 200));
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

describe('with a listener of SIGINT', () => {
  const listen = "process.on('SIGINT', () => { log('listener'); });";

  it('Python is not interrupted, and the listener runs when JavaScript next runs', async () => {
    const body = `${listen} calls.sleep_a_second(); setTimeout(() => log('timer'), 100);`;
    expect(await interrupted(body)).toMatchObject({ out: 'ready\nslept\nlistener\ntimer\n', code: 0 });
  });

  it('Ctrl-C a second time within the call ends the process', async () => {
    const project = new Project({ 'calls.py': python, 'main.cjs': `${head}\n${listen} calls.sleep();` });
    const running = project.start('main.cjs');
    await running.until('ready');
    interrupt(running);
    // Both at once would be one signal.
    await new Promise((resolve) => setTimeout(resolve, 50));
    interrupt(running);
    expect(await running.outcome).toMatchObject({ ...killed, out: 'ready\n' });
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
    const project = new Project({
      'calls.py': python,
      'main.cjs': `process.on('SIGINT', () => { console.log('listener'); });\n${head}\ncalls.sleep_a_second(); setTimeout(() => 1, 100);`,
    });
    const running = project.start('main.cjs');
    await running.until('ready');
    interrupt(running);
    expect(await running.outcome).toMatchObject({ out: 'ready\nslept\nlistener\n', code: 0 });
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
