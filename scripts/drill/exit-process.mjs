// node scripts/drill/exit-process.mjs <package> [number]: calls process.exit(7) at a random moment, with calls of the kind that the number
// stands for in workers and on the threads of the main lane, and Python threads alive.
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setInterval, setTimeout } from 'node:timers';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

const folder = workerData?.folder ?? process.argv[2];
const number = workerData?.number ?? Number(process.argv[3] ?? 0);
const { graft } = await import(pathToFileURL(join(folder, 'dist', 'index.js')).href);
const ended = graft.loadSync(join(import.meta.dirname, 'ended.py'));
const later = graft.async(ended);
const ignore = () => undefined;

const inWorkers = [
  () => {
    for (;;) graft.python.eval('value', { value: 'x'.repeat(1000) });
  },
  () => ended.spin(),
  () => ended.call_again(() => new Map()),
  () => later.spin(),
  () => ended.wait(1e6),
  () => ended.call_on_loop(() => new Map()),
  () => ended.sleep(1e6),
  () => later.sleep(1e6),
];
const onMain = [
  ignore,
  () => void later.spin().catch(ignore),
  () => void ended.wait(1e6).catch(ignore),
  () => void later.call_again(() => new Map()).catch(ignore),
  () => void ended.call_on_loop(() => new Map()).catch(ignore),
];

if (isMainThread) {
  graft.python.exec(`
import atexit, threading, time
def spin():
    while True: sum(range(100))
def sleep():
    while True: time.sleep(0.001)
for work in (spin, sleep):
    threading.Thread(target=work, daemon=True).start()
threading.Thread(target=lambda: time.sleep(0.05)).start()
atexit.register(print, "handlers")`);
  const workers = Array.from(
    { length: 3 },
    (_, index) => new Worker(import.meta.filename, { workerData: { folder, number: number + index } }),
  );
  await Promise.all(workers.map((worker) => once(worker, 'message')));
  onMain[number % onMain.length]();
  setTimeout(() => process.exit(7), Math.random() * 10);
  for (;;) {
    graft.python.eval('sum(range(1000))');
    await new Promise((resolve) => setImmediate(resolve));
  }
}
parentPort.postMessage('ready');
// What is interrupted is nobody's concern.
try {
  await inWorkers[number % inWorkers.length]();
} catch {
  setInterval(ignore, 1000);
}
