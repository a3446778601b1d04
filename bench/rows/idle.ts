import { setTimeout as delay } from 'node:timers/promises';
import type { OpenSubject } from '../subjects/subject.js';
import { type TimedRow, wrong } from './row.js';

/** How long the processor time of the process is watched, in milliseconds. */
export const idleWindowMs = 200;

const calls = 64;
const pauseMs = 1;

/**
 * The processor time that the whole process takes while nothing is asked of it, from a millisecond after its last call.
 * The floor's process, which has made no asynchronous call and has no thread for them, says what a Node takes that idles.
 */
export const idleRow: TimedRow = {
  name: 'idle',
  title: `processor time of ${idleWindowMs} idle ms after a call`,
  concurrent: true,
  async prepare(subject) {
    const exercise = await exerciseOf(subject);
    if (exercise === undefined) return undefined;
    return {
      kind: 'probe',
      measure: async ({ measureMs }) => {
        const windows: number[] = [];
        do {
          globalThis.gc?.();
          await exercise();
          windows.push(await watch());
        } while (windows.length * idleWindowMs < measureMs);
        return windows;
      },
    };
  },
};

async function exerciseOf(subject: OpenSubject): Promise<(() => Promise<void>) | undefined> {
  // A floor that keeps the GIL is no other than the one that does not.
  if (subject.kind === 'sync' && subject.floor !== undefined)
    return subject.floor.takeGil === undefined ? undefined : () => Promise.resolve();
  const { add, coroutineAdd } = (await subject.openLater?.()) ?? {};
  const call = add ?? coroutineAdd;
  if (call === undefined) return undefined;
  return async () => {
    const sums = await Promise.all(Array.from({ length: calls }, (_, index) => call(index, 1)));
    if (sums.some((sum, index) => sum !== index + 1)) wrong('add gave another sum');
    const last = await call(2, 3);
    if (last !== 5) wrong(`add(2, 3) gave ${String(last)}`);
  };
}

async function watch(): Promise<number> {
  await delay(pauseMs);
  const begun = process.cpuUsage();
  await delay(idleWindowMs);
  const { user, system } = process.cpuUsage(begun);
  return (user + system) * 1000;
}
