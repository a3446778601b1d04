// node scripts/drill/terminate-process.mjs <package> <times>: ends so many workers in the middle of what they do.
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

const [folder, times] = process.argv.slice(2);
const { graft } = await import(pathToFileURL(join(workerData?.folder ?? folder, 'dist', 'index.js')).href);

/** What a worker does until it is ended. */
const activities = [
  () => graft.python.eval('sum(range(1000))'),
  () => graft.python.eval('value', { value: ['x'.repeat(100_000), { a: [1, 2, 3] }] }),
  () => {
    try {
      graft.python.eval('1 / 0');
    } catch {
      // The next one.
    }
  },
  () => graft.python.exec('print("from a worker that is ended")'),
  () => graft.python.exec('import time; time.sleep(0.001)'),
  () => graft.python.eval('a', { get a() { return graft.python.eval('1') } }), // prettier-ignore
  () => graft.python.import('json').loads('[1, 2]'),
];

async function end(index) {
  const worker = new Worker(import.meta.filename, {
    workerData: { folder, index },
    stdout: true,
    stderr: true,
  });
  // While it starts, or in the middle of what it does.
  await once(worker, index % 2 === 0 ? 'online' : 'message');
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 20));
  await worker.terminate();
}

if (isMainThread) {
  graft.python.exec('import threading');
  for (let done = 0; done < Number(times); done += 4) {
    await Promise.all([0, 1, 2, 3].map((index) => end(done + index)));
    if (graft.python.eval('value', { value: done }) !== done) throw new Error('a wrong result');
    process.stderr.write(`${done + 4}\n`);
  }
  process.stderr.write(`threads ${graft.python.eval('len(threading.enumerate())')}\n`);
} else {
  graft.python.eval('1');
  parentPort.postMessage('ready');
  const activity = activities[workerData.index % activities.length];
  for (;;) activity();
}
