// node --expose-gc scripts/drill/memory-process.mjs <package> <calls> <kind>...: makes so many calls of each kind, a tenth of the
// rarer ones, and writes a line of JSON for each measurement, at 10, 50 and 100 %.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { callKinds, controls, loadCalled, mainKinds } from './kinds.mjs';

const [folder, callsText, ...names] = process.argv.slice(2);
const library = await import(pathToFileURL(join(folder, 'dist', 'index.js')).href);
const target = loadCalled(library);
const { python } = library.graft;
python.exec('import gc, sys');

function resident() {
  return Number(readFileSync('/proc/self/statm', 'utf8').split(' ')[1]) * 4096;
}

/** What is held when nothing runs: V8 gives some of it back in the background, so the least of a few looks counts. */
async function measure() {
  let residentBytes = Infinity;
  for (let look = 0; look < 5; look++) {
    globalThis.gc();
    python.exec('gc.collect()');
    residentBytes = Math.min(residentBytes, resident());
    await wait(10);
  }
  return {
    residentBytes,
    heapBytes: process.memoryUsage().heapUsed,
    pythonBlocks: python.eval('sys.getallocatedblocks()'),
  };
}

for (const name of names) {
  const call = { ...callKinds, ...controls }[name];
  const calls = Number(callsText) / (mainKinds.includes(name) || name in controls ? 1 : 10);
  const marks = [0.1, 0.5, 1].map((share) => Math.round(share * calls));
  let told = performance.now();
  for (let i = 0, mark = 0; i < calls; i++) {
    call(i, target);
    if (i + 1 === marks[mark]) {
      console.log(
        JSON.stringify({ kind: name, share: [0.1, 0.5, 1][mark], calls: i + 1, ...(await measure()) }),
      );
      mark += 1;
    }
    if (i % 1000 === 0 && performance.now() - told > 5000) {
      told = performance.now();
      console.log(JSON.stringify({ kind: name, progress: i / calls }));
    }
  }
}
