import { readFileSync } from 'node:fs';
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
