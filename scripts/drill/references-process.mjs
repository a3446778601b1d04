// node --expose-gc scripts/drill/references-process.mjs <package> <references> <way>: makes so many references to objects of Python, and as many
// to functions of JavaScript, on one way between the two. Writes a line of JSON at 10, 50 and 100 %, and how many are left at the end.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { isMainThread, Worker, workerData } from 'node:worker_threads';

const [folder, text, way] = workerData ?? process.argv.slice(2);
const references = Number(text);
const { graft } = await import(pathToFileURL(join(folder, 'dist', 'index.js')).href);
const ended = graft.loadSync(join(import.meta.dirname, 'ended.py'));
const later = graft.async(ended);
const batch = 500;

/** Each makes `batch` of both kinds. */
const ways = {
  sync() {
    for (let i = 0; i < batch; i++) ended.make(() => i);
  },
  // Each answer names an object of Python, and each callback one of JavaScript's.
  side: () => Promise.all(Array.from({ length: batch }, (_, i) => later.make(() => i))),
  loop: () => Promise.all(Array.from({ length: batch }, (_, i) => ended.make_on_loop(() => i))),
  threads: () => later.make_on_threads(() => () => undefined, batch),
  async worker(i) {
    if (i % 3 === 0) ways.sync();
    else await (i % 3 === 1 ? ways.side() : ways.loop());
  },
};

/** Keeps nothing of what is made. */
async function run(round) {
  await ways[way](round);
}

/** What the two hold of each other when all that can be given up has been. */
async function left(atMost) {
  for (let looks = 0; ; looks++) {
    globalThis.gc();
    graft.python.exec('import gc; gc.collect()');
    const { pythonObjects, javaScriptObjects } = graft.stats();
    if ((pythonObjects <= atMost[0] && javaScriptObjects <= atMost[1]) || looks === 20)
      return [pythonObjects, javaScriptObjects];
    await wait(5);
  }
}

async function measure(made, share, before) {
  await left(before);
  let residentBytes = Infinity;
  for (let look = 0; look < 5; look++) {
    globalThis.gc();
    const resident = Number(readFileSync('/proc/self/statm', 'utf8').split(' ')[1]) * 4096;
    residentBytes = Math.min(residentBytes, resident);
    await wait(10);
  }
  const heapBytes = process.memoryUsage().heapUsed;
  const pythonBlocks = graft.python.eval('__import__("sys").getallocatedblocks()');
  return { kind: way, share, calls: made, residentBytes, heapBytes, pythonBlocks };
}

if (isMainThread && way === 'worker') {
  new Worker(import.meta.filename, { workerData: process.argv.slice(2) });
} else {
  for (let i = 0; i < 3; i++) await run(i);
  const before = await left([0, 0]);
  const rounds = references / batch;
  const marks = [0.1, 0.5, 1];
  for (let round = 0; round < rounds; round++) {
    await run(round);
    const share = marks.find((mark) => Math.round(mark * rounds) === round + 1);
    if (share !== undefined) console.log(JSON.stringify(await measure((round + 1) * batch, share, before)));
  }
  const after = await left(before);
  console.log(JSON.stringify({ kind: way, before, after }));
}
