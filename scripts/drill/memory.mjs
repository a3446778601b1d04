import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../build/root.mjs';
import { callKinds } from './kinds.mjs';

/**
 * From the measurement at 10 % to that at 100 %: so much may come with time, whatever the number of calls. V8 takes up to 20 MB for
 * optimised code and half-empty pages within the first million calls, so that only a long run can tell what is resident to a few bytes a call.
 */
export function allowedGrowth(calls) {
  const megabyte = 1024 * 1024;
  return {
    residentBytes: (calls < 1e6 ? 24 : 8) * megabyte,
    heapBytes: 2 * megabyte,
    pythonBlocks: 3000,
  };
}

/**
 * Makes `calls` calls of each of `kinds` in one process.
 * @param {{ calls: number, kinds?: readonly string[], env?: NodeJS.ProcessEnv, onProgress?: (line: object) => void }} options
 * @returns {Promise<Map<string, object[]>>} of each kind its measurements at 10, 50 and 100 %
 */
export async function measureMemory({
  calls,
  kinds = Object.keys(callKinds),
  env = process.env,
  onProgress = () => undefined,
}) {
  const script = join(import.meta.dirname, 'memory-process.mjs');
  // V8's young generation grows by tens of megabytes in its own time; kept small, it hides nothing.
  const nodeArgs = ['--expose-gc', '--max-semi-space-size=2'];
  const child = spawn(process.execPath, [...nodeArgs, script, root, String(calls), ...kinds], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve(code ?? signal));
  });
  const measurements = new Map();
  for await (const text of createInterface({ input: child.stdout })) {
    const line = JSON.parse(text);
    if (line.share === undefined) onProgress(line);
    else measurements.set(line.kind, [...(measurements.get(line.kind) ?? []), line]);
  }
  const end = await ended;
  if (end !== 0) throw new Error(`the process that made the calls ended with ${end}`);
  return measurements;
}

/**
 * What grew by more than is allowed, in words; empty where memory is flat. What leaks grows with the calls, so five ninths of it come
 * in the second half; what V8 takes once, however much, is no growth.
 */
export function growths([early, middle, late]) {
  return Object.entries(allowedGrowth(late.calls)).flatMap(([what, allowed]) => {
    const growth = late[what] - early[what];
    const calls = late.calls - early.calls;
    return growth <= allowed || late[what] - middle[what] <= allowed / 3
      ? []
      : [`${what} grew by ${growth} in ${calls} calls, ${(growth / calls).toFixed(2)} a call`];
  });
}
