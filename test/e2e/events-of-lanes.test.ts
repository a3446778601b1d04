import { describe, expect, it } from 'vitest';
import { Project } from './project.js';

const hub = `
import gc, threading
from graftwire.events import Event

class Hub:
    changed: Event[int] = Event()
    def set(self, value): return self.changed.emit(value)
    def count(self): return len(self.changed)
    def set_on_a_thread(self, value):
        raised = []
        def run():
            try: self.changed.emit(value)
            except BaseException as error: raised.append(repr(error))
        thread = threading.Thread(target=run)
        thread.start()
        self.thread = thread, raised
    def joined(self):
        self.thread[0].join()
        return self.thread[1]

hub = Hub()
`;

/** A program whose worker listens to Python's hub in these ways, and ends; then the main thread emits. */
function program(listen: string, end: string): Project {
  return new Project({
    'hub.py': hub,
    'main.cjs': `
      const { Worker, isMainThread, parentPort } = require('node:worker_threads');
      const { events, graft } = require('graftwire');
      const { hub } = graft.loadSync('./hub.py');
      const heard = (value) => console.log(isMainThread ? 'main' : 'worker', value);
      if (!isMainThread) {
        ${listen}
        parentPort.postMessage('listening');
        setInterval(() => undefined, 1_000);
      } else {
        const worker = new Worker(__filename, { stdout: false });
        worker.on('error', (error) => console.log(error));
        worker.once('message', async () => {
          const subscription = events.subscribe(hub, 'changed', heard);
          console.log(hub.count());
          ${end}
          await new Promise((resolve) => setTimeout(resolve, 50));
          console.log('ended', hub.set(2), hub.set(3), hub.count());
          subscription.close();
          console.log(hub.set(4), hub.count());
        });
      }`,
  });
}

describe('a worker that has listened to an object of Python, and has ended', () => {
  it.each([
    ['by events.subscribe', `events.subscribe(hub, 'changed', heard);`],
    ['once', `events.subscribe(hub, 'changed', heard, { once: true });`],
    ['by on', `hub.on('changed', heard);`],
    ['by the event itself', `hub.changed.on(heard);`],
  ])('%s, is not called any more, and nothing fails', async (_, listen) => {
    const ended = await program(listen, 'await worker.terminate();').run('main.cjs');
    expect(ended).toMatchObject({
      out: '2\nmain 2\nmain 3\nended true true 1\nfalse 0\n',
      err: '',
      code: 0,
    });
  });

  it('leaves no stream, either', async () => {
    const listen = `const stream = events.stream(hub, 'changed'); void stream.next();`;
    const ended = await program(listen, 'await worker.terminate();').run('main.cjs');
    expect([ended.out, ended.code]).toEqual(['2\nmain 2\nmain 3\nended true true 1\nfalse 0\n', 0]);
  });

  it('ends while a thread of Python emits', async () => {
    const ended = await program(
      `hub.on('changed', () => { for (;;); });`,
      `hub.set_on_a_thread(1);
       await new Promise((resolve) => setTimeout(resolve, 100));
       await worker.terminate();
       await new Promise((resolve) => setTimeout(resolve, 50));
       console.log(hub.joined());`,
    ).run('main.cjs');
    expect(ended).toMatchObject({
      out: '2\nmain 1\n[]\nmain 2\nmain 3\nended true true 1\nfalse 0\n',
      code: 0,
    });
  });
});

it('is thrown through what a listener of a lane that goes on throws, whatever its code is', async () => {
  const listening = new Project({
    'hub.py': hub,
    'main.cjs': `
      const { GraftError, events, graft } = require('graftwire');
      const { hub } = graft.loadSync('./hub.py');
      events.subscribe(hub, 'changed', () => { throw new GraftError('unknown-reference', 'mine'); });
      try { hub.set(1); } catch (error) { console.log(error.message, hub.count()); }`,
  });
  expect(await listening.run('main.cjs')).toMatchObject({ out: 'mine 1\n', err: '', code: 0 });
});
