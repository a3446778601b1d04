// npm run drill: what holds only after very many calls, ends and inputs. Hours on a small machine; a short form of each part is in npm test.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './build/root.mjs';
import { runCommand } from './build/run-command.mjs';
import { exitProcesses, terminateWorkers } from './drill/ends.mjs';
import { callKinds } from './drill/kinds.mjs';
import { passReferences, referenceWays } from './drill/references.mjs';
import { allowedGrowth, growths, measureMemory } from './drill/memory.mjs';

const help = `npm run drill -- [options]

  --only=a,b          only these parts
  --calls=1e7         memory: calls of each of the main kinds, a tenth of them of the others
  --kinds=a;b         memory: only these kinds
  --terminations=1000 ends: workers that are terminated in the middle of calls
  --exits=200         ends: processes that end with calls under way
  --references=1e6    references: on each way between the two languages
  --runs=1e6          differential, and a tenth of them for properties
  --executions=1e7    fuzz
  --help              this

parts  memory        nothing is left of very many calls, of every kind
       ends          workers and processes end, whatever they do: no crash, no hang, nothing left
       references    objects and functions that are made and dropped are gone from every table
       limits        what is too large or too deep is refused before it is there
       properties    values of all kinds cross and come back
       differential  the three implementations of the protocol say the same
       fuzz          decoders on any bytes
`;

const { values } = (() => {
  try {
    return parseArgs({
      options: {
        only: { type: 'string' },
        calls: { type: 'string', default: '1e7' },
        kinds: { type: 'string', default: Object.keys(callKinds).join(';') },
        terminations: { type: 'string', default: '1000' },
        exits: { type: 'string', default: '200' },
        references: { type: 'string', default: '1e6' },
        runs: { type: 'string', default: '1e6' },
        executions: { type: 'string', default: '1e7' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    console.error(error.message);
    process.exit(2);
  }
})();
if (values.help) {
  console.log(help);
  process.exit(0);
}
const calls = Number(values.calls);
const runs = Number(values.runs);
const executions = Number(values.executions);

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
  for (const kind of values.kinds.split(';')) {
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
  const [terminations, exits] = [Number(values.terminations), Number(values.exits)];
  const terminated = await terminateWorkers(terminations, (done) => told(`${done} workers terminated`));
  console.log(`${terminations} workers terminated`);
  const exited = await exitProcesses(exits, (done) => told(`${done} processes ended`));
  console.log(`${exits} processes ended`);
  return [...terminated, ...exited];
}

async function references() {
  const wrong = [];
  for (const way of referenceWays) {
    const onMeasured = ({ share, residentBytes }) =>
      console.log(`${way.padEnd(10)}${share * 100} %  ${inMegabytes(residentBytes)} resident`);
    const found = await passReferences(way, Number(values.references), onMeasured);
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

const chosen = (values.only ?? Object.keys(parts).join(',')).split(',');
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
