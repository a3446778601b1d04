import { wrong } from './rows/row.js';

const batch = 64;

/** Calls add for so many milliseconds, at least once, and gives how many calls that were and what one took. */
export function callAdd(
  add: (left: number, right: number) => number,
  durationMs: number,
): { readonly calls: number; readonly nanoseconds: number } {
  const begun = performance.now();
  const end = begun + durationMs;
  let calls = 0;
  let ended: number;
  do {
    for (let index = 0; index < batch; index++) {
      const sum = add(index, 1);
      if (sum !== index + 1) wrong(`add(${index}, 1) gave ${String(sum)}`);
    }
    calls += batch;
    ended = performance.now();
  } while (ended < end);
  return { calls, nanoseconds: ((ended - begun) * 1e6) / calls };
}
