import { describe, expect, it } from 'vitest';
import { Project } from '../e2e/project.js';
import type { Outcome } from '../e2e/project.js';
import { everyPython } from '../e2e/pythons.js';
import {
  head,
  interrupt,
  interrupted,
  interruptUntilItEnds,
  killed,
  python,
  wait,
} from './interrupted-program.js';

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
