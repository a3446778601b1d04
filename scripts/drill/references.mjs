import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../build/root.mjs';
import { growths } from './memory.mjs';

/** The ways on which references pass; `worker` takes three of them, in a worker. */
export const referenceWays = ['sync', 'side', 'loop', 'threads', 'worker'];

/** Makes so many references of either kind on one way. Gives what is left of them, and what grew, in words; empty where all is well. */
export async function passReferences(way, references, onMeasured = () => undefined) {
  const args = [
    '--expose-gc',
    '--max-semi-space-size=2',
    join(import.meta.dirname, 'references-process.mjs'),
    root,
    String(references),
    way,
  ];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve(code ?? signal));
  });
  const wrong = [];
  const measurements = [];
  let isTold = false;
  for await (const text of createInterface({ input: child.stdout })) {
    const line = JSON.parse(text);
    if (line.share !== undefined) {
      measurements.push(line);
      onMeasured(line);
      continue;
    }
    isTold = true;
    const { before, after } = line;
    if (after[0] > before[0] || after[1] > before[1])
      wrong.push(`${way}: ${after.join(' and ')} references left, ${before.join(' and ')} before`);
  }
  const end = await ended;
  if (end !== 0 || !isTold) return [`${way}: the process ended with ${end}`];
  return [...wrong, ...growths(measurements).map((how) => `${way}: ${how}`)];
}
