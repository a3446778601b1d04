// node scripts/drill/terminate-process.mjs <package> <times> [first]: ends so many workers in the middle of what they do.
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { clearInterval, setInterval, setTimeout } from 'node:timers';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

const [folder, times, first = '0'] = process.argv.slice(2);
const { graft } = await import(pathToFileURL(join(workerData?.folder ?? folder, 'dist', 'index.js')).href);
const ended = graft.loadSync(join(import.meta.dirname, 'ended.py'));
const later = graft.async(ended);

const again = (call) => () => {
  for (;;) call();
};

const kept = [];

/** What a worker does until it is ended: calls that end by themselves, again and again, and calls that do not. */
const activities = [
  again(() => graft.python.eval('sum(range(1000))')),
  again(() => graft.python.eval('value', { value: ['x'.repeat(100_000), { a: [1, 2, 3] }] })),
  again(() => {
    try {
      graft.python.eval('1 / 0');
    } catch {
      // The next one.
    }
  }),
  again(() => graft.python.exec('print("from a worker that is ended")')),
  again(() => ended.sleep(0.001)),
  again(() => graft.python.eval('a', { get a() { return graft.python.eval('1') } })), // prettier-ignore
  again(() => graft.python.import('json').loads('[1, 2]')),
  () => ended.spin(),
  () => { kept.push(ended.make(() => 1), ended.make(() => 2)); ended.spin(); }, // prettier-ignore
  () => ended.insist(),
  () => ended.sleep(0.2),
  () => ended.call(() => ended.spin()),
  again(() => ended.call(() => new Map())),
  () => ended.call_again(() => ended.call(() => 1)),
  () => later.spin(),
  () => later.sleep(0.2),
  () => later.call_again(() => new Map()),
  () => ended.wait(1e6),
  () => ended.block(0.2),
  () => ended.spin_on_loop(),
  () => ended.call_on_loop(() => new Map()),
  () => Promise.all(Array.from({ length: 200 }, (_, i) => [later.sleep(0.001), ended.wait(i), later.make(() => i)]).flat()), // prettier-ignore
];

async function end(index) {
  const worker = new Worker(import.meta.filename, {
    workerData: { folder, index },
    stdout: true,
    stderr: true,
  });
  // While it starts, or in the middle of what it does.
  await once(worker, index % 5 === 0 ? 'online' : 'message');
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 20));
  await worker.terminate();
}

if (isMainThread) {
  graft.python.exec('import sys, threading');
  const states = () => graft.python.eval('len(sys._current_frames())');
  for (let done = 0; done < Number(times); done += 4) {
    await Promise.all([0, 1, 2, 3].map((index) => end(Number(first) + done + index)));
    if (graft.python.eval('value', { value: done }) !== done) throw new Error('a wrong result');
    process.stderr.write(`${done + 4}\n`);
  }
  // Threads that could not be interrupted come back.
  for (let looks = 0; looks < 1000 && states() > 1; looks++) await new Promise((resolve) => setTimeout(resolve, 10)); // prettier-ignore
  if (states() > 1) graft.python.exec('import faulthandler; faulthandler.dump_traceback()');
  // What the tables of their lanes held is gone, of Python's and of JavaScript's: this lane's own, which graft.stats() counts, say nothing of it.
  const alive = () => ended.alive();
  for (let looks = 0; looks < 100 && alive().some((count) => count > 0); looks++) await new Promise((resolve) => setTimeout(resolve, 10)); // prettier-ignore
  const [ofPython, ofJavaScript] = alive();
  process.stderr.write(`threads ${states()}, objects of Python ${ofPython}, of JavaScript ${ofJavaScript}\n`);
} else {
  graft.python.eval('1');
  parentPort.postMessage('ready');
  const alive = setInterval(() => undefined, 1000);
  await activities[workerData.index % activities.length]();
  clearInterval(alive);
}
