import type { Plan } from '../plan.js';
import { quantile } from '../stats.js';
import type { OpenSubject } from '../subjects/subject.js';
import { type TimedRow, wrong } from './row.js';

type Latencies = readonly number[];

const batch = 64;
// Where a subject has no asynchronous call of a def.
const coroutineNote = 'an async def is called, for want of an asynchronous call of a def';

// The three rows tell of the same calls: whichever is asked for first makes them.
const measured = new WeakMap<OpenSubject, Promise<Latencies>>();

/** One awaited call after the other. */
export const asyncLatencyRows: readonly TimedRow[] = [
  createRow('async-latency', 'p50', 0.5),
  createRow('async-latency-p90', 'p90', 0.9),
  createRow('async-latency-p99', 'p99', 0.99),
];

function createRow(name: string, title: string, share: number): TimedRow {
  return {
    name,
    title: `an awaited add after the other, ${title}`,
    concurrent: true,
    async prepare(subject) {
      const { add, coroutineAdd } = (await subject.openLater?.()) ?? {};
      const call = add ?? coroutineAdd;
      if (call === undefined) return undefined;
      return {
        kind: 'probe',
        notes: add === undefined ? [coroutineNote] : [],
        measure: async (plan) => {
          const latencies = measured.get(subject) ?? measure(call, plan);
          measured.set(subject, latencies);
          return [quantile(await latencies, share)];
        },
      };
    },
  };
}

async function measure(
  add: (left: number, right: number) => Promise<number>,
  plan: Plan,
): Promise<Latencies> {
  const latencies: number[] = [];
  const repeat = async (durationMs: number): Promise<void> => {
    latencies.length = 0;
    const end = performance.now() + durationMs;
    do {
      for (let index = 0; index < batch; index++) {
        const begun = performance.now();
        const sum = await add(index, 1);
        latencies.push((performance.now() - begun) * 1e6);
        if (sum !== index + 1) wrong(`add(${index}, 1) gave ${String(sum)}`);
      }
    } while (performance.now() < end);
  };
  await repeat(plan.warmUpMs);
  await repeat(plan.measureMs);
  return latencies;
}
