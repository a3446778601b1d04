import { describe, expect, it } from 'vitest';
import { Project } from '../e2e/project.js';

describe('threads of JavaScript that wait for promises of each other', () => {
  const project = (): Project =>
    new Project({
      'main.mjs': `
      import { Worker, isMainThread, parentPort } from 'node:worker_threads';
      import { once } from 'node:events';
      import { graft } from 'graftwire';
      const store = graft.python.eval('lambda name, promise: __import__("builtins").__dict__.setdefault("_kept", {}).__setitem__(name, promise)');
      const wait = graft.python.eval('lambda name: __import__("builtins")._kept[name].result()');
      let ready;
      store(isMainThread ? 'main' : 'worker', new Promise((resolve) => { ready = resolve; }));
      const outcome = () => {
        try { return wait(isMainThread ? 'worker' : 'main'); }
        catch (error) { return error.code + ' ' + (error.message.match(/Thread \\d+:/g) ?? []).length; }
      };
      if (isMainThread) {
        const worker = new Worker(new URL(import.meta.url), { argv: process.argv.slice(2) });
        await once(worker, 'message');
        worker.postMessage('wait');
        const answered = once(worker, 'message');
        if (process.argv[2] === 'circle') console.log(outcome());
        else ready('from main');
        console.log((await answered)[0]);
        await worker.terminate();
      } else {
        parentPort.on('message', () => parentPort.postMessage(outcome()));
        parentPort.postMessage('ready');
      }`,
    });

  it('in a circle are told so, with the stacks of both', async () => {
    const told = 'deadlock 2\n';
    expect(await project().run('main.mjs', { args: ['circle'] })).toMatchObject({
      out: told + told,
      code: 0,
    });
  });

  it('get what they wait for where the other one is free', async () => {
    expect(await project().run('main.mjs', { args: ['free'] })).toMatchObject({
      out: 'from main\n',
      code: 0,
    });
  });
});
