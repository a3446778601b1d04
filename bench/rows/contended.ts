import { createRandom } from '../pools/random.js';
import { now, ThreadTeam } from '../thread-team.js';
import { type TimedRow, wrong } from './row.js';

// At five milliseconds a call (the switch interval of CPython), this is some forty calls.
const leastDurationMs = 300;
const leadMs = 20;

/**
 * A synchronous call of the main thread while a worker runs a loop of pure Python. Between two calls the main thread
 * sleeps for about a millisecond, so that the loop has the GIL again: whoever asks anew at once may get it back at once.
 */
export const contendedRow: TimedRow = {
  name: 'contended',
  title: 'a call while another thread loops in Python',
  concurrent: true,
  needs: 'threads',
  prepare(subject, origin) {
    if (subject.kind !== 'sync' || subject.threads === undefined) return undefined;
    const { add } = subject.calls;
    return {
      kind: 'probe',
      measure: async ({ measureMs }) => {
        const durationMs = leadMs + Math.max(leastDurationMs, measureMs);
        const team = await ThreadTeam.gather(1, origin, { kind: 'spin', durationMs });
        team.begin();
        const calls = callUntil(add, now() + durationMs * 1e6);
        const [loop] = await team.finish();
        // What began before the loop did, or after its end, had nobody to wait for.
        const waits = calls.filter(
          ({ begun }) => loop !== undefined && begun > loop.begun && begun < loop.ended,
        );
        if (waits.length === 0) throw new Error('no call was made while the loop ran');
        return waits.map(({ begun, ended }) => ended - begun);
      },
    };
  },
};

function callUntil(
  add: (left: number, right: number) => number,
  end: number,
): readonly { readonly begun: number; readonly ended: number }[] {
  const calls: { begun: number; ended: number }[] = [];
  const random = createRandom(41);
  sleep(leadMs);
  for (let left = 0; now() < end; left++) {
    const begun = now();
    const sum = add(left, 1);
    calls.push({ begun, ended: now() });
    if (sum !== left + 1) wrong(`add(${left}, 1) gave ${String(sum)}`);
    sleep(0.5 + random(1000) / 1000);
  }
  return calls;
}

function sleep(durationMs: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, durationMs);
}
