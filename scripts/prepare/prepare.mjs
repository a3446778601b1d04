import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { explaining } from '../build/explained.mjs';
import { root } from '../build/root.mjs';
import { areDependenciesInstalled, installDependencies } from './dependencies.mjs';
import { fingerprint } from './fingerprint.mjs';
import { withLock } from './lock.mjs';

const stampFile = join(root, 'build', 'prepared.json');

// Each step: what it is made from, what it makes, and how. The makers are loaded when needed only: this file's own
// start is all that a prepared tree pays for.
const steps = [
  {
    name: 'addon',
    says: 'compiling the native addon',
    inputs: [
      'native',
      'binding.gyp',
      'scripts/build/addon.mjs',
      'scripts/build/node-headers.mjs',
      'package.json',
    ],
    outputs: ['build/Release/graftwire.node'],
    make: async () => (await import('../build/addon.mjs')).buildAddon(),
  },
  {
    name: 'bundle',
    says: 'bundling TypeScript',
    inputs: ['src', 'examples', 'scripts/build/bundle.mjs', 'package.json'],
    outputs: ['dist/index.cjs', 'dist/library.cjs', 'dist/index.js', 'dist/cli.cjs'],
    make: async () => (await import('../build/bundle.mjs')).bundle(),
  },
];

function readStamp() {
  try {
    return JSON.parse(readFileSync(stampFile, 'utf8'));
  } catch {
    return {}; // never prepared, or a stamp cut short: then everything is made again
  }
}

const isMade = (step, stamp) =>
  stamp[step.name] === fingerprint(root, step.inputs) &&
  step.outputs.every((output) => existsSync(join(root, output)));

const isPrepared = (stamp) => areDependenciesInstalled(root) && steps.every((step) => isMade(step, stamp));

async function makeAll(options) {
  if (!areDependenciesInstalled(root)) {
    console.error('graftwire: installing npm dependencies');
    await installDependencies(root);
  }
  if (options.includes('--dependencies')) return;
  mkdirSync(join(root, 'build'), { recursive: true });
  for (const step of steps) {
    if (isMade(step, readStamp())) continue;
    console.error(`graftwire: ${step.says}`);
    // Taken before: what is edited while the step runs makes it run again.
    const made = fingerprint(root, step.inputs);
    await step.make();
    writeFileSync(stampFile, JSON.stringify({ ...readStamp(), [step.name]: made }));
  }
}

/**
 * Installs npm's dependencies, compiles the addon and bundles TypeScript, each only when it is out of date. What is
 * missing on the machine is said in one sentence, and the process ends with code 1.
 * @param {readonly string[]} options `--dependencies`: install them, and build nothing
 */
export async function prepare(options) {
  if (isPrepared(readStamp())) return;
  await explaining(() => withLock(root, () => makeAll(options)));
}
