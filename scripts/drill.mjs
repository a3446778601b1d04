// npm run drill: what holds only after very many calls, ends and inputs. Hours on a small machine; a short form of each part is in npm test.
// node scripts/drill.mjs [--only=memory,ends,references,limits,properties,differential,fuzz] [--calls=1e7] [--kinds=scalars;…] [--references=1e6] [--runs=1e6] [--executions=1e7]
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './build/root.mjs';
import { runCommand } from './build/run-command.mjs';
import { exitProcesses, terminateWorkers } from './drill/ends.mjs';
import { callKinds } from './drill/kinds.mjs';
import { passReferences, referenceWays } from './drill/references.mjs';
import { allowedGrowth, growths, measureMemory } from './drill/memory.mjs';

const option = (name, otherwise) =>
  process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3) ?? otherwise;
const calls = Number(option('calls', '1e7'));
const runs = Number(option('runs', '1e6'));
const executions = Number(option('executions', '1e7'));

const inMegabytes = (bytes) => `${(bytes / 2 ** 20).toFixed(1)} MB`;

/** Says at most every ten seconds how far a part is. */
function progress(part) {
  let told = performance.now();
  return (text) => {
    if (performance.now() - told < 10_000) return;
    told = performance.now();
    console.log(`  ${part}: ${text}`);
  };
}

async function memory() {
  const { residentBytes, heapBytes, pythonBlocks } = allowedGrowth(calls);
  const limits = `${inMegabytes(residentBytes)} resident, ${inMegabytes(heapBytes)} of V8's heap, ${pythonBlocks} blocks of Python's`;
  console.log(
    `memory at rest after 10, 50 and 100 % of ${calls} calls (a tenth of them for the rarer kinds);`,
  );
  console.log(`from 10 to 100 % it may grow by ${limits}`);
  const wrong = [];
  for (const kind of option('kinds', Object.keys(callKinds).join(';')).split(';')) {
    const tell = progress(kind);
    const onProgress = ({ progress: share }) => tell(`${(share * 100).toFixed(0)} %`);
    const measurements = (await measureMemory({ calls, kinds: [kind], onProgress })).get(kind);
    const cells = measurements.map(({ residentBytes: bytes }) => inMegabytes(bytes).padStart(10));
    const grown = growths(measurements);
    const [early, , late] = measurements;
    const perCall = (late.residentBytes - early.residentBytes) / (late.calls - early.calls);
    console.log(
      `${kind.padEnd(24)}${cells.join('')}  ${perCall.toFixed(3).padStart(8)} B/call  ${grown.join('; ') || 'flat'}`,
    );
    wrong.push(...grown.map((how) => `${kind}: ${how}`));
  }
  return wrong;
}

async function ends() {
  const told = progress('ends');
  const terminated = await terminateWorkers(1000, (done) => told(`${done} workers terminated`));
  const exited = await exitProcesses(200, (done) => told(`${done} processes ended`));
  return [...terminated, ...exited];
}

async function references() {
  const wrong = [];
  for (const way of referenceWays) {
    const onMeasured = ({ share, residentBytes }) =>
      console.log(`${way.padEnd(10)}${share * 100} %  ${inMegabytes(residentBytes)} resident`);
    const found = await passReferences(way, Number(option('references', '1e6')), onMeasured);
    console.log(`${way.padEnd(10)}${found.join('; ') || 'flat, none left'}`);
    wrong.push(...found);
  }
  return wrong;
}

async function succeeds(args, env = {}) {
  const { code } = await runCommand(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...env },
    isShown: true,
  });
  return code === 0 ? [] : [`node ${args.join(' ')} ended with ${code}`];
}

const vitest = (...args) => [
  join(root, 'node_modules', 'vitest', 'vitest.mjs'),
  'run',
  '--testTimeout=36000000',
  ...args,
];

const parts = {
  memory,
  ends,
  references,
  limits: () => succeeds([join(import.meta.dirname, 'drill', 'limits-process.mjs'), root]),
  properties: () =>
    succeeds(vitest('test/e2e/value-properties.test.ts'), {
      GRAFT_PROPERTY_RUNS: String(Math.ceil(runs / 10)),
    }),
  differential: () => succeeds(vitest('test/conformance'), { GRAFT_DIFFERENTIAL_RUNS: String(runs) }),
  async fuzz() {
    const script = join(import.meta.dirname, 'fuzz.mjs');
    if (existsSync(script)) return succeeds([script, `--runs=${executions}`]);
    console.log('declared gap: fuzz (there is no scripts/fuzz.mjs)');
    return [];
  },
};

const chosen = option('only', Object.keys(parts).join(',')).split(',');
const unknown = chosen.filter((name) => parts[name] === undefined);
if (unknown.length > 0) {
  console.error(`--only=${unknown.join(',')}: there is ${Object.keys(parts).join(', ')}`);
  process.exit(2);
}
const wrong = [];
for (const name of chosen) {
  console.log(`\n== ${name}`);
  const found = await parts[name]();
  for (const what of found) console.error(`FAILED: ${what}`);
  wrong.push(...found);
}
console.log(`\n${chosen.length} parts, ${wrong.length} failures`);
if (wrong.length > 0) process.exitCode = 1;
