// node scripts/drill/exit-process.mjs <package>: calls process.exit(7) at a random moment, with calls in workers and Python threads alive.
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

const folder = workerData?.folder ?? process.argv[2];
const { graft } = await import(pathToFileURL(join(folder, 'dist', 'index.js')).href);

if (isMainThread) {
  graft.python.exec(`
import atexit, threading, time
def spin():
    while True: sum(range(100))
def sleep():
    while True: time.sleep(0.001)
for work in (spin, sleep):
    threading.Thread(target=work, daemon=True).start()
atexit.register(print, "handlers")`);
  const workers = Array.from(
    { length: 3 },
    () => new Worker(import.meta.filename, { workerData: { folder } }),
  );
  await Promise.all(workers.map((worker) => once(worker, 'message')));
  setTimeout(() => process.exit(7), Math.random() * 10);
  for (;;) {
    graft.python.eval('sum(range(1000))');
    await new Promise((resolve) => setImmediate(resolve));
  }
}
parentPort.postMessage('ready');
for (;;) graft.python.eval('value', { value: 'x'.repeat(1000) });
